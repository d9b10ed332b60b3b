#include "compiler/check/declarations.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/modules/catalogue.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

DefinitionKind kind_of(const syntax::Declaration& tree) {
  struct {
    DefinitionKind operator()(const syntax::ImportDeclaration&) const { return DefinitionKind::import; }
    DefinitionKind operator()(const syntax::TagDeclaration&) const { return DefinitionKind::tag; }
    DefinitionKind operator()(const syntax::SegmentDeclaration&) const { return DefinitionKind::segment; }
    DefinitionKind operator()(const syntax::TriggerDeclaration&) const { return DefinitionKind::trigger; }
    DefinitionKind operator()(const syntax::GoalDeclaration&) const { return DefinitionKind::goal; }
    DefinitionKind operator()(const syntax::MetricDeclaration&) const { return DefinitionKind::metric; }
    DefinitionKind operator()(const syntax::JourneyDeclaration&) const { return DefinitionKind::journey; }
    DefinitionKind operator()(const syntax::PolicyDeclaration&) const { return DefinitionKind::policy; }
    DefinitionKind operator()(const syntax::TestDeclaration&) const { return DefinitionKind::test; }
  } kind;
  return std::visit(kind, tree.node);
}

// What a journey says is its version; what is no version is reported where the head is checked.
std::int64_t version_of(const syntax::Declaration& tree) {
  const auto* journey = tree.as<syntax::JourneyDeclaration>();
  if (journey == nullptr || !journey->version) return 1;
  const std::string& digits = journey->version->value.digits;
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  return error == std::errc{} ? version : 1;
}

}  // namespace

class Collector {
 public:
  Collector(const schema::Names& names, Facts& facts, diagnostics::Sink& sink)
      : names_(names), facts_(facts), sink_(sink) {}

  // A template takes no part by itself.
  void add(const syntax::Module& module) {
    if (modules::is_template(module)) return;
    for (const syntax::Declaration& tree : module.declarations) add(tree);
  }

  void add_imported(const modules::Expansion& imported) {
    for (std::uint32_t index = 0; index < imported.trees.size(); ++index) {
      for (const syntax::Declaration& tree : imported.trees[index]->module.declarations) {
        if (modules::is_brought_in(tree)) add(tree, index, !imported.trees[index]->sound);
      }
    }
    result_.add_aliases(facts_);
    mark_imports(imported);
  }

  Declarations finish() {
    result_.index_labels(facts_);
    return std::move(result_);
  }

 private:
  void add(const syntax::Declaration& tree, std::uint32_t instance = kNoIndex, bool faulty = false) {
    const DefinitionKind kind = kind_of(tree);
    Definition definition{kind,     tree.name.text,        {},      tree.span, tree.name.span,
                          kNoIndex, tree.faulty || faulty, instance};
    if (kind == DefinitionKind::import) result_.imports_.insert(tree.name.text);
    if (tree.label) definition.label = tree.label->value;
    if (kind != DefinitionKind::test && !take_name(tree, kind)) return;
    facts_.definitions.push_back(std::move(definition));
    result_.trees_.push_back(&tree);
  }

  // A journey may stand in the sources in several versions. Its name means the newest.
  bool is_another_version(const syntax::Declaration& tree, DefinitionIndex earlier) const {
    if (tree.as<syntax::JourneyDeclaration>() == nullptr) return false;
    if (facts_.definitions[earlier].kind != DefinitionKind::journey) return false;
    // Of one with a fault in its text it is not known which version it is.
    if (tree.faulty || facts_.definitions[earlier].faulty) return true;
    return std::ranges::none_of(result_.trees_, [&](const syntax::Declaration* other) {
      return other->as<syntax::JourneyDeclaration>() != nullptr && other->name.text == tree.name.text &&
             version_of(*other) == version_of(tree);
    });
  }

  // Whether the name was free.
  bool take_name(const syntax::Declaration& tree, DefinitionKind kind) {
    const auto index = static_cast<DefinitionIndex>(facts_.definitions.size());
    const auto [earlier, is_new] = result_.by_name_.try_emplace(tree.name.text, index);
    if (!is_new && is_another_version(tree, earlier->second)) {
      if (version_of(tree) > version_of(*result_.trees_[earlier->second])) earlier->second = index;
      return true;
    }
    if (!is_new) {
      const Definition& first = facts_.definitions[earlier->second];
      // Two imports under one name were reported where they are expanded.
      if (kind == DefinitionKind::import && first.kind == kind) return false;
      sink_.report(codes::declared_twice, tree.name.span)
          .with(tree.name.text)
          .note(codes::declared_here, first.name_span, {first.name});
      return false;
    }
    report_clash(tree.name, kind);
    return true;
  }

  // A name that the schema has given already, where both could be meant.
  void report_clash(const syntax::Name& name, DefinitionKind kind) {
    const auto clashes = [&](schema::Names::Kind of) { return names_.find(of, name.text).has_value(); };
    const bool is_import = kind == DefinitionKind::import;
    const bool is_tag = kind == DefinitionKind::tag || kind == DefinitionKind::segment || is_import;
    if (is_tag && clashes(schema::Names::Kind::tag)) sink_.report(codes::is_a_tag_already, name.span).with(name.text);
    if ((kind == DefinitionKind::trigger || is_import) && clashes(schema::Names::Kind::event)) {
      sink_.report(codes::is_an_event_already, name.span).with(name.text);
    }
  }

  // Of each import: whether it brought its module in, and the instance that it made.
  void mark_imports(const modules::Expansion& imported) {
    std::map<std::string_view, std::uint32_t> made;
    for (const modules::Instance& instance : facts_.instances) {
      made.emplace(instance.name, static_cast<std::uint32_t>(made.size()));
    }
    for (DefinitionIndex at = 0; at < result_.trees_.size(); ++at) {
      Definition& definition = facts_.definitions[at];
      if (definition.kind != DefinitionKind::import) continue;
      definition.faulty |= imported.failed.contains(result_.trees_[at]);
      if (const auto found = made.find(definition.name); found != made.end()) definition.instance = found->second;
    }
  }

  const schema::Names& names_;
  Facts& facts_;
  diagnostics::Sink& sink_;
  Declarations result_;
};

Declarations Declarations::collect(std::span<const syntax::Module* const> modules, const modules::Expansion& imported,
                                   const schema::Names& names, Facts& facts, const source::SourceMap& sources,
                                   diagnostics::Sink& sink) {
  Collector collector(names, facts, sink);
  for (const syntax::Module* module : modules) collector.add(*module);
  collector.add_imported(imported);
  Declarations declared = collector.finish();
  declared.index_views(facts, sources);
  return declared;
}

Declarations Declarations::known(const Facts& facts) {
  Declarations result;
  result.trees_.resize(facts.definitions.size());
  for (DefinitionIndex index = 0; index < facts.definitions.size(); ++index) {
    const Definition& definition = facts.definitions[index];
    if (definition.kind != DefinitionKind::test) result.by_name_.try_emplace(definition.name, index);
    if (definition.kind == DefinitionKind::import) result.imports_.insert(definition.name);
  }
  result.add_aliases(facts);
  result.index_labels(facts);
  return result;
}

void Declarations::add_aliases(const Facts& facts) {
  for (const modules::Alias& alias : facts.aliases) {
    for (const std::string& name : alias.names) {
      const auto found = by_name_.find(name);
      if (found != by_name_.end()) by_name_.try_emplace(alias.name + "." + name, found->second);
    }
  }
}

// What a module brings in is found by its label only behind the import's name: two imports have the same labels.
static std::string label_of(const Facts& facts, const Definition& definition) {
  if (definition.instance == kNoIndex || definition.kind == DefinitionKind::import) return definition.label;
  return facts.instances[definition.instance].name + "." + definition.label;
}

void Declarations::index_labels(const Facts& facts) {
  for (DefinitionIndex index = 0; index < facts.definitions.size(); ++index) {
    const Definition& definition = facts.definitions[index];
    if (definition.label.empty() || definition.kind == DefinitionKind::test) continue;
    // An older version of a journey has given its label away, like its name.
    const auto named = by_name_.find(definition.name);
    if (definition.kind == DefinitionKind::journey && named != by_name_.end() && named->second != index) continue;
    const auto [entry, is_new] = by_label_.try_emplace(label_of(facts, definition), Match{index, true});
    if (!is_new) entry->second.ambiguous = true;
  }
}

std::optional<Declarations::Match> Declarations::find(std::string_view name) const {
  std::optional<Match> match;
  if (const auto found = by_label_.find(name); found != by_label_.end()) match = found->second;
  if (const auto found = by_name_.find(name); found != by_name_.end()) match = Match{found->second};
  return match && is_visible(*match, name) ? match : std::nullopt;
}

bool Declarations::is_visible(const Match& match, std::string_view name) const {
  if (view_ == kNoIndex || view_ >= views_.size()) return true;
  const View& view = views_[view_];
  const std::uint32_t instance = instance_of_[match.definition];
  const bool own = instance != kNoIndex && (views_[instance].name + ".").starts_with(view.name + ".");
  return own || view.arguments.find(name) != std::string::npos;
}

void Declarations::index_views(const Facts& facts, const source::SourceMap& sources) {
  const auto given = [&](const modules::Instance& instance) {
    std::string text;
    for (const std::optional<source::Span>& written : instance.arguments) {
      if (written) text.append(sources.text(*written)).append("\n");
    }
    return text;
  };
  for (const modules::Instance& instance : facts.instances) {
    // An import inside a module may hand on what the module was given.
    const modules::Instance& root = facts.instances[instance.root];
    views_.push_back({instance.name, given(instance) + (&root == &instance ? std::string() : given(root))});
  }
  for (const Definition& definition : facts.definitions) {
    instance_of_.push_back(definition.kind == DefinitionKind::import ? kNoIndex : definition.instance);
  }
}

std::optional<Declarations::Imported> Declarations::find_imported(std::span<const syntax::Name> path) const {
  if (path.empty() || !is_import(path.front().text)) return std::nullopt;
  std::string name = path.front().text;
  std::optional<Imported> longest;
  for (std::size_t at = 1; at < path.size(); ++at) {
    name += "." + path[at].text;
    if (const std::optional<Match> found = find(name)) longest = Imported{*found, at + 1};
  }
  return longest;
}

const syntax::Declaration* Declarations::tree(DefinitionIndex definition) const {
  return trees_[definition];
}

}  // namespace wend::check
