#include "compiler/check/name_argument.hpp"

#include "compiler/check/imports.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/modules.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using Kind = syntax::ParameterType::Kind;
using Names = schema::Names;
using syntax::Path;

std::string_view word_of(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::import: return "import";
    case DefinitionKind::tag: return "tag";
    case DefinitionKind::segment: return "segment";
    case DefinitionKind::trigger: return "trigger";
    case DefinitionKind::goal: return "goal";
    case DefinitionKind::metric: return "metric";
    case DefinitionKind::journey: return "journey";
    case DefinitionKind::policy: return "policy";
    case DefinitionKind::test: return "test";
  }
  return "tag";
}

// One argument that is a name.
class NameArgument {
 public:
  NameArgument(Context& context, const std::string& module, const modules::Filled& argument)
      : context_(context), module_(module), argument_(argument), kind_(argument.parameter->type.kind) {}

  bool check() {
    const auto* reference = argument_.value->as<syntax::Reference>();
    if (reference == nullptr) {
      context_.sink.report(codes::module_argument_not_a_name, argument_.value->span)
          .with(argument_.parameter->name.text)
          .with(module_)
          .with(named_kind(kind_));
      return false;
    }
    return is_what_is_meant(reference->path) || report(reference->path);
  }

 private:
  bool is_what_is_meant(const Path& path) {
    switch (kind_) {
      case Kind::tag: return is_tag(path);
      case Kind::segment: return is_declared(path, {DefinitionKind::segment});
      case Kind::trigger: return is_declared(path, {DefinitionKind::trigger, DefinitionKind::goal}) || is_event(path);
      case Kind::event: return is_event(path);
      case Kind::field: return is_field(path);
      case Kind::template_:
        return is_template(context_.schema.channels, path) || is_template(context_.schema.slots, path);
      case Kind::task: return path.is_simple() && find_named(context_.schema.tasks, path.first().text) != nullptr;
      case Kind::benefit: return path.is_simple() && find_named(context_.schema.benefits, path.first().text) != nullptr;
      case Kind::purpose: return path.is_simple() && has(Names::Kind::purpose, path.first().text);
      case Kind::list: return is_tag(path) || (path.is_simple() && has(Names::Kind::list, path.first().text));
      case Kind::boolean:
      case Kind::integer:
      case Kind::number:
      case Kind::money:
      case Kind::duration:
      case Kind::period:
      case Kind::date:
      case Kind::time:
      case Kind::time_of_day:
      case Kind::text:
      case Kind::set:
      case Kind::place:
      case Kind::distance:
      case Kind::product:
      case Kind::customer:
      case Kind::value:
      case Kind::enumerated: return true;
    }
    return true;
  }

  [[nodiscard]] bool has(Names::Kind kind, std::string_view name) const {
    return context_.names.find(kind, name).has_value();
  }
  [[nodiscard]] std::optional<DefinitionIndex> declared(const Path& path) const {
    const auto match = context_.declarations.find(path.text());
    return match && !match->ambiguous ? std::optional(match->definition) : std::nullopt;
  }

  bool is_declared(const Path& path, std::initializer_list<DefinitionKind> kinds) {
    const auto definition = declared(path);
    if (!definition) return false;
    const DefinitionKind kind = context_.facts.definitions[*definition].kind;
    if (std::ranges::find(kinds, kind) == kinds.end()) return false;
    record_use(context_, Use::Kind::definition, path.span, *definition);
    return true;
  }

  bool is_tag(const Path& path) {
    if (path.is_simple()) {
      if (const auto tag = context_.names.find(Names::Kind::tag, path.first().text)) {
        record_use(context_, Use::Kind::tag, path.span, tag->index, 0,
                   context_.schema.tags[tag->index].name != path.first().text);
        return true;
      }
    }
    return is_declared(path, {DefinitionKind::tag, DefinitionKind::segment});
  }

  bool is_event(const Path& path) {
    if (!path.is_simple()) return false;
    const auto event = context_.names.find(Names::Kind::event, path.first().text);
    if (!event) return false;
    record_use(context_, Use::Kind::event, path.span, event->index, 0,
               context_.schema.events[event->index].name != path.first().text);
    return true;
  }

  // `purchase.amount`; of the time of an event, `purchase.time`.
  bool is_field(const Path& path) {
    if (path.parts.size() != 2) return false;
    const auto event = context_.names.find(Names::Kind::event, path.first().text);
    if (!event) return false;
    const auto field = context_.names.field(context_.schema.events[event->index], path.last().text);
    if (!field) return false;
    record_use(context_, Use::Kind::field, path.last().span, event->index, *field);
    return true;
  }

  template <typename Groups>
  static bool is_template(const Groups& groups, const Path& path) {
    if (path.parts.size() != 2) return false;
    const auto* group = find_named(groups, path.first().text);
    return group != nullptr && find_named(group->templates, path.last().text) != nullptr;
  }

  // What the name is instead; empty where it is nothing.
  [[nodiscard]] std::string_view found_instead(const Path& path) const {
    if (const auto definition = declared(path)) return word_of(context_.facts.definitions[*definition].kind);
    if (!path.is_simple()) return {};
    const std::string& name = path.first().text;
    if (has(Names::Kind::tag, name)) return "tag";
    if (has(Names::Kind::event, name)) return "event";
    if (has(Names::Kind::product, name)) return "product";
    if (has(Names::Kind::list, name)) return "list";
    if (has(Names::Kind::purpose, name)) return "purpose";
    if (find_named(context_.schema.tasks, name) != nullptr) return "task";
    if (find_named(context_.schema.benefits, name) != nullptr) return "benefit";
    return {};
  }

  bool report(const Path& path) {
    if (report_if_imported(context_, path)) return false;
    if (const std::string_view found = found_instead(path); !found.empty()) {
      context_.sink.report(codes::module_argument_kind, path.span)
          .with(argument_.parameter->name.text)
          .with(module_)
          .with(named_kind(kind_))
          .with(path.text())
          .with(found);
      return false;
    }
    diagnostics::Report report = context_.sink.report(codes::module_argument_unknown, path.span);
    report.with(named_kind(kind_)).with(path.text());
    const std::vector<std::string> others = names_like(path);
    Candidates candidates;
    for (const std::string& other : others) candidates.push_back({other, {}});
    suggest_nearest(context_, report, path.span, path.text(), candidates);
    return false;
  }

  // What could have been meant.
  [[nodiscard]] std::vector<std::string> names_like(const Path& path) const {
    std::vector<std::string> names;
    const auto add = [&](std::string_view before, const auto& items) {
      for (const auto& item : items) names.push_back(std::string(before) + item.name);
    };
    const auto add_declared_as = [&](DefinitionKind kind) {
      for (const Definition& one : context_.facts.definitions) {
        if (one.kind == kind) names.push_back(one.name);
      }
    };
    const schema::Schema& schema = context_.schema;
    if (kind_ == Kind::tag) add({}, schema.tags), add_declared_as(DefinitionKind::tag);
    if (kind_ == Kind::segment) add_declared_as(DefinitionKind::segment);
    if (kind_ == Kind::trigger) add_declared_as(DefinitionKind::trigger);
    if (kind_ == Kind::event || kind_ == Kind::trigger) add({}, schema.events);
    if (kind_ == Kind::task) add({}, schema.tasks);
    if (kind_ == Kind::benefit) add({}, schema.benefits);
    if (kind_ == Kind::purpose) names = schema.purposes;
    if (kind_ == Kind::template_) {
      for (const auto& channel : schema.channels) add(channel.name + ".", channel.templates);
    }
    if (kind_ == Kind::field) {
      const schema::Event* event = find_named(schema.events, path.first().text);
      if (event != nullptr) add(event->name + ".", event->fields);
    }
    return names;
  }

  Context& context_;
  const std::string& module_;
  const modules::Filled& argument_;
  Kind kind_;
};

}  // namespace

std::string_view named_kind(Kind kind) {
  switch (kind) {
    case Kind::tag: return "tag";
    case Kind::event: return "event";
    case Kind::field: return "field";
    case Kind::trigger: return "trigger";
    case Kind::segment: return "segment";
    case Kind::template_: return "template";
    case Kind::task: return "task";
    case Kind::benefit: return "benefit";
    case Kind::purpose: return "purpose";
    case Kind::list: return "list";
    case Kind::boolean:
    case Kind::integer:
    case Kind::number:
    case Kind::money:
    case Kind::duration:
    case Kind::period:
    case Kind::date:
    case Kind::time:
    case Kind::time_of_day:
    case Kind::text:
    case Kind::set:
    case Kind::place:
    case Kind::distance:
    case Kind::product:
    case Kind::customer:
    case Kind::value:
    case Kind::enumerated: return {};
  }
  return {};
}

bool check_name_argument(Context& context, const std::string& module, const modules::Filled& argument) {
  return NameArgument(context, module, argument).check();
}

}  // namespace wend::check
