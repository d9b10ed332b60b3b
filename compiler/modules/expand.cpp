#include "compiler/modules/expand.hpp"

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/codes/modules.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/modules/catalogue.hpp"
#include "compiler/modules/fill.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::modules {
namespace {

namespace codes = diagnostics::codes;
using syntax::Declaration;
using syntax::ImportDeclaration;

using Names = std::map<std::string, std::string, std::less<>>;

// Where the whole import is at fault.
const source::Span& place_of(const Declaration& tree) {
  return tree.as<ImportDeclaration>()->module.span;
}

void add_nearest(diagnostics::Report& report, const source::Span& span, std::string_view written,
                 const std::vector<std::string_view>& names) {
  const std::vector<std::string_view> near = diagnostics::nearest(written, names);
  if (near.empty()) return;
  std::string list;
  for (const std::string_view name : near) list += (list.empty() ? "`" : ", `") + std::string(name) + "`";
  report.note(codes::did_you_mean, span, {list});
  report.suggest(span, std::string(near.front()), diagnostics::Applicability::unsafe);
}

// The arguments of one import, matched with the parameters of its module.
class Arguments {
 public:
  Arguments(std::string module, const syntax::ModuleHead& head, diagnostics::Sink& sink)
      : module_(std::move(module)), sink_(sink) {
    for (const syntax::Parameter& parameter : head.parameters) filled_.push_back({&parameter, nullptr, std::nullopt});
  }

  // Nothing where there is a fault. Borrows the values.
  std::optional<std::vector<Filled>> match(const std::vector<syntax::Argument>& given,
                                           const source::Span& import_span) {
    bool sound = true;
    for (const syntax::Argument& argument : given) sound &= take(argument);
    return sound && nothing_is_missing(import_span) ? std::optional(std::move(filled_)) : std::nullopt;
  }

 private:
  bool take(const syntax::Argument& argument) {
    if (!argument.name || argument.earlier || argument.alias || argument.where || !argument.value) {
      sink_.report(codes::import_argument_form, argument.span);
      return false;
    }
    const auto is_named = [&](const Filled& one) { return one.parameter->name.text == argument.name->text; };
    const auto filled = std::ranges::find_if(filled_, is_named);
    if (filled == filled_.end()) return report_unknown(*argument.name);
    if (filled->written) {
      sink_.report(codes::import_argument_twice, argument.name->span).with(argument.name->text);
      return false;
    }
    filled->written = argument.value->span;
    filled->value = argument.value.get();
    return true;
  }

  bool report_unknown(const syntax::Name& name) {
    diagnostics::Report report = sink_.report(codes::import_unknown_parameter, name.span).with(module_).with(name.text);
    std::vector<std::string_view> names;
    for (const Filled& one : filled_) names.push_back(one.parameter->name.text);
    add_nearest(report, name.span, name.text, names);
    return false;
  }

  bool nothing_is_missing(const source::Span& import_span) {
    std::string missing;
    for (const Filled& one : filled_) {
      if (one.written || one.parameter->fallback) continue;
      missing += (missing.empty() ? "" : "`, `") + one.parameter->name.text;
    }
    if (missing.empty()) return true;
    sink_.report(codes::import_argument_missing, import_span).with(module_).with(missing);
    return false;
  }

  std::string module_;
  diagnostics::Sink& sink_;
  std::vector<Filled> filled_;
};

class Expander {
 public:
  Expander(std::span<const syntax::Module* const> files, std::string_view currency, source::SourceMap& sources,
           diagnostics::Sink& sink)
      : files_(files), currency_(currency), sources_(sources), sink_(sink), catalogue_(files, sink) {}

  Expansion expand() {
    for (const syntax::Module* file : files_) {
      if (is_template(*file)) continue;
      for (const Declaration& tree : file->declarations) {
        if (tree.as<ImportDeclaration>() != nullptr) import_into_project(tree);
      }
    }
    return std::move(result_);
  }

 private:
  // Of one import: its tree and what its names begin with.
  struct Request {
    const Declaration& tree;
    const syntax::Path& module;
    const std::vector<syntax::Argument>& arguments;
    std::string prefix;
    std::optional<std::size_t> root;
    std::size_t depth = 0;
  };

  // --- imports of the project ---------------------------------------------------------------------------------------

  void import_into_project(const Declaration& tree) {
    const auto* import = tree.as<ImportDeclaration>();
    const bool done = !tree.faulty && take_name(tree) &&
                      bring_in({tree, import->module, import->arguments, tree.name.text, std::nullopt, 0});
    if (!done) result_.failed.insert(&tree);
  }

  bool take_name(const Declaration& tree) {
    const auto [earlier, is_new] = imports_.try_emplace(tree.name.text, &tree);
    if (is_new) return true;
    const std::string module = tree.as<ImportDeclaration>()->module.text();
    const bool same = earlier->second->as<ImportDeclaration>()->module.text() == module;
    diagnostics::Report report =
        sink_.report(same ? codes::module_instantiated_twice : codes::import_name_taken, tree.name.span);
    if (same) report.with(module);
    report.with(tree.name.text).note(codes::declared_here, earlier->second->name.span, {tree.name.text});
    return false;
  }

  // --- one import ---------------------------------------------------------------------------------------------------

  // The names that it brings in, without the import's; nothing where it cannot, and that was reported.
  std::optional<Names> bring_in(Request request) {
    const std::string name = request.module.text();
    const Catalogue::Found found = catalogue_.find(name);
    if (found.is_nothing()) return report_unknown(request.module);
    if (catalogue_.is_faulty(name) || !is_within_bounds(request)) return std::nullopt;
    if (found.file != nullptr && !is_template(*found.file)) return add_alias(request, *found.file);
    return instantiate(request, name, found);
  }

  std::nullopt_t report_unknown(const syntax::Path& module) {
    diagnostics::Report report = sink_.report(codes::unknown_module, module.span).with(module.text());
    add_nearest(report, module.span, module.text(), catalogue_.names());
    return std::nullopt;
  }

  bool is_within_bounds(const Request& request) {
    if (request.depth <= kDeepestImport && declarations_ <= kMostDeclarations) return true;
    const bool deep = request.depth > kDeepestImport;
    if (deep || !overfull_) {
      sink_.report(deep ? codes::imports_nested_too_deeply : codes::too_many_instances, place_of(request.tree))
          .with(static_cast<std::int64_t>(deep ? kDeepestImport : kMostDeclarations));
    }
    overfull_ |= !deep;
    return false;
  }

  std::optional<Names> add_alias(const Request& request, const syntax::Module& file) {
    const syntax::ModuleHead head{file.head->name, {}, file.head->span};
    if (!Arguments(request.module.text(), head, sink_).match(request.arguments, place_of(request.tree))) {
      return std::nullopt;
    }
    Alias alias{request.prefix, {}};
    Names names;
    for (const Declaration& declaration : file.declarations) {
      if (declaration.as<syntax::TestDeclaration>() != nullptr) continue;
      alias.names.push_back(declaration.name.text);
      names.emplace(declaration.name.text, declaration.name.text);
    }
    result_.aliases.push_back(std::move(alias));
    return names;
  }

  std::optional<Names> instantiate(Request& request, const std::string& name, const Catalogue::Found& found) {
    const std::size_t at = result_.instances.size();
    auto tree = std::make_unique<InstanceTree>();
    const source::FileId file = add_text(found);
    diagnostics::Sink of_the_file;  // what is wrong with the text is said where the file itself is read
    tree->module = syntax::parse(sources_.file(file), of_the_file).module;
    if (!tree->module.head) return std::nullopt;
    auto arguments = Arguments(name, *tree->module.head, sink_).match(request.arguments, place_of(request.tree));
    if (!arguments) return std::nullopt;
    Instance instance{name, request.prefix, file, {}, place_of(request.tree), request.root.value_or(at), {}, {}};
    if (found.file != nullptr) instance.own_file = found.file->head->span.file;
    for (const Filled& one : *arguments) instance.arguments.push_back(one.written);
    result_.instances.push_back(std::move(instance));
    result_.trees.push_back(std::move(tree));
    return fill_in(at, std::move(*arguments), request.depth);
  }

  source::FileId add_text(const Catalogue::Found& found) {
    if (found.library != nullptr)
      return sources_.add(std::string(found.library->path), std::string(found.library->text));
    const source::SourceFile& file = sources_.file(found.file->head->span.file);
    return sources_.add(file.path(), std::string(file.text()));
  }

  // --- the inside of an instance ------------------------------------------------------------------------------------

  Names fill_in(std::size_t at, std::vector<Filled> arguments, std::size_t depth) {
    InstanceTree& tree = *result_.trees[at];
    std::vector<Extent> extents;
    Environment environment;
    add_parameters(tree, std::move(arguments), environment, extents);
    add_own_names(tree, result_.instances[at].name, environment);
    for (Declaration& declaration : tree.module.declarations) {
      if (std::holds_alternative<ImportDeclaration>(declaration.node)) {
        import_into_module(at, declaration, environment, extents, depth);
      }
    }
    for (Declaration& declaration : tree.module.declarations) {
      if (is_brought_in(declaration)) finish(declaration, result_.instances[at].name, environment, extents);
    }
    declarations_ += tree.module.declarations.size() + 1;
    tree.arguments = std::move(environment.arguments);
    result_.instances[at].extents = std::move(extents);
    return names_of(at, environment);
  }

  // A default may speak of the parameters before it.
  void add_parameters(InstanceTree& tree, std::vector<Filled> arguments, Environment& environment,
                      std::vector<Extent>& extents) {
    std::vector<syntax::Parameter>& parameters = tree.module.head->parameters;
    for (std::uint32_t index = 0; index < arguments.size(); ++index) {
      Filled& filled = arguments[index];
      if (!filled.value && parameters[index].fallback) {
        fill(environment, parameters[index].fallback, extents);
        add_currency(parameters[index]);
        filled.value = parameters[index].fallback.get();
      }
      const syntax::Name& name = parameters[index].name;
      environment.parameters.try_emplace(name.text, index);
      environment.arguments.push_back(filled);
    }
  }

  // `money floor = 5_000`, so that a module can speak of amounts without knowing the bank's currency.
  void add_currency(syntax::Parameter& parameter) const {
    const bool is_any_money =
        parameter.type.kind == syntax::ParameterType::Kind::money && parameter.type.currency.empty();
    auto* literal = std::get_if<syntax::QuantityLiteral>(&parameter.fallback->node);
    if (!is_any_money || literal == nullptr || literal->quantity.unit != syntax::Unit::none) return;
    literal->quantity.unit = syntax::Unit::currency;
    literal->quantity.currency = currency_;
  }

  void add_own_names(InstanceTree& tree, const std::string& prefix, Environment& environment) {
    for (const Declaration& declaration : tree.module.declarations) {
      if (declaration.as<syntax::TestDeclaration>() != nullptr) continue;
      const syntax::Name& name = declaration.name;
      if (declaration.as<ImportDeclaration>() != nullptr) {
        environment.imports.insert(name.text);
        continue;
      }
      environment.own.try_emplace(name.text, prefix + "." + name.text);
      if (declaration.label) environment.own.try_emplace(declaration.label->value, prefix + "." + name.text);
    }
  }

  void import_into_module(std::size_t at, Declaration& declaration, Environment& environment,
                          std::vector<Extent>& extents, std::size_t depth) {
    fill(environment, declaration, extents);
    auto& import = std::get<ImportDeclaration>(declaration.node);
    if (declaration.faulty) return;
    const std::string& outer = result_.instances[at].name;
    const auto names = bring_in({declaration, import.module, import.arguments, outer + "." + declaration.name.text,
                                 result_.instances[at].root, depth + 1});
    if (!names) {
      result_.trees[at]->sound = false;
      return;
    }
    for (const auto& [name, whole] : *names) environment.own.try_emplace(declaration.name.text + "." + name, whole);
  }

  void finish(Declaration& declaration, const std::string& prefix, const Environment& environment,
              std::vector<Extent>& extents) {
    // A group keeps journeys of one instance from each other, not those of two: unless it is given by an argument.
    auto* journey = std::get_if<syntax::JourneyDeclaration>(&declaration.node);
    if (journey != nullptr && journey->exclusive) {
      std::string& group = journey->exclusive->value.text;
      if (!environment.parameters.contains(group)) group = prefix + "." + group;
    }
    if (!declaration.faulty) fill(environment, declaration, extents);
    declaration.name.text = prefix + "." + declaration.name.text;
    declaration.name.spelling = declaration.name.text;
  }

  Names names_of(std::size_t at, const Environment& environment) const {
    Names names;
    const bool sound = result_.trees[at]->sound;
    if (sound) names.insert(environment.own.begin(), environment.own.end());
    return names;
  }

  std::span<const syntax::Module* const> files_;
  std::string currency_;
  source::SourceMap& sources_;
  diagnostics::Sink& sink_;
  Catalogue catalogue_;
  Expansion result_;
  std::map<std::string, const Declaration*, std::less<>> imports_;
  std::size_t declarations_ = 0;
  bool overfull_ = false;
};

}  // namespace

Expansion expand(std::span<const syntax::Module* const> files, std::string_view currency, source::SourceMap& sources,
                 diagnostics::Sink& sink) {
  return Expander(files, currency, sources, sink).expand();
}

}  // namespace wend::modules
