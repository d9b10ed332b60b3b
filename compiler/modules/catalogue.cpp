#include "compiler/modules/catalogue.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/modules.hpp"
#include "compiler/diagnostics/codes/notes.hpp"

namespace wend::modules {
namespace {

namespace codes = diagnostics::codes;

// Depth first over what imports what, with a path of its own instead of recursion.
class Rings {
 public:
  using Files = std::map<std::string, const syntax::Module*, std::less<>>;

  Rings(const Files& files, std::set<std::string, std::less<>>& in_ring, diagnostics::Sink& sink)
      : files_(files), faulty_(in_ring), sink_(sink) {}

  void look_from(const std::string& start) {
    enter(start);
    while (!path_.empty()) {
      Visit& visit = path_.back();
      if (visit.next == visit.file->declarations.size()) {
        path_.pop_back();
      } else {
        follow(visit.file->declarations[visit.next++]);
      }
    }
  }

 private:
  struct Visit {
    std::string name;
    const syntax::Module* file = nullptr;
    std::size_t next = 0;
  };

  void enter(const std::string& name) {
    if (seen_.insert(name).second) path_.push_back({name, files_.find(name)->second, 0});
  }

  void follow(const syntax::Declaration& declaration) {
    const auto* import = declaration.as<syntax::ImportDeclaration>();
    if (import == nullptr || import->module.parts.empty()) return;
    const std::string name = import->module.text();
    const auto on_path = std::ranges::find(path_, name, &Visit::name);
    if (on_path != path_.end()) {
      report(on_path, import->module);
    } else if (files_.contains(name)) {
      enter(name);
    }
  }

  void report(std::vector<Visit>::iterator first, const syntax::Path& import) {
    std::string way;
    for (auto visit = first; visit != path_.end(); ++visit) {
      way += visit->name + " -> ";
      faulty_.insert(visit->name);
    }
    sink_.report(codes::import_cycle, import.span).with(first->name).with(way + first->name);
  }

  const Files& files_;
  std::set<std::string, std::less<>>& faulty_;
  diagnostics::Sink& sink_;
  std::set<std::string, std::less<>> seen_;
  std::vector<Visit> path_;
};

}  // namespace

Catalogue::Catalogue(std::span<const syntax::Module* const> files, diagnostics::Sink& sink) {
  for (const syntax::Module* file : files) {
    if (!file->head || file->head->name.parts.empty()) continue;
    const syntax::Path& name = file->head->name;
    if (find_in_library(name.text()) != nullptr) {
      sink.report(codes::module_of_library, name.span).with(name.text());
      continue;
    }
    const auto [earlier, is_new] = files_.try_emplace(name.text(), file);
    if (is_new) continue;
    sink.report(codes::module_named_twice, name.span)
        .with(name.text())
        .note(codes::declared_here, earlier->second->head->name.span, {name.text()});
  }
  find_rings(sink);
  for (const auto& [name, file] : files_) find_names_given_twice(name, *file, sink);
}

void Catalogue::find_names_given_twice(const std::string& name, const syntax::Module& file, diagnostics::Sink& sink) {
  if (!is_template(file)) return;  // the declarations of other files are the project's
  std::set<std::string_view> given;
  const auto take = [&](const syntax::Name& one) {
    if (given.insert(one.text).second) return;
    sink.report(codes::parameter_twice, one.span).with(one.text).with(name);
    faulty_.insert(name);
  };
  for (const syntax::Parameter& parameter : file.head->parameters) take(parameter.name);
  for (const syntax::Declaration& declaration : file.declarations) {
    if (declaration.as<syntax::TestDeclaration>() == nullptr) take(declaration.name);
  }
}

void Catalogue::find_rings(diagnostics::Sink& sink) {
  Rings rings(files_, faulty_, sink);
  for (const auto& [name, file] : files_) rings.look_from(name);
}

Catalogue::Found Catalogue::find(std::string_view name) const {
  if (const auto found = files_.find(name); found != files_.end()) return {found->second, nullptr};
  return {nullptr, find_in_library(name)};
}

std::vector<std::string_view> Catalogue::names() const {
  std::vector<std::string_view> names;
  for (const auto& [name, file] : files_) names.push_back(name);
  for (const LibraryModule& module : library()) names.push_back(module.name);
  return names;
}

}  // namespace wend::modules
