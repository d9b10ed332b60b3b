#include "compiler/check/step_checker.hpp"

#include <utility>

#include "compiler/check/actions.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/notes.hpp"

namespace wend::check {

namespace codes = diagnostics::codes;

StepIndex StepChecker::block(const syntax::Block& block, StepIndex after) {
  const auto first = static_cast<StepIndex>(steps_.size());
  const std::size_t count = block.steps.size();
  const std::size_t aliases = scope_.aliases.size();
  if (count == 0) return after;
  steps_.resize(steps_.size() + count);
  for (std::size_t at = 0; at < count; ++at) {
    const auto place = first + static_cast<StepIndex>(at);
    next_ = at + 1 < count ? place + 1 : after;
    past_next_ = at + 2 < count ? place + 2 : after;
    check_step(block.steps[at], place);
  }
  scope_.aliases.resize(aliases);
  report_unreachable(context_, block);
  return first;
}

void StepChecker::check_step(const syntax::Step& step, StepIndex place) {
  place_ = place;
  keyword_ = step.keyword_span;
  given_name_.reset();
  if (step.name && take_name(*step.name)) given_name_ = step.name->text;
  sound_ &= std::visit(*this, step.node);
}

bool StepChecker::take_name(const syntax::Name& name) {
  const auto [taken, is_new] = taken_.try_emplace(name.text, name.span);
  if (is_new) return true;
  context_.sink.report(codes::step_named_twice, name.span)
      .with(name.text)
      .note(codes::declared_here, taken->second, {name.text});
  sound_ = false;
  return false;
}

std::string StepChecker::name_for(const std::string& place) {
  if (given_name_) return *given_name_;
  const int times = ++places_[place];
  return times == 1 ? place : place + "#" + std::to_string(times);
}

bool StepChecker::operator()(const syntax::SendStep& tree) {
  const schema::Schema& schema = context_.schema;
  auto send = check_send(context_, scope_, tree);
  if (!send) return false;
  const schema::Channel& channel = schema.channels[send->channel];
  send->next = next_;
  return put(std::move(*send), "send " + channel.name + "." + channel.templates[send->message].name);
}

bool StepChecker::operator()(const syntax::AssignStep& tree) {
  auto assign = check_assign(context_, scope_, tree);
  if (!assign) return false;
  assign->next = next_;
  return put(std::move(*assign), "assign " + context_.schema.tasks[assign->task].name);
}

bool StepChecker::operator()(const syntax::GrantStep& tree) {
  auto grant = check_grant(context_, scope_, tree);
  if (!grant) return false;
  const StepIndex next = next_, place = place_;
  const std::string name = name_for("grant " + context_.schema.benefits[grant->benefit].name);
  grant->next = next;
  grant->on_granted = tree.granted ? block(*tree.granted, next) : next;
  grant->on_refused = tree.refused ? block(*tree.refused, next) : next;
  return put_at(place, std::move(*grant), name);
}

bool StepChecker::operator()(const syntax::PlaceStep& tree) {
  auto offer = check_place(context_, scope_, tree);
  if (!offer) return false;
  const schema::Slot& slot = context_.schema.slots[offer->slot];
  offer->next = next_;
  return put(std::move(*offer), "place " + slot.name + "." + slot.templates[offer->message].name);
}

bool StepChecker::operator()(const syntax::SetStep& tree) {
  auto set = check_set(context_, scope_, tree);
  if (!set) return false;
  set->next = next_;
  return put(*set, "set " + context_.schema.tags[set->tag].name);
}

bool StepChecker::operator()(const syntax::EmitStep& tree) {
  auto emit = check_emit(context_, scope_, tree);
  if (!emit) return false;
  emit->next = next_;
  return put(std::move(*emit), "emit " + context_.schema.events[emit->event].name);
}

bool StepChecker::operator()(const syntax::StartStep& tree) {
  DefinitionIndex target = kNoDefinition;
  auto start = check_start(context_, scope_, tree, target);
  if (!start) return false;
  start->next = next_;
  context_.starts.push_back({.by = context_.current, .target = target, .step = place_, .span = tree.journey.span});
  return put(std::move(*start), "start " + context_.facts.definitions[target].name);
}

std::optional<CheckedSteps> check_steps(Context& context, const Scope& scope, const syntax::Block& block) {
  StepChecker checker(context, scope);
  CheckedSteps checked;
  checked.start = checker.block(block, ir::kEnd);
  if (!checker.sound()) return std::nullopt;
  checked.loops = checker.loops();
  checked.steps = checker.take();
  return checked;
}

}  // namespace wend::check
