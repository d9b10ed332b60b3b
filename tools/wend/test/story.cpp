#include "tools/wend/test/story.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "compiler/syntax/spellings.hpp"
#include "runtime/engine/deliveries.hpp"
#include "runtime/journey/memory.hpp"
#include "runtime/journey/session.hpp"

namespace wend::tools {

namespace {

using Expect = syntax::ExpectClause::Kind;
using check::Test;
using check::TestVariant;

constexpr std::string_view kCustomer = "1";  // where the test does not say who
constexpr std::uint32_t kAllBuckets = 10'000;

// Effects are named by the words that expect them.
std::string_view word_of(Expect kind) {
  return syntax::spelling(syntax::word_after_expect(kind), syntax::Language::english);
}

// Nobody is kept out by chance. What tests ask of the customer is kept as segments are, so that the plan keeps the tags
// and the history that it reads.
std::shared_ptr<ir::Program> as_tested(const check::CheckedProgram& checked) {
  auto program = std::make_shared<ir::Program>(checked.program);
  for (ir::Journey& journey : program->journeys) journey.holdout = 0;
  for (ir::Policy& policy : program->policies) policy.control = 0;
  for (const Test& test : checked.tests) {
    for (const auto& clause : test.clauses) {
      const auto* expectation = std::get_if<check::TestExpectation>(&clause);
      if (expectation == nullptr || expectation->condition == ir::kNone) continue;
      program->segments.push_back({.name = {}, .label = {}, .condition = expectation->condition});
    }
  }
  return program;
}

void apply(const TestVariant& variant, ir::Program& program) {
  switch (variant.kind) {
    case TestVariant::Kind::holdout: program.journeys[variant.owner].holdout = kAllBuckets; return;
    case TestVariant::Kind::control: program.policies[variant.owner].control = kAllBuckets; return;
    case TestVariant::Kind::side: break;
  }
  auto* split = std::get_if<ir::Split>(&program.journeys[variant.owner].steps[variant.split].action);
  if (split == nullptr) return;
  for (std::size_t side = 0; side < split->sides.size(); ++side) {
    split->sides[side].below = side < variant.side ? 0 : kAllBuckets;
  }
}

Result<std::shared_ptr<const journey::Plan>> plan_of(std::shared_ptr<const ir::Program> program,
                                                     std::shared_ptr<const lists::NameLists> name_lists) {
  Result<journey::Plan> plan = journey::Plan::make(std::move(program), {}, {}, std::move(name_lists));
  if (!plan) return plan.error();
  return std::make_shared<const journey::Plan>(*std::move(plan));
}

class Story {
 public:
  Story(const Bench& bench, const Test& test, std::shared_ptr<const journey::Plan> plan, Seen& seen)
      : bench_(bench), test_(test), plan_(std::move(plan)), recorder_(seen), others_recorder_(seen) {
    result_.test = &test;
    if (test.customer == ir::kNone) return;
    const OwnedValue id = own(eval::evaluate(plan_->program(), test.customer, inputs_at(0)));
    if (const auto* text = std::get_if<std::string>(&id); text != nullptr && !text->empty()) customer_ = *text;
  }

  TestResult run() {
    for (const auto& clause : test_.clauses) {
      const Status done = std::visit([this](const auto& one) { return take(one); }, clause);
      if (done) continue;
      result_.error = done.error().message;
      break;
    }
    result_.judgements = recorder_.judgements();
    result_.ways = recorder_.ways();
    return std::move(result_);
  }

 private:
  // --- what happens -------------------------------------------------------------------------------------------------

  Status take(const check::TestHappening& happening) {
    begin_group();
    const std::optional<Instant> at = happening.at ? happening.at : after(happening.after);
    if (!at) return Error{"the time lies past the year 9999"};
    const Status moved = has_begun_ ? move_before(*at) : begin(*at);
    if (!moved) return moved;
    note_clause(*at, happening.span);
    return happening.event ? event(happening, *at) : update(happening, *at);
  }

  Status take(const check::TestAdvance& advance) {
    begin_group();
    const std::optional<Instant> to = after(advance.by);
    if (!to) return Error{"the time lies past the year 9999"};
    note_clause(clock_, advance.span);
    clock_ = *to;
    return step(journey::Advance{*to});
  }

  // The customer is heard of, with the tags that are given.
  Status begin(Instant at) {
    has_begun_ = true;
    clock_ = at;
    if (!test_.has_given) return Done{};
    const auto values = evaluated(test_.given, at);
    std::vector<Value> row(plan_->schema().tags.size());
    for (const auto& [index, value] : values) row[index] = borrow(value);
    std::vector<std::byte> bytes;
    layout::append_row(plan_->tags(), row, bytes);
    return step(journey::Load{at, {&plan_->tags(), bytes.data()}});
  }

  // What is due before the event happens before it; what is due at its instant, after it.
  Status move_before(Instant at) {
    if (at <= clock_) return Done{};
    clock_ = at;
    return step(journey::Advance{at - 1});
  }

  Status event(const check::TestHappening& happening, Instant at) {
    const auto values = evaluated(happening.values, at);
    std::vector<Value> row(plan_->schema().events[*happening.event].fields.size());
    for (const auto& [index, value] : values) row[index] = borrow(value);
    const layout::RowLayout& layout = plan_->event(*happening.event);
    std::vector<std::byte> bytes;
    layout::append_row(layout, row, bytes);
    return step(journey::Event{{}, *happening.event, at, {&layout, bytes.data()}});
  }

  Status update(const check::TestHappening& happening, Instant at) {
    const auto values = evaluated(happening.values, at);
    std::vector<journey::TagValue> tags;
    for (const auto& [index, value] : values) tags.push_back({index, borrow(value)});
    return step(journey::TagChange{{}, at, tags});
  }

  using Evaluated = std::vector<std::pair<std::uint32_t, OwnedValue>>;

  [[nodiscard]] Evaluated evaluated(const std::vector<check::TestValue>& values, Instant at) const {
    const eval::Inputs inputs = inputs_at(at);
    Evaluated result;
    for (const check::TestValue& value : values) {
      result.emplace_back(value.index, value_of(value, inputs));
    }
    return result;
  }

  [[nodiscard]] OwnedValue value_of(const check::TestValue& value, const eval::Inputs& inputs) const {
    if (value.is_list) return records_of(value, inputs);
    return value.value == ir::kNone ? OwnedValue{Unknown{}}
                                    : own(eval::evaluate(plan_->program(), value.value, inputs));
  }

  [[nodiscard]] OwnedValue records_of(const check::TestValue& list, const eval::Inputs& inputs) const {
    const layout::RowLayout layout = layout::record_layout(plan_->schema().lists[list.type.detail]);
    OwnedRecords records;
    for (const std::vector<check::TestValue>& record : list.records) {
      std::vector<OwnedValue> owned(layout.fields.size(), OwnedValue{Unknown{}});
      for (const check::TestValue& field : record) owned[field.index] = value_of(field, inputs);
      std::vector<Value> values;
      std::ranges::transform(owned, std::back_inserter(values), [](const OwnedValue& one) { return borrow(one); });
      std::vector<std::byte> row;
      layout::append_row(layout, values, row);
      records.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
    }
    return records;
  }

  // What values in tests can read: the clock, and who the customer is.
  [[nodiscard]] eval::Inputs inputs_at(Instant at) const {
    eval::Inputs inputs;
    inputs.now = at;
    inputs.zone = bench_.zone();
    inputs.customer = customer_;
    return inputs;
  }

  // A period keeps the local clock time.
  [[nodiscard]] std::optional<Instant> after(const ir::Span& span) const {
    const std::optional<Instant> day = add(clock_, span.period, bench_.zone());
    Instant time = 0;
    if (!day || __builtin_add_overflow(*day, span.duration, &time) || !journey::is_valid_time(time)) return {};
    return time;
  }

  // The story's customer goes first, then everyone else who is in it; then what that brings about for whom.
  Status step(const journey::Input& input) {
    Status done = step(customer_, input, 0);
    const bool is_advance = std::holds_alternative<journey::Advance>(input);
    const auto* event = std::get_if<journey::Event>(&input);
    for (const std::string& other : is_advance ? others() : event != nullptr ? related(*event) : Names()) {
      if (done) done = step(other, input, 0);
    }
    while (done && !deliveries_.empty()) done = deliver(deliveries_.take());
    if (done && is_advance) flush();
    return done;
  }

  using Names = std::vector<std::string>;

  [[nodiscard]] Names others() const {
    Names names;
    for (const auto& [name, state] : states_) {
      if (name != customer_) names.push_back(name);
    }
    return names;
  }

  // To whom else the event is delivered.
  [[nodiscard]] Names related(const journey::Event& event) const {
    return engine::related_to(plan_->schema().events[event.type], customer_, event);
  }

  Status deliver(const engine::Delivery& delivery) {
    const layout::RowLayout& layout = plan_->event(delivery.event);
    std::vector<Value> fields;
    for (const OwnedValue& field : delivery.fields) fields.push_back(borrow(field));
    std::vector<std::byte> row;
    layout::append_row(layout, fields, row);
    return step(delivery.customer, journey::Event{delivery.id, delivery.event, delivery.time, {&layout, row.data()}},
                delivery.chain);
  }

  // What others do is seen for coverage, and is no part of an explanation.
  Status step(const std::string& customer, const journey::Input& input, std::uint32_t chain) {
    Recorder& recorder = customer == customer_ ? recorder_ : others_recorder_;
    Result<journey::Outcome> outcome =
        journey::step(*plan_, recorder, customer, states_[customer], {&input, 1}, &recorder);
    if (!outcome) return outcome.error();
    states_[customer] = std::move(outcome->state);
    for (const journey::Firing& firing : outcome->firings) pending_.push_back(entry_of(firing));
    deliveries_.add(plan_->program(), outcome->effects, chain);
    for (journey::Effect& effect : outcome->effects) {
      pending_.push_back(entry_of(std::move(effect)));
      if (customer != customer_) pending_.back().other = customer;
    }
    std::ranges::stable_sort(pending_, {}, &TimelineEntry::time);
    return Done{};
  }

  [[nodiscard]] static TimelineEntry entry_of(journey::Effect effect) {
    TimelineEntry entry;
    entry.time = effect.time;
    entry.effect = std::move(effect);
    entry.is_effect = true;
    return entry;
  }
  [[nodiscard]] TimelineEntry entry_of(const journey::Firing& firing) const {
    TimelineEntry entry;
    entry.time = firing.time;
    entry.trigger = plan_->program().triggers[firing.trigger].name;
    return entry;
  }

  void flush() {
    for (TimelineEntry& entry : std::exchange(pending_, {})) result_.timeline.push_back(std::move(entry));
  }

  void note_clause(Instant at, const source::Span& span) {
    flush();
    TimelineEntry entry;
    entry.time = at;
    entry.clause = span;
    entry.is_clause = true;
    result_.timeline.push_back(std::move(entry));
  }

  // --- what is expected ---------------------------------------------------------------------------------------------

  void begin_group() {
    flush();
    if (!std::exchange(is_expecting_, false)) return;
    since_ = result_.timeline.size();
    judged_since_ = recorder_.judgements().size();
  }

  Status take(const check::TestExpectation& expectation) {
    flush();
    is_expecting_ = true;
    ++result_.expectations;
    if (expectation.kind == Expect::condition) return judge(expectation);
    const auto begin = result_.timeline.begin() + static_cast<std::ptrdiff_t>(since_);
    std::vector<TimelineEntry> found;
    std::copy_if(begin, result_.timeline.end(), std::back_inserter(found),
                 [&](const TimelineEntry& entry) { return is_meant(expectation, entry); });
    if (found.empty() == expectation.negated) return Done{};
    TestFailure failure = failure_of(expectation);
    failure.unwanted = std::move(found);
    result_.failures.push_back(std::move(failure));
    return Done{};
  }

  Status judge(const check::TestExpectation& expectation) {
    Result<journey::Memory> memory = journey::Memory::open(*plan_, state());
    if (!memory) return memory.error();
    memory->clock = std::max(memory->clock, clock_);
    Asked asked;
    journey::Session session(*plan_, asked, customer_, *std::move(memory));
    const Truth truth = session.judge(plan_->program(), expectation.condition, {});
    if ((truth == Truth::yes) != expectation.negated) return Done{};
    TestFailure failure = failure_of(expectation);
    failure.condition = asked.judgement;
    result_.failures.push_back(std::move(failure));
    return Done{};
  }

  // Judges, and keeps what decided.
  struct Asked final : journey::Predicates {
    mutable Judgement judgement;
    [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                              const eval::Inputs& inputs) const override {
      judgement = judged(program, condition, inputs);
      return judgement.truth;
    }
  };

  [[nodiscard]] bool is_meant(const check::TestExpectation& expectation, const TimelineEntry& entry) const {
    if (entry.is_clause) return false;
    if (expectation.kind == Expect::trigger) return !entry.is_effect && entry.trigger == expectation.subject;
    if (!entry.is_effect || journey::name_of(entry.effect.kind) != word_of(expectation.kind)) return false;
    const bool is_of_journey = expectation.kind == Expect::enter || expectation.kind == Expect::exit;
    const std::string& subject = is_of_journey ? entry.effect.journey : entry.effect.action;
    return subject == expectation.subject && has_arguments(expectation, entry.effect);
  }

  [[nodiscard]] bool has_arguments(const check::TestExpectation& expectation, const journey::Effect& effect) const {
    const Evaluated wanted = evaluated(expectation.arguments, effect.time);
    for (std::size_t at = 0; at < wanted.size(); ++at) {
      const auto found = std::ranges::find(effect.arguments, expectation.names[at], &journey::EffectArgument::name);
      if (found == effect.arguments.end() || found->value != wanted[at].second) return false;
    }
    return true;
  }

  [[nodiscard]] TestFailure failure_of(const check::TestExpectation& expectation) const {
    TestFailure failure;
    failure.expectation = &expectation;
    failure.timeline = result_.timeline.size();
    failure.since = since_;
    failure.judgements = recorder_.judgements().size();
    failure.judged_since = judged_since_;
    failure.ways = recorder_.ways().size();
    const Result<journey::Memory> memory = journey::Memory::open(*plan_, state());
    if (!memory) return failure;
    for (const journey::Instance& instance : memory->instances) {
      if (instance.kept.phase != journey::Phase::live) continue;
      const ir::Journey& journey = *plan_->journeys()[instance.kept.journey].journey;
      failure.resting.push_back({journey.name, journey.steps[instance.kept.step].name, instance.kept.due});
    }
    return failure;
  }

  [[nodiscard]] const journey::State& state() const {
    static const journey::State kNobody;
    const auto known = states_.find(customer_);
    return known == states_.end() ? kNobody : known->second;
  }

  const Bench& bench_;
  const Test& test_;
  std::shared_ptr<const journey::Plan> plan_;
  Recorder recorder_;
  Recorder others_recorder_;
  TestResult result_;
  std::string customer_{kCustomer};
  std::map<std::string, journey::State> states_;  // by customer: the story's, and those to whom events were delivered
  engine::Deliveries deliveries_{false};          // grants are answered by the story
  std::vector<TimelineEntry> pending_;            // decided, and not yet on the timeline
  Instant clock_ = 0;
  bool has_begun_ = false;
  bool is_expecting_ = false;
  std::size_t since_ = 0;
  std::size_t judged_since_ = 0;
};

}  // namespace

Bench::Bench(const check::CheckedProgram& checked, const Zone& zone, std::shared_ptr<const lists::NameLists> name_lists)
    : checked_(checked),
      zone_(zone),
      name_lists_(std::move(name_lists)),
      program_(as_tested(checked)),
      plan_(plan_of(program_, name_lists_)) {}

Result<std::shared_ptr<const journey::Plan>> Bench::plan_for(const Test& test) const {
  if (test.variants.empty()) return plan_;
  auto program = std::make_shared<ir::Program>(*program_);
  for (const TestVariant& variant : test.variants) apply(variant, *program);
  return plan_of(std::move(program), name_lists_);
}

TestResult run_test(const Bench& bench, const Test& test, Seen& seen) {
  Result<std::shared_ptr<const journey::Plan>> plan = bench.plan_for(test);
  if (plan) return Story(bench, test, *std::move(plan), seen).run();
  TestResult result;
  result.test = &test;
  result.error = plan.error().message;
  return result;
}

}  // namespace wend::tools
