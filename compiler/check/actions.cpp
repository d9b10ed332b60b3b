#include "compiler/check/actions.hpp"

#include <algorithm>
#include <span>

#include "compiler/check/coercion.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/place.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/steps.hpp"

namespace wend::check {
namespace {

using diagnostics::Code;
namespace codes = diagnostics::codes;

// The item with the identifier or label; nothing where there is none.
struct Found {
  std::uint32_t index = 0;
  bool by_label = false;
};

template <typename Items>
std::optional<Found> find_named(const Items& items, std::string_view name) {
  const auto by_name = std::ranges::find_if(items, [&](const auto& item) { return item.name == name; });
  if (by_name != items.end()) return Found{static_cast<std::uint32_t>(by_name - items.begin()), false};
  const auto by_label = std::ranges::find_if(items, [&](const auto& item) {
    return std::ranges::any_of(item.label, [&](const auto& label) { return label.second == name; });
  });
  if (by_label != items.end()) return Found{static_cast<std::uint32_t>(by_label - items.begin()), true};
  return std::nullopt;
}

// As find_named; reports where there is none, with the nearest.
template <typename Items>
std::optional<std::uint32_t> resolve(Context& context, const Items& items, const syntax::Name& name, Code unknown,
                                     std::string_view of, Use::Kind kind, std::uint32_t outer = 0) {
  const std::optional<Found> found = find_named(items, name.text);
  if (found) {
    const bool is_part = kind == Use::Kind::message || kind == Use::Kind::offer || kind == Use::Kind::parameter;
    record_use(context, kind, name.span, is_part ? outer : found->index, is_part ? found->index : 0, found->by_label);
    return found->index;
  }
  diagnostics::Report report = context.sink.report(unknown, name.span).with(name.text).with(of);
  Candidates candidates;
  add_candidates(candidates, items);
  suggest_nearest(context, report, name.span, name.text, candidates);
  return std::nullopt;
}

class Arguments {
 public:
  Arguments(Context& context, const Scope& scope, const std::vector<schema::Parameter>& parameters,
            std::string_view action)
      : context_(context), scope_(scope), parameters_(parameters), action_(action), given_(parameters.size()) {}

  std::optional<std::vector<ir::Argument>> check(const std::vector<syntax::Argument>& trees,
                                                 const source::Span& action_span) {
    bool sound = true;
    trees_ = trees;
    for (const syntax::Argument& tree : trees) sound &= check_one(tree);
    if (!sound) return std::nullopt;
    for (std::size_t at = 0; at < parameters_.size(); ++at) {
      if (given_[at] || !parameters_[at].required) continue;
      context_.sink.report(codes::argument_missing, action_span).with(action_).with(parameters_[at].name);
      return std::nullopt;
    }
    std::ranges::sort(arguments_, {}, &ir::Argument::parameter);
    return std::move(arguments_);
  }

 private:
  // `amount = 5 CNY` for `amount: 5 CNY`, and the name of the parameter that alone can be meant.
  void suggest_name(diagnostics::Report& report, const syntax::Argument& tree) const {
    if (tree.name || tree.earlier || tree.alias || tree.where) return;
    const auto* comparison = tree.value->as<syntax::Comparison>();
    if (comparison != nullptr && comparison->op == syntax::ComparisonOperator::equal &&
        comparison->left->as<syntax::Reference>() != nullptr) {
      const source::Span& left = comparison->left->span;
      report.suggest({left.file, left.end, comparison->op_span.end}, ":");
      return;
    }
    const auto at = static_cast<std::size_t>(&tree - trees_.data());
    if (at >= trees_.size() || at >= parameters_.size()) return;
    report.suggest({tree.span.file, tree.span.begin, tree.span.begin}, parameters_[at].name + ": ",
                   diagnostics::Applicability::unsafe);
  }

  bool check_one(const syntax::Argument& tree) {
    if (!tree.name || tree.earlier || tree.alias || tree.where) {
      suggest_name(context_.sink.report(codes::argument_form, tree.span).with(action_), tree);
      return false;
    }
    const std::optional<std::uint32_t> parameter =
        resolve(context_, parameters_, *tree.name, codes::unknown_parameter, action_, Use::Kind::parameter);
    if (!parameter) return false;
    if (given_[*parameter]) {
      context_.sink.report(codes::argument_twice, tree.name->span).with(tree.name->text);
      return false;
    }
    given_[*parameter] = true;
    const Checked value = check_value(*tree.value, parameters_[*parameter].type);
    if (!value || !within_bounds(context_, value->id, tree.name->text, tree.value->span)) return false;
    arguments_.push_back({*parameter, value->id});
    return true;
  }

  // Where a date or a time is asked for, a span is counted from today or now: `due: 3 business days`.
  Checked check_value(const syntax::Expression& tree, const Type& type) {
    const Place place{context_, scope_};
    const Checked value = place.check(tree, type);
    if (!value) return std::nullopt;
    if (type == kDate && value->type == kPeriod) {
      const ir::ExpressionId today = context_.build.moment({});
      return place.make(ir::Operation::date_plus_period, kDate, {today, value->id});
    }
    if (type == kTime && (value->type == kPeriod || value->type == kDuration)) {
      const ir::ExpressionId now = context_.build.moment({ir::Moment::Base::now, {}, 0, true});
      if (value->type == kPeriod) return place.make(ir::Operation::time_plus_period, kTime, {now, value->id});
      return place.make(ir::Operation::sum, kTime, {now, value->id}, 2);
    }
    return require(place, tree, value, type);
  }

  Context& context_;
  const Scope& scope_;
  const std::vector<schema::Parameter>& parameters_;
  std::string_view action_;
  std::span<const syntax::Argument> trees_;
  std::vector<bool> given_;
  std::vector<ir::Argument> arguments_;
};

std::nullopt_t report_form(Context& context, const syntax::Path& path, Code code) {
  context.sink.report(code, path.span).with(path.text());
  return std::nullopt;
}

std::nullopt_t report_no_tag(Context& context, const syntax::Path& path) {
  diagnostics::Report report = context.sink.report(codes::set_needs_tag, path.span).with(path.text());
  Candidates candidates;
  add_candidates(candidates, context.schema.tags);
  suggest_nearest(context, report, path.span, path.text(), candidates);
  return std::nullopt;
}

std::nullopt_t report_no_journey(Context& context, const syntax::Path& path) {
  diagnostics::Report report = context.sink.report(codes::start_needs_journey, path.span).with(path.text());
  Candidates candidates;
  add_declared(candidates, context, DefinitionKind::journey);
  suggest_nearest(context, report, path.span, path.text(), candidates);
  return std::nullopt;
}

// Where there is a benefit, the schema has an event for each of its answers.
schema::EventIndex answer_event(const Context& context, std::string_view name) {
  const auto found = std::ranges::find(context.schema.events, name, &schema::Event::name);
  return static_cast<schema::EventIndex>(found - context.schema.events.begin());
}

}  // namespace

std::optional<ir::Send> check_send(Context& context, const Scope& scope, const syntax::SendStep& tree) {
  if (tree.action.parts.size() != 2) return report_form(context, tree.action, codes::send_needs_template);
  const std::optional<std::uint32_t> channel =
      resolve(context, context.schema.channels, tree.action.first(), codes::unknown_channel, {}, Use::Kind::channel);
  if (!channel) return std::nullopt;
  const schema::Channel& declared = context.schema.channels[*channel];
  const std::optional<std::uint32_t> message =
      resolve(context, declared.templates, tree.action.last(), codes::unknown_template, declared.name,
              Use::Kind::message, *channel);
  if (!message) return std::nullopt;
  const std::string action = tree.action.text();
  auto arguments = Arguments(context, scope, declared.templates[*message].parameters, action)
                       .check(tree.arguments, tree.action.span);
  if (!arguments) return std::nullopt;
  return ir::Send{*channel, *message, std::move(*arguments), ir::kEnd};
}

std::optional<ir::Assign> check_assign(Context& context, const Scope& scope, const syntax::AssignStep& tree) {
  if (!tree.task.is_simple()) return report_form(context, tree.task, codes::assign_needs_task);
  const std::optional<std::uint32_t> task =
      resolve(context, context.schema.tasks, tree.task.first(), codes::unknown_task, {}, Use::Kind::task);
  if (!task) return std::nullopt;
  const std::string action = tree.task.text();
  auto arguments =
      Arguments(context, scope, context.schema.tasks[*task].parameters, action).check(tree.arguments, tree.task.span);
  if (!arguments) return std::nullopt;
  return ir::Assign{*task, std::move(*arguments), ir::kEnd};
}

std::optional<ir::Grant> check_grant(Context& context, const Scope& scope, const syntax::GrantStep& tree) {
  if (!tree.benefit.is_simple()) return report_form(context, tree.benefit, codes::grant_needs_benefit);
  const std::optional<std::uint32_t> benefit =
      resolve(context, context.schema.benefits, tree.benefit.first(), codes::unknown_benefit, {}, Use::Kind::benefit);
  if (!benefit) return std::nullopt;
  const std::string action = tree.benefit.text();
  auto arguments = Arguments(context, scope, context.schema.benefits[*benefit].parameters, action)
                       .check(tree.arguments, tree.benefit.span);
  if (!arguments) return std::nullopt;
  ir::Grant grant;
  grant.benefit = *benefit;
  grant.arguments = std::move(*arguments);
  if (!tree.granted && !tree.refused) return grant;
  grant.awaits_answer = true;
  grant.granted = answer_event(context, "granted");
  grant.refused = answer_event(context, "refused");
  return grant;
}

std::optional<ir::Place> check_place(Context& context, const Scope& scope, const syntax::PlaceStep& tree) {
  const std::optional<ir::Span> lasts = check_span(context, *tree.duration);
  if (tree.action.parts.size() != 2) return report_form(context, tree.action, codes::place_needs_offer);
  const std::optional<std::uint32_t> slot =
      resolve(context, context.schema.slots, tree.action.first(), codes::unknown_slot, {}, Use::Kind::slot);
  if (!slot) return std::nullopt;
  const schema::Slot& declared = context.schema.slots[*slot];
  const std::optional<std::uint32_t> message = resolve(context, declared.templates, tree.action.last(),
                                                       codes::unknown_offer, declared.name, Use::Kind::offer, *slot);
  if (!message) return std::nullopt;
  const std::string action = tree.action.text();
  auto arguments = Arguments(context, scope, declared.templates[*message].parameters, action)
                       .check(tree.arguments, tree.action.span);
  if (!arguments || !lasts) return std::nullopt;
  return ir::Place{*slot, *message, std::move(*arguments), *lasts, ir::kEnd};
}

std::optional<ir::Set> check_set(Context& context, const Scope& scope, const syntax::SetStep& tree) {
  const auto tag =
      tree.tag.is_simple() ? context.names.find(schema::Names::Kind::tag, tree.tag.first().text) : std::nullopt;
  if (!tag || tag->ambiguous) return report_no_tag(context, tree.tag);
  const schema::Tag& declared = context.schema.tags[tag->index];
  record_use(context, Use::Kind::tag, tree.tag.span, tag->index, 0, declared.name != tree.tag.first().text);
  if (!declared.writable) return report_form(context, tree.tag, codes::tag_not_writable);
  const Checked value = check_as(context, scope, *tree.value, declared.type);
  if (!value || !within_bounds(context, value->id, declared.name, tree.value->span)) return std::nullopt;
  return ir::Set{tag->index, value->id, ir::kEnd};
}

std::optional<ir::Emit> check_emit(Context& context, const Scope& scope, const syntax::EmitStep& tree) {
  const std::optional<schema::EventIndex> event = check_event(context, tree.event);
  if (!event) return std::nullopt;
  std::vector<schema::Parameter> fields;
  for (const schema::Field& field : context.schema.events[*event].fields) {
    schema::Parameter& parameter = fields.emplace_back();
    parameter.name = field.name;
    parameter.type = field.type;
    parameter.label = field.label;
    parameter.required = false;
  }
  const std::string action = tree.event.text();
  auto arguments = Arguments(context, scope, fields, action).check(tree.arguments, tree.event.span);
  if (!arguments) return std::nullopt;
  ir::Emit emit{*event, std::move(*arguments), ir::kNone, ir::kEnd};
  if (!tree.to) return emit;
  const Checked to = check(context, scope, *tree.to);
  if (!to || !within_bounds(context, to->id, "to", tree.to->span)) return std::nullopt;
  if (to->type.kind != TypeKind::customer) {
    context.sink.report(codes::emit_to_whom, tree.to->span).with(schema::describe(context.schema, to->type));
    return std::nullopt;
  }
  emit.to = to->id;
  return emit;
}

std::optional<ir::Start> check_start(Context& context, const Scope& scope, const syntax::StartStep& tree,
                                     DefinitionIndex& target) {
  const auto match = context.declarations.find(tree.journey.text());
  const bool is_journey =
      match && !match->ambiguous && context.facts.definitions[match->definition].kind == DefinitionKind::journey;
  if (!is_journey) return report_no_journey(context, tree.journey);
  target = match->definition;
  record_use(context, Use::Kind::definition, tree.journey.span, target, 0, match->by_label);
  // Where the other journey's parameters are at fault, that was said.
  if (target >= context.signatures.size() || !context.signatures[target]) return std::nullopt;
  const std::string action = tree.journey.text();
  auto arguments = Arguments(context, scope, context.signatures[target]->parameters, action)
                       .check(tree.arguments, tree.journey.span);
  if (!arguments) return std::nullopt;
  return ir::Start{0, std::move(*arguments), ir::kEnd};
}

}  // namespace wend::check
