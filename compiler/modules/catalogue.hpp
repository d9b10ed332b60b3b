// The modules that imports can name: files of the project that name themselves, and the standard library.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/modules/library.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::modules {

class Catalogue {
 public:
  // Reports files that have one name, names of the library, modules that import each other in a ring, and templates
  // that give one name to two things.
  Catalogue(std::span<const syntax::Module* const> files, diagnostics::Sink& sink);

  struct Found {
    const syntax::Module* file = nullptr;  // of the project
    const LibraryModule* library = nullptr;
    [[nodiscard]] bool is_nothing() const { return file == nullptr && library == nullptr; }
  };
  [[nodiscard]] Found find(std::string_view name) const;
  // Whether the module itself is at fault, which was reported.
  [[nodiscard]] bool is_faulty(std::string_view name) const { return faulty_.contains(name); }
  [[nodiscard]] std::vector<std::string_view> names() const;

 private:
  void find_rings(diagnostics::Sink& sink);
  void find_names_given_twice(const std::string& name, const syntax::Module& file, diagnostics::Sink& sink);

  std::map<std::string, const syntax::Module*, std::less<>> files_;
  std::set<std::string, std::less<>> faulty_;
};

[[nodiscard]] inline bool is_template(const syntax::Module& file) {
  return file.head && !file.head->parameters.empty();
}

}  // namespace wend::modules
