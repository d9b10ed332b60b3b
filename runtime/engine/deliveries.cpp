#include "runtime/engine/deliveries.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wend::engine {
namespace {

std::size_t position_of(const std::vector<schema::Field>& fields, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(fields, name, &schema::Field::name) - fields.begin());
}

}  // namespace

std::vector<std::string> related_to(const schema::Event& type, std::string_view customer, const journey::Event& event) {
  std::vector<std::string> related;
  for (std::uint32_t field = 0; field < type.fields.size(); ++field) {
    if (!type.fields[field].deliver_to) continue;
    const Value value = layout::load(event.fields, field);
    const auto* name = std::get_if<std::string_view>(&value);
    const bool is_new =
        name != nullptr && !name->empty() && *name != customer && std::ranges::find(related, *name) == related.end();
    if (is_new) related.emplace_back(*name);
  }
  return related;
}

void Deliveries::add(const ir::Program& program, const std::vector<journey::Effect>& effects, std::uint32_t chain) {
  for (const journey::Effect& effect : effects) {
    if (effect.kind == journey::EffectKind::emit) add_emitted(*program.schema, effect, chain);
    if (effect.kind == journey::EffectKind::grant && simulates_budgets_) add_answer(*program.schema, effect, chain);
  }
}

Delivery Deliveries::take() {
  Delivery next = std::move(queue_.front());
  queue_.pop_front();
  return next;
}

void Deliveries::add_emitted(const schema::Schema& schema, const journey::Effect& effect, std::uint32_t chain) {
  if (queue_.empty() && chain == 0) queued_ = 0;
  if (chain >= kLongestChain || queued_ >= kMostDeliveries) {
    ++cut_off_;
    return;
  }
  ++queued_;
  const schema::Event& event = schema.events[effect.target];
  Delivery delivery{.customer = effect.to,
                    .id = effect.id,
                    .event = effect.target,
                    .time = effect.time,
                    .fields = std::vector<OwnedValue>(event.fields.size(), OwnedValue{Unknown{}}),
                    .chain = chain + 1};
  for (const journey::EffectArgument& argument : effect.arguments) {
    delivery.fields[position_of(event.fields, argument.name)] = argument.value;
  }
  queue_.push_back(std::move(delivery));
}

// An answer is no emitted event: it does not lengthen the chain that set off the grant.
void Deliveries::add_answer(const schema::Schema& schema, const journey::Effect& effect, std::uint32_t chain) {
  const std::string_view answer = takes_of_budget(schema.benefits[effect.target]) ? "granted" : "refused";
  const auto event = std::ranges::find(schema.events, answer, &schema::Event::name);
  if (event == schema.events.end()) return;
  const std::size_t says = position_of(event->fields, "effect");
  if (says == event->fields.size()) return;
  Delivery delivery{.customer = effect.customer,
                    .id = effect.id + ":answer",
                    .event = static_cast<schema::EventIndex>(event - schema.events.begin()),
                    .time = effect.time,
                    .fields = std::vector<OwnedValue>(event->fields.size(), OwnedValue{Unknown{}}),
                    .chain = chain};
  delivery.fields[says] = effect.id;
  queue_.push_back(std::move(delivery));
}

bool Deliveries::takes_of_budget(const schema::Benefit& benefit) {
  if (!benefit.budget) return true;
  std::int64_t& granted = granted_[benefit.name];
  if (granted >= *benefit.budget) return false;
  ++granted;
  return true;
}

}  // namespace wend::engine
