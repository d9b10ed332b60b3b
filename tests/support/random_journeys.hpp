// Random programs over the little bank, and random days in a customer's life, for the properties that must hold of all.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <random>

#include "compiler/ir/patterns.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {

class RandomLife {
 public:
  explicit RandomLife(std::uint32_t seed) : random_(seed) {}

  std::shared_ptr<const ir::Program> program() {
    for (int trigger = upto(3); trigger >= 0; --trigger) bank_.trigger("t" + std::to_string(trigger), pattern(false));
    for (int journey = upto(3); journey >= 0; --journey) add_journey("j" + std::to_string(journey));
    for (int policy = upto(2); policy > 0; --policy) add_policy("p" + std::to_string(policy));
    return bank_.publish();
  }

  // Inputs in time order now and then broken by a late one; rows lie in `rows_` for as long as this lives.
  std::vector<journey::Input> inputs(const journey::Plan& plan, int count) {
    Instant now = at("2026-03-20 08:00");
    // An Advance before a customer is heard of is not remembered, so a life begins with an event.
    std::vector<journey::Input> made{event_at(plan, now)};
    for (int index = 0; index < count; ++index) {
      if (!one_in(4)) now += upto(40) * kHour;
      made.push_back(input(plan, one_in(10) ? now - upto(100) * kHour : now));
    }
    return made;
  }

  // The host says what became of an effect; lies for as long as this lives.
  journey::Input answer_to_effect(const journey::Plan& plan, Instant time, const std::string& effect) {
    static constexpr std::array<Bank::Event, 3> kAnswers = {Bank::opened, Bank::granted, Bank::refused};
    const Bank::Event type = kAnswers[static_cast<std::size_t>(upto(2))];
    const std::string_view id = texts_.emplace_back(effect);
    return outcome_at(plan, type, time, {Unknown{}, id});
  }

  int upto(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  bool one_in(int many) { return upto(many - 1) == 0; }

 private:
  Bank::Event event() { return static_cast<Bank::Event>(upto(2)); }

  Bank::Id condition() {
    switch (upto(5)) {
      case 0: return bank_.tag(Bank::gold);
      case 1: return bank_.is_not(bank_.tag(Bank::consent));
      case 2: return bank_.is_at_least(bank_.tag(Bank::aum), bank_.crowns(upto(100)));
      case 3: return bank_.is_at_least(bank_.count_of_days(event(), 1 + upto(10)), bank_.integer(1 + upto(3)));
      case 4: return bank_.is_at_least(bank_.integer(upto(2)), bank_.count_of_hours(event(), 1 + upto(40)));
      default: return bank_.is_at_least(bank_.count_of_hours(event(), 1 + upto(40)), bank_.integer(1 + upto(3)));
    }
  }

  // In a journey: also of its record, or of the item that an `each` is at; where there is none it is unknown.
  Bank::Id condition_in_journey() {
    if (!one_in(3)) return condition();
    const std::uint32_t slot = one_in(2) ? ir::kKeyRecord : ir::kFirstItemRecord;
    return bank_.is_at_least(bank_.value_of_record(slot), bank_.crowns(upto(100)));
  }

  ir::Span span() { return one_in(2) ? Bank::days(1 + upto(6)) : Bank::hours(1 + upto(60)); }

  ir::PatternIndex pattern(bool in_journey) {
    const Bank::Id when = one_in(3) ? condition() : ir::kNone;
    if (one_in(6)) return bank_.sequence(stages(in_journey), when);
    if (one_in(8)) return bank_.turns(condition(), one_in(2));
    if (one_in(8)) return bank_.changes(one_in(2) ? bank_.tag(Bank::aum) : bank_.count_of_days(event(), 3));
    if (one_in(10)) return bank_.every(schedule());
    if (one_in(8)) return bank_.any({pattern(in_journey), pattern(in_journey)}, when);
    if (one_in(4)) return one_in(2) ? bank_.no(event(), span(), ir::kNone, when) : silence(in_journey, when);
    if (one_in(2)) return bank_.on(event(), ir::kNone, when);
    if (one_in(6)) return answer_to("s" + std::to_string(upto(7)), when);
    return bank_.on(Bank::deposit, of_deposit(in_journey, 2), when);
  }

  ir::PatternIndex silence(bool in_journey, Bank::Id when) {
    return bank_.no(Bank::deposit, span(), of_deposit(in_journey, 1), when);
  }

  // What became of a step of the name; of others it is said without.
  ir::PatternIndex answer_to(std::string step, Bank::Id when) {
    const Bank::Event type = one_in(2) ? Bank::opened : Bank::granted;
    const Bank::Id is_it = bank_.make(ir::Operation::equal, {bank_.field(type, 0), bank_.text(std::move(step))});
    return bank_.on(type, one_in(3) ? bank_.is_not(is_it) : is_it, when);
  }

  // Of the event itself, of the tags and history, and in a journey of the event that entered it: nested so deep.
  Bank::Id of_deposit(bool in_journey, int depth) {
    if (depth > 0 && one_in(3)) {
      const ir::Operation joint = one_in(2) ? ir::Operation::conjunction : ir::Operation::disjunction;
      return bank_.make(joint, {of_deposit(in_journey, depth - 1), of_deposit(in_journey, depth - 1)});
    }
    if (depth > 0 && one_in(4)) return bank_.is_not(of_deposit(in_journey, depth - 1));
    if (one_in(6)) return condition();
    if (one_in(3)) return bank_.make(ir::Operation::equal, {bank_.purpose(), bank_.text(purpose_of_deposit())});
    return amount_limit(in_journey);
  }

  std::string purpose_of_deposit() { return "p" + std::to_string(upto(2)); }

  // Two to four events, now and then with names, equal fields or an event that must not come.
  std::vector<ir::Stage> stages(bool in_journey) {
    std::vector<ir::Stage> stages;
    const int count = 2 + upto(2);
    for (int at = 0; at < count; ++at) {
      ir::Stage stage{
          .absent = at > 0 && one_in(3), .event = event(), .where = ir::kNone, .within = span(), .alias = {}};
      if (!stage.absent && one_in(3)) stage.alias = "x" + std::to_string(at);
      if (stage.event == Bank::deposit && one_in(3)) stage.where = of_deposit(in_journey, 1);
      if (at == 1 && stages[0].event == Bank::deposit && stage.event == Bank::deposit && one_in(2)) {
        stage.where = bank_.make(ir::Operation::equal, {bank_.amount(), bank_.amount(ir::Slot::stage_1)});
      }
      stages.push_back(stage);
    }
    return stages;
  }

  Bank::Id amount_limit(bool in_journey) {
    const bool of_entry = in_journey && enters_by_deposit_ && one_in(2);
    return bank_.is_at_least(bank_.amount(), of_entry ? bank_.amount(ir::Slot::entered) : bank_.crowns(upto(100)));
  }

  Schedule schedule() {
    Schedule schedule;
    schedule.kind = static_cast<Schedule::Kind>(upto(3));
    schedule.day = 1 + upto(6);
    schedule.time_of_day = upto(23) * kHour;
    return schedule;
  }

  void add_journey(const std::string& name) {
    ir::Journey& journey = bank_.journey(name, pattern(false));
    add_names(journey, journey.on.front());
    enters_by_deposit_ = journey.has_entry_event && journey.entry_event == Bank::deposit;
    journey.priority = upto(2);
    journey.reentry = {.kind = static_cast<ir::Reentry::Kind>(upto(2)), .after = span()};
    journey.holdout = one_in(4) ? 5'000 : 0;
    if (one_in(3)) journey.for_segment = condition();
    if (one_in(2)) journey.exit_on = {pattern(true)};
    if (one_in(2)) journey.exit_when = condition_in_journey();
    if (one_in(4))
      journey.key = ir::InstanceKey{.field = 0, .list = bank_.tag(Bank::holdings), .where = where(ir::kKeyRecord)};
    if (one_in(2)) journey.expires = span();
    if (one_in(2)) add_goal(journey);
    if (one_in(3)) {
      journey.kept = {{.name = "limit", .type = money_in(0)}};
      journey.defaults = {bank_.crowns(upto(100))};
    }
    const int steps = 2 + upto(6);
    for (int index = 0; index < steps; ++index) add_step(journey, index, steps);
    if (one_in(3)) add_repeat(journey, steps);
  }

  // The journey's steps from some place on are repeated: those that would end it come back.
  void add_repeat(ir::Journey& journey, int steps) {
    const auto first = static_cast<ir::StepIndex>(upto(steps - 1));
    const auto repeat = static_cast<ir::StepIndex>(steps);
    for (ir::StepIndex step = 0; step < repeat; ++step) {
      if (step >= first) journey.steps[step].loops = {0};
      redirect(journey.steps[step], step < first, first, repeat);
    }
    if (journey.start >= first) journey.start = repeat;
    journey.loops = 1;
    if (one_in(2)) {
      return Bank::step(journey, "each",
                        ir::Each{.list = bank_.tag(Bank::holdings),
                                 .where = where(ir::kFirstItemRecord),
                                 .slot = ir::kFirstItemRecord,
                                 .at_most = 1U + static_cast<std::uint32_t>(upto(3)),
                                 .body = first,
                                 .next = ir::kEnd,
                                 .loop = 0});
    }
    const auto until = one_in(2) ? std::optional(awaited(journey)) : std::nullopt;
    Bank::step(journey, "repeat",
               ir::Repeat{.times = 1U + static_cast<std::uint32_t>(upto(3)),
                          .every = span(),
                          .until = until,
                          .body = first,
                          .next = ir::kEnd,
                          .loop = 0});
  }

  Bank::Id where(std::uint32_t slot) {
    return one_in(2) ? ir::kNone : bank_.is_at_least(bank_.value_of_record(slot), bank_.crowns(upto(60)));
  }

  // From before the repeated part its inner steps are reached through its head alone, as a block's are.
  static void redirect(ir::Step& step, bool is_before, ir::StepIndex first, ir::StepIndex repeat) {
    const auto lead = [&](ir::StepIndex& next) {
      if (is_before ? next != ir::kEnd && next >= first : next == ir::kEnd) next = repeat;
    };
    std::visit([&](auto& action) { lead_all(action, lead); }, step.action);
  }
  template <typename Lead>
  static void lead_all(ir::WaitFor& wait, const Lead& lead) {
    lead(wait.on_seen);
    lead(wait.on_timeout);
  }
  template <typename Lead>
  static void lead_all(ir::WaitForAny& wait, const Lead& lead) {
    for (ir::WaitForAny::Branch& branch : wait.branches) lead(branch.next);
    lead(wait.on_timeout);
  }
  template <typename Lead>
  static void lead_all(ir::Choose& choose, const Lead& lead) {
    for (ir::Choose::Branch& branch : choose.branches) lead(branch.next);
    lead(choose.otherwise);
    lead(choose.unknown);
  }
  template <typename Lead>
  static void lead_all(ir::Split& split, const Lead& lead) {
    for (ir::Split::Side& side : split.sides) lead(side.next);
  }
  template <typename Lead>
  static void lead_all(ir::Grant& grant, const Lead& lead) {
    lead(grant.next);
    if (!grant.awaits_answer) return;
    lead(grant.on_granted);
    lead(grant.on_refused);
  }
  template <typename Lead>
  static void lead_all(ir::Repeat&, const Lead&) {}
  template <typename Lead>
  static void lead_all(ir::Each&, const Lead&) {}
  template <typename Lead>
  static void lead_all(ir::Stop&, const Lead&) {}
  template <typename Plain, typename Lead>
  static void lead_all(Plain& step, const Lead& lead) {
    lead(step.next);
  }

  // The journey has the names that the pattern gives.
  void add_names(ir::Journey& journey, ir::PatternIndex pattern) {
    for (const ir::PatternIndex leaf : ir::leaves(bank_.program(), pattern)) {
      for (const ir::Stage& stage : bank_.program().patterns[leaf].stages) add_name(journey, stage);
    }
  }
  ir::PatternIndex awaited(ir::Journey& journey) {
    const ir::PatternIndex waited_for = pattern(true);
    add_names(journey, waited_for);
    return waited_for;
  }

  static void add_name(ir::Journey& journey, const ir::Stage& stage) {
    if (stage.alias.empty() || journey.named.size() == ir::kMostNamed) return;
    if (std::ranges::find(journey.named, stage.alias, &ir::NamedEvent::name) != journey.named.end()) return;
    journey.named.push_back({stage.alias, stage.event});
  }

  void add_goal(ir::Journey& journey) {
    journey.goals.emplace_back();
    journey.goals.back().pattern = pattern(true);
    journey.goals.back().name = "goal";
    journey.goals.back().has_within = one_in(2);
    journey.goals.back().within = span();
    journey.goals.back().go_on = one_in(3);
  }

  ir::Verdict verdict() { return static_cast<ir::Verdict>(upto(2)); }

  void add_policy(const std::string& name) {
    ir::Policy policy;
    policy.name = name;
    if (one_in(2)) policy.applies_to = bank_.is_for_purpose(one_in(3) ? "service" : "marketing");
    if (one_in(4)) policy.control = 5'000;
    if (one_in(3)) policy.consent = {{.purpose = "marketing", .condition = condition()}};
    if (one_in(3)) policy.suitability = condition();
    for (int hours = upto(1); hours > 0; --hours) {
      const int from = upto(23);
      policy.quiet.push_back({.from = from * kHour, .to = (from + 1 + upto(20)) % 24 * kHour, .verdict = verdict()});
    }
    for (int cap = upto(2); cap > 0; --cap) {
      policy.caps.push_back(
          {.window = span(), .at_most = static_cast<std::uint32_t>(1 + upto(3)), .across = {}, .verdict = verdict()});
    }
    if (!policy.caps.empty() && one_in(2)) policy.arbitrate = span();
    if (!policy.caps.empty() && one_in(2)) {
      policy.reservations.push_back(
          {.count = 1, .order = ir::Reservation::Order::greater_equal, .priority = 1 + upto(1)});
    }
    bank_.program().policies.push_back(std::move(policy));
  }

  // Every step leads to a later one, or to the end.
  void add_step(ir::Journey& journey, int index, int steps) {
    const auto next = [&] {
      const int to = index + 1 + upto(steps - index - 1);
      return to >= steps ? ir::kEnd : static_cast<ir::StepIndex>(to);
    };
    const std::string name = "s" + std::to_string(index);
    switch (upto(12)) {
      case 6: return Bank::step(journey, name, Bank::place(span(), next()));
      case 7: return Bank::step(journey, name, Bank::grant_and_wait(next(), next(), next()));
      case 8: {
        const bool flips = one_in(2);
        const Bank::Id gold = bank_.tag(Bank::gold);
        return Bank::step(
            journey, name,
            ir::Set{.tag = Bank::gold, .value = flips ? bank_.is_not(gold) : condition_in_journey(), .next = next()});
      }
      case 9: return Bank::step(journey, name, ir::Emit{.event = Bank::purchase, .arguments = {}, .next = next()});
      case 10: return add_start(journey, name, next());
      case 11: return add_wait_for_any(journey, name, next(), next(), next());
      case 0: return Bank::step(journey, name, Bank::send(Bank::offer, next()));
      case 1: return Bank::step(journey, name, Bank::send(Bank::notice, next()));
      case 2: return Bank::step(journey, name, ir::WaitSpan{.span = span(), .next = next()});
      case 3: {
        ir::WaitUntil wait;
        wait.time_of_day = upto(23) * kHour;
        wait.next = next();
        return Bank::step(journey, name, wait);
      }
      case 4:
        return Bank::step(
            journey, name,
            ir::WaitFor{.pattern = awaited(journey), .limit = span(), .on_seen = next(), .on_timeout = next()});
      case 5: {
        ir::Choose choose;
        choose.branches = {{.condition = condition_in_journey(), .next = next()}};
        choose.otherwise = next();
        choose.unknown = next();
        return Bank::step(journey, name, choose);
      }
      default:
        return Bank::step(journey, name,
                          ir::Split{.sides = {{.name = "a", .below = 5'000, .next = next()},
                                              {.name = "b", .below = 10'000, .next = next()}}});
    }
  }

  // Of a journey made before, or of itself after a day: so no ring is without a wait.
  void add_start(ir::Journey& journey, const std::string& name, ir::StepIndex next) {
    const auto own = static_cast<std::uint32_t>(bank_.program().journeys.size() - 1);
    if (own == 0) return Bank::step(journey, name, ir::WaitSpan{.span = span(), .next = next});
    const auto target = static_cast<std::uint32_t>(upto(static_cast<int>(own) - 1));
    std::vector<ir::Argument> arguments;
    if (!bank_.program().journeys[target].kept.empty() && one_in(2)) {
      arguments = {{.parameter = 0, .value = bank_.crowns(upto(100))}};
    }
    Bank::step(journey, name, ir::Start{.journey = target, .arguments = arguments, .next = next});
  }

  void add_wait_for_any(ir::Journey& journey, const std::string& name, ir::StepIndex one, ir::StepIndex other,
                        ir::StepIndex timeout) {
    ir::WaitForAny wait{
        .branches = {{.pattern = awaited(journey), .next = one}, {.pattern = awaited(journey), .next = other}},
        .limit = span(),
        .on_timeout = timeout};
    Bank::step(journey, name, std::move(wait));
  }

  journey::Input input(const journey::Plan& plan, Instant time) {
    if (one_in(6)) return journey::Advance{time};
    if (one_in(8)) return answer_at(plan, time);
    if (one_in(6)) {
      const Bank::Tag tag = one_in(2) ? Bank::gold : Bank::consent;
      const Value value = one_in(4) ? Value{Unknown{}} : Value{one_in(2)};
      values_.push_back({{.tag = tag, .value = value}, {.tag = Bank::aum, .value = scalar(money(upto(100)))}});
      if (one_in(2)) values_.back().push_back({.tag = Bank::holdings, .value = holdings()});
      return journey::TagChange{.id = {}, .time = time, .values = values_.back()};
    }
    return event_at(plan, time);
  }

  Value holdings() {
    if (one_in(6)) return Unknown{};
    std::vector<std::int64_t> values(static_cast<std::size_t>(upto(4)));
    for (std::int64_t& value : values) value = upto(100);
    lists_.push_back(bank_.holdings_of(values));
    return borrow(lists_.back());
  }

  // To whatever rests at a grant of that name.
  journey::Input answer_at(const journey::Plan& plan, Instant time) {
    const Bank::Event type = one_in(2) ? Bank::granted : Bank::refused;
    const std::string_view step = texts_.emplace_back("s" + std::to_string(upto(7)));
    return outcome_at(plan, type, time, {step, Unknown{}});
  }

  journey::Input outcome_at(const journey::Plan& plan, Bank::Event type, Instant time,
                            const std::vector<Value>& fields) {
    const layout::RowLayout& layout = plan.event(type);
    rows_.emplace_back();
    layout::append_row(layout, fields, rows_.back());
    return journey::Event{.id = {}, .type = type, .time = time, .fields = {&layout, rows_.back().data()}};
  }

  journey::Input event_at(const journey::Plan& plan, Instant time) {
    const Bank::Event type = event();
    const layout::RowLayout& layout = plan.event(type);
    std::vector<Value> fields(layout.fields.size());
    if (!fields.empty() && !one_in(10)) fields[0] = scalar(money(upto(100)));
    if (type == Bank::deposit && !one_in(4)) fields[1] = std::string_view(texts_.emplace_back(purpose_of_deposit()));
    rows_.emplace_back();
    layout::append_row(layout, fields, rows_.back());
    ids_.push_back(std::to_string(one_in(10) ? upto(5) : next_id_++));
    return journey::Event{.id = ids_.back(), .type = type, .time = time, .fields = {&layout, rows_.back().data()}};
  }

  std::mt19937 random_;
  Bank bank_;
  bool enters_by_deposit_ = false;
  int next_id_ = 1'000;
  std::deque<std::vector<std::byte>> rows_;
  std::deque<std::vector<journey::TagValue>> values_;
  std::deque<std::string> ids_;
  std::deque<std::string> texts_;
  std::deque<OwnedValue> lists_;
};

}  // namespace wend::tests
