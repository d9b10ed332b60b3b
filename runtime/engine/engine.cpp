#include "runtime/engine/engine.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "runtime/engine/counters.hpp"
#include "runtime/engine/deliveries.hpp"
#include "runtime/engine/indexed_predicates.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "runtime/engine/tiered_predicates.hpp"
#include "runtime/journey/fingerprint.hpp"
#include "runtime/journey/give_up.hpp"
#include "runtime/journey/migrate.hpp"

namespace wend::engine {

struct Engine::Parts {
  Options options;
  std::shared_ptr<const ir::Program> program;
  std::shared_ptr<const journey::Plan> plan;
  store::Store store;
  Counters counters;
  std::vector<journey::Effect> effects;
  std::vector<CustomerFiring> firings;
  std::optional<Instant> advanced_to;
  Deliveries deliveries{false};
  std::shared_ptr<const journey::Predicates> own_layouts;  // of judge_by; null: rules
  // Of Options::tiers: the current program's, and with them those of earlier ones; null: Options::predicates.
  std::shared_ptr<const TieredPredicates> rules;
  std::shared_ptr<const TieredPrograms> all_rules;

  std::unique_ptr<const PlanIndex> index;  // of what the plan's events may set off; null: there is nothing to narrow

  [[nodiscard]] const journey::Predicates& judges() const {
    if (own_layouts) return *own_layouts;
    return all_rules ? *all_rules : *options.predicates;
  }
  [[nodiscard]] IndexedPredicates predicates() const { return {judges(), index.get()}; }
  void make_rules();
  Result<journey::Outcome> step(std::string_view customer, const journey::State& state, const journey::Input& input);
  Status take(std::string_view customer, Instant time, const journey::Input& input, bool is_first = true);
  void commit(store::CustomerNumber customer, journey::Outcome outcome, std::uint32_t chain = 0);
  Status deliver();
  Status deliver(const Delivery& delivery);
  Status move_to(std::shared_ptr<const ir::Program> next, std::unique_ptr<const journey::Plan> next_plan);
};

// The rules of the program before go where nobody judges by them any more.
void Engine::Parts::make_rules() {
  index = PlanIndex::make(plan);
  if (!options.tiers) return;
  std::span<const layout::RowLayout> events;
  const std::size_t count = plan->schema().events.size();
  if (count > 0) events = {&plan->event(0), count};
  const auto rules_of = [&](const std::shared_ptr<const ir::Program>& each) {
    return TieredPredicates::make(*options.tiers, each, requests_of(*each, plan->tags(), events), plan);
  };
  rules = rules_of(program);
  std::vector<std::shared_ptr<const TieredPredicates>> programs{rules};
  for (const journey::PlannedJourney& journey : plan->journeys()) {
    const auto is_known = [&](const auto& known) { return known->is_of(*journey.program); };
    if (std::ranges::none_of(programs, is_known)) programs.push_back(rules_of(journey.program));
  }
  all_rules = std::make_shared<const TieredPrograms>(std::move(programs));
}

namespace {

Status check_time(Instant time) {
  if (journey::is_valid_time(time)) return Done{};
  return Error{"the time lies outside the years 1 to 9999"};
}

Result<std::unique_ptr<const journey::Plan>> plan_of(std::shared_ptr<const ir::Program> program,
                                                     const std::vector<journey::Retired>& retired,
                                                     const Options& options) {
  Result<journey::Plan> plan = journey::Plan::make(std::move(program), retired, options.limits, options.name_lists);
  if (!plan) return plan.error();
  return std::make_unique<const journey::Plan>(*std::move(plan));
}

}  // namespace

// Everyone's time has come at least to where `advance` came.
Result<journey::Outcome> Engine::Parts::step(std::string_view customer, const journey::State& state,
                                             const journey::Input& input) {
  if (!advanced_to) return journey::step(*plan, predicates(), customer, state, {&input, 1});
  const std::array<journey::Input, 2> inputs{journey::Advance{*advanced_to}, input};
  return journey::step(*plan, predicates(), customer, state, inputs);
}

void Engine::Parts::commit(store::CustomerNumber customer, journey::Outcome outcome, std::uint32_t chain) {
  counters.count(outcome, customer);
  if (options.keep_firings) {
    for (const journey::Firing& firing : outcome.firings) {
      firings.push_back({std::string(store.id(customer)), program->triggers[firing.trigger].name, firing.time});
    }
  }
  deliveries.add(*program, outcome.effects, chain);
  std::ranges::move(outcome.effects, std::back_inserter(effects));
  store.commit(customer, std::move(outcome.state), outcome.next_wake);
}

Status Engine::Parts::take(std::string_view customer, Instant time, const journey::Input& input, bool is_first) {
  Status valid = check_time(time);
  if (!valid) return valid;
  const std::optional<store::CustomerNumber> known = store.find(customer);
  const journey::State nobody;
  Result<journey::Outcome> outcome = step(customer, known ? store.state(*known) : nobody, input);
  if (!outcome) return outcome.error();
  counters.count_input(*outcome, input, is_first);
  commit(known ? *known : store.number(customer), *std::move(outcome));
  return deliver();
}

// Until nothing is left to be delivered: chains are bounded, and so is what a step emits.
Status Engine::Parts::deliver() {
  while (!deliveries.empty()) {
    Status delivered = deliver(deliveries.take());
    if (!delivered) return delivered;
  }
  return Done{};
}

Status Engine::Parts::deliver(const Delivery& delivery) {
  const layout::RowLayout& layout = plan->event(delivery.event);
  std::vector<Value> fields;
  for (const OwnedValue& field : delivery.fields) fields.push_back(borrow(field));
  std::vector<std::byte> row;
  layout::append_row(layout, fields, row);
  const journey::Input event =
      journey::Event{.id = delivery.id, .type = delivery.event, .time = delivery.time, .fields = {&layout, row.data()}};
  const std::optional<store::CustomerNumber> known = store.find(delivery.customer);
  const journey::State nobody;
  Result<journey::Outcome> outcome = step(delivery.customer, known ? store.state(*known) : nobody, event);
  if (!outcome) return outcome.error();
  counters.count_delivery(*outcome);
  commit(known ? *known : store.number(delivery.customer), *std::move(outcome), delivery.chain);
  return Done{};
}

// Every customer's state is made before the first is replaced.
Status Engine::Parts::move_to(std::shared_ptr<const ir::Program> next, std::unique_ptr<const journey::Plan> next_plan) {
  own_layouts = nullptr;
  const Instant now = advanced_to.value_or(journey::kAlways);
  std::vector<std::pair<store::CustomerNumber, journey::Outcome>> outcomes;
  for (store::CustomerNumber customer = 0; customer < store.size(); ++customer) {
    if (store.is_forgotten(customer)) continue;
    Result<journey::Outcome> outcome =
        journey::migrate(*plan, *next_plan, predicates(), store.id(customer), store.state(customer), now);
    if (!outcome) return outcome.error();
    outcomes.emplace_back(customer, *std::move(outcome));
  }
  plan = std::move(next_plan);
  program = std::move(next);
  make_rules();
  counters.follow(*program);
  for (auto& [customer, outcome] : outcomes) commit(customer, std::move(outcome));
  return deliver();
}

Result<Engine> Engine::make(std::shared_ptr<const ir::Program> program, const Options& options) {
  Result<std::unique_ptr<const journey::Plan>> plan = plan_of(program, {}, options);
  if (!plan) return plan.error();
  auto parts = std::make_unique<Parts>();
  parts->deliveries = Deliveries(options.simulate_budgets);
  parts->options = options;
  if (parts->options.predicates) parts->options.tiers = nullptr;
  if (!parts->options.predicates) parts->options.predicates = std::make_shared<journey::ReferencePredicates>();
  parts->counters.follow(*program);
  parts->program = std::move(program);
  parts->plan = *std::move(plan);
  parts->make_rules();
  return Engine(std::move(parts));
}

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

void Engine::judge_by(std::shared_ptr<const journey::Predicates> predicates) {
  parts_->own_layouts = std::move(predicates);
  parts_->rules = nullptr;
  parts_->all_rules = nullptr;
}

const layout::RowLayout& Engine::tag_layout() const {
  return parts_->plan->tags();
}

const layout::RowLayout& Engine::event_layout(schema::EventIndex type) const {
  return parts_->plan->event(type);
}

Status Engine::load(std::string_view customer, Instant time, const layout::Row& tags) {
  return parts_->take(customer, time, journey::Load{.time = time, .tags = tags});
}

Status Engine::apply(std::string_view customer, const journey::Event& event) {
  Parts& parts = *parts_;
  const std::vector<std::string> related = related_to(parts.plan->schema().events[event.type], customer, event);
  Status taken = parts.take(customer, event.time, event);
  for (const std::string& other : related) {
    if (taken) taken = parts.take(other, event.time, event, false);
  }
  return taken;
}

Status Engine::update(std::string_view customer, const journey::TagChange& change) {
  return parts_->take(customer, change.time, change);
}

Status Engine::forget(std::string_view customer) {
  Parts& parts = *parts_;
  const std::optional<store::CustomerNumber> known = parts.store.find(customer);
  if (!known) return Done{};
  const std::string id(customer);  // it may be borrowed from what is erased
  const Result<journey::GivenUp> given_up =
      journey::give_up(*parts.plan, parts.predicates(), id, parts.store.state(*known));
  if (!given_up) return given_up.error();
  parts.counters.forget(*given_up);
  std::erase_if(parts.effects, [&](const journey::Effect& effect) { return effect.customer == id; });
  std::erase_if(parts.firings, [&](const CustomerFiring& firing) { return firing.customer == id; });
  parts.store.forget(*known);
  return Done{};
}

Status Engine::advance(Instant now) {
  Status valid = check_time(now);
  if (!valid) return valid;
  Parts& parts = *parts_;
  while (const std::optional<store::Store::Wake> wake = parts.store.next_wake(now)) {
    const journey::Input input = journey::Advance{.now = wake->time, .towards = now};
    Result<journey::Outcome> outcome = journey::step(*parts.plan, parts.predicates(), parts.store.id(wake->customer),
                                                     parts.store.state(wake->customer), {&input, 1});
    if (!outcome) return outcome.error();
    parts.commit(wake->customer, *std::move(outcome));
    Status delivered = parts.deliver();
    if (!delivered) return delivered;
  }
  parts.advanced_to = std::max(parts.advanced_to.value_or(now), now);
  return Done{};
}

std::optional<Instant> Engine::advanced_to() const {
  return parts_->advanced_to;
}

Status Engine::publish(std::shared_ptr<const ir::Program> program) {
  Parts& parts = *parts_;
  if (journey::fingerprint(*program->schema) != journey::fingerprint(parts.plan->schema())) {
    return Error{"the new program was checked against another schema than the one that runs"};
  }
  Status whole = journey::check_migrations(*parts.plan, *program);
  if (!whole) return whole;
  const auto customers = static_cast<store::CustomerNumber>(parts.store.size());
  std::vector<bool> used(parts.plan->journeys().size());
  for (store::CustomerNumber customer = 0; customer < customers; ++customer) {
    if (parts.store.is_forgotten(customer)) continue;
    const Status marked = journey::mark_used(*parts.plan, parts.store.state(customer), used);
    if (!marked) return marked;
  }
  Result<std::unique_ptr<const journey::Plan>> next =
      plan_of(program, journey::still_used(*parts.plan, used, *program), parts.options);
  if (!next) return next.error();
  return parts.move_to(std::move(program), *std::move(next));
}

Status Engine::publish_lists(std::shared_ptr<const lists::NameLists> name_lists) {
  std::swap(parts_->options.name_lists, name_lists);
  Status published = publish(parts_->program);
  if (!published) std::swap(parts_->options.name_lists, name_lists);
  return published;
}

std::vector<journey::Effect> Engine::take_effects() {
  return std::exchange(parts_->effects, {});
}

std::vector<CustomerFiring> Engine::take_firings() {
  return std::exchange(parts_->firings, {});
}

Statistics Engine::statistics() const {
  Statistics statistics = parts_->counters.statistics();
  statistics.customers = parts_->store.known();
  statistics.state_bytes = parts_->store.state_bytes();
  return statistics;
}

Result<std::vector<journey::Offer>> Engine::offers(std::string_view customer, Instant at) const {
  const std::optional<store::CustomerNumber> known = parts_->store.find(customer);
  if (!known) return std::vector<journey::Offer>{};
  return journey::offers_of(*parts_->plan, parts_->store.state(*known), at);
}

std::span<const std::shared_ptr<Rule>> Engine::rules() const {
  if (parts_->rules == nullptr) return {};
  return parts_->rules->rules();
}

const ir::Program& Engine::program() const {
  return *parts_->program;
}

const store::Store& Engine::customers() const {
  return parts_->store;
}

}  // namespace wend::engine
