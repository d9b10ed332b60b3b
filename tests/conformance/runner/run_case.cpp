// Journeys and triggers: what is decided when things happen to customers.
#include <algorithm>
#include <deque>
#include <set>
#include <variant>

#include "runtime/engine/measures.hpp"
#include "tests/conformance/runner/decided.hpp"
#include "tests/conformance/runner/run.hpp"
#include "tests/conformance/runner/story.hpp"
#include "tests/conformance/runner/through_engine.hpp"

namespace wend::conformance {
namespace {

// Of one customer, all inputs in one call of `step`.
class AtOnce {
 public:
  explicit AtOnce(const Bank& bank) : bank_(bank) {}

  // Whether the story can be told in one call: by `step` alone, which delivers nothing that is emitted.
  static bool can(const Story& story) {
    for (const ir::Journey& journey : story.program->journeys) {
      for (const ir::Step& step : journey.steps) {
        if (std::holds_alternative<ir::Emit>(step.action)) return false;
      }
    }
    std::set<std::string> customers;
    for (const Customer& customer : story.customers) customers.insert(customer.id);
    for (const Happening& happening : story.happenings) {
      if (std::holds_alternative<Publish>(happening) || std::holds_alternative<Forget>(happening)) return false;
      if (const auto* event = std::get_if<ReadEvent>(&happening)) customers.insert(event->customer);
      if (const auto* update = std::get_if<Update>(&happening)) customers.insert(update->customer);
    }
    return customers.size() <= 1;
  }

  Result<Decided> run(const Story& story) {
    Result<journey::Plan> plan = journey::Plan::make(story.program, {}, story.limits, story.lists);
    if (!plan) return plan.error();
    plan_.emplace(*std::move(plan));
    add_inputs(story);
    const journey::ReferencePredicates predicates;
    const Result<journey::Outcome> outcome = journey::step(*plan_, predicates, customer_, {}, inputs_);
    if (!outcome) return outcome.error();
    Decided decided;
    for (const journey::Effect& effect : outcome->effects) decided.add(bank_, effect);
    for (const journey::Firing& firing : outcome->firings) {
      decided.firings.push_back({customer_, story.program->triggers[firing.trigger].name, firing.time});
    }
    engine::Measures measures;
    for (const journey::Measured& measured : outcome->measured) measures.count(measured);
    for (const engine::MetricStatistics& metric : measures.statistics()) decided.add(metric);
    const std::optional<Instant> end = story.until ? story.until : last_;
    const auto offers = end ? journey::offers_of(*plan_, outcome->state, *end) : std::vector<journey::Offer>();
    if (!offers) return offers.error();
    for (const journey::Offer& offer : *offers) decided.add(bank_, offer);
    return decided;
  }

 private:
  void add_inputs(const Story& story) {
    for (const Customer& customer : story.customers) {
      customer_ = customer.id;
      const std::vector<std::byte>& row = rows_.emplace_back(row_of(plan_->tags(), customer.tags));
      inputs_.emplace_back(journey::Load{story.loaded, {&plan_->tags(), row.data()}});
      last_ = story.loaded;
    }
    for (const Happening& happening : story.happenings) {
      std::visit([this](const auto& one) { add(one); }, happening);
    }
    const std::optional<Instant> end = story.until ? story.until : last_;
    if (end) inputs_.emplace_back(journey::Advance{*end});
  }

  void move_before(Instant time) {
    if (last_ && time > *last_) inputs_.emplace_back(journey::Advance{time - 1});
    last_ = last_ ? std::max(*last_, time) : time;
  }

  void add(const ReadEvent& event) {
    customer_ = event.customer;
    move_before(event.time);
    const layout::RowLayout& layout = plan_->event(event.type);
    const std::vector<std::byte>& row = rows_.emplace_back(row_of(layout, event.fields));
    inputs_.emplace_back(journey::Event{event.id, event.type, event.time, {&layout, row.data()}});
  }

  void add(const Update& update) {
    customer_ = update.customer;
    move_before(update.time);
    const auto& values = values_.emplace_back(borrowed(update.tags));
    inputs_.emplace_back(journey::TagChange{update.id, update.time, values});
  }

  void add(const Clock& clock) {
    inputs_.emplace_back(journey::Advance{clock.time});
    last_ = last_ ? std::max(*last_, clock.time) : clock.time;
  }

  void add(const Publish&) {}  // `can` has ruled these out
  void add(const Forget&) {}

  const Bank& bank_;
  std::optional<journey::Plan> plan_;
  std::string customer_;
  std::deque<std::vector<std::byte>> rows_;
  std::deque<std::vector<journey::TagValue>> values_;
  std::vector<journey::Input> inputs_;
  std::optional<Instant> last_;
};

}  // namespace

void Runner::run_case(const Case& of, std::vector<Failure>& failures) {
  const auto fail = [&](std::string executor, std::string what) {
    failures.push_back({of.name, std::move(executor), std::move(what)});
  };
  const Result<const Bank*> bank = programs_.bank(of.schema);
  if (!bank) return fail({}, bank.error().message);
  const Result<Story> story = read_story(programs_, **bank, of);
  if (!story) return fail({}, story.error().message);
  const Result<Decided> reference = ThroughEngine(**bank, nullptr).run(*story);
  if (!reference) return fail("reference", reference.error().message);
  ++compared_.reference;
  if (const auto difference = compare(**bank, of, *reference)) fail("reference", *difference);
  if (evaluator_) {
    ++compared_.evaluator;
    const Result<Decided> evaluated = ThroughEngine(**bank, nullptr, evaluator_).run(*story);
    if (!evaluated || *evaluated != *reference)
      fail("evaluator", evaluated ? contrast(*reference, *evaluated) : evaluated.error().message);
  }
  if (native_) {
    ++compared_.native;
    ThroughEngine engine(**bank, &*native_);
    const Result<Decided> native = engine.run(*story);
    if (!native || *native != *reference)
      fail("native", native ? contrast(*reference, *native) : native.error().message);
    for (const std::string& reason : engine.left_out()) leave_out(of, "native, in part", reason);
  }
  if (!AtOnce::can(*story))
    return leave_out(of, "at once", "one call takes one customer and one program, and delivers and forgets nothing");
  ++compared_.at_once;
  const Result<Decided> at_once = AtOnce(**bank).run(*story);
  if (!at_once || *at_once != *reference) {
    fail("all inputs at once", at_once ? contrast(*reference, *at_once) : at_once.error().message);
  }
}

}  // namespace wend::conformance
