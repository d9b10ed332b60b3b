#include "runtime/journey/migrate.hpp"

#include <algorithm>
#include <numeric>

#include "compiler/ir/rests.hpp"
#include "compiler/ir/steps.hpp"
#include "runtime/history/need.hpp"
#include "runtime/journey/fingerprint.hpp"
#include "runtime/journey/next_turn.hpp"
#include "runtime/journey/order.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// Where an instance goes: a journey and step of the new plan, or out.
struct Place {
  std::uint32_t journey = 0;
  std::uint32_t step = 0;
  Reason exit = Reason::none;
};

std::optional<std::uint32_t> step_like(const ir::Journey& journey, const ir::Step& step) {
  const auto found = std::ranges::find_if(journey.steps, [&](const ir::Step& one) {
    return one.name == step.name && one.action.index() == step.action.index();
  });
  if (found == journey.steps.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - journey.steps.begin());
}

// The journey in the plan, in the same version: of the program that is published, else as it was.
bool is_same(const PlannedJourney& old, const PlannedJourney& planned, const Plan& to) {
  if (old.journey == planned.journey) return true;
  const bool is_published = planned.program.get() == &to.program();
  return is_published && old.journey->name == planned.journey->name && old.journey->version == planned.journey->version;
}

// Whether instances of one can be instances of the other: both without a key, or by a field, or by records of one list.
bool is_keyed_alike(const PlannedJourney& one, const PlannedJourney& other) {
  const auto list_of = [](const PlannedJourney& planned) -> std::optional<std::uint16_t> {
    const std::optional<ir::InstanceKey>& key = planned.journey->key;
    if (!key || !key->is_of_records()) return std::nullopt;
    return planned.program->at(key->list).type.detail;
  };
  return one.journey->key.has_value() == other.journey->key.has_value() && list_of(one) == list_of(other);
}

// Where `migrate from` takes the instance; nothing where it stays on its version.
std::optional<Place> moved(const Instance& instance, const PlannedJourney& old, const Plan& to) {
  if (instance.kept.phase != Phase::live) return std::nullopt;
  const auto newest = std::ranges::find_if(to.journeys(), [&](const PlannedJourney& planned) {
    return planned.current && planned.journey->name == old.journey->name;
  });
  if (newest == to.journeys().end()) return std::nullopt;
  const ir::Migration* migration = ir::migration_from(*newest->journey, old.journey->version);
  if (migration == nullptr) return std::nullopt;
  const std::string& rest = old.journey->steps[instance.kept.step].name;
  const auto move = std::ranges::find(migration->moves, rest, &ir::Migration::Move::from);
  if (move != migration->moves.end()) {
    if (!is_keyed_alike(*newest, old)) return Place{.exit = Reason::migration};
    return Place{.journey = static_cast<std::uint32_t>(newest - to.journeys().begin()), .step = move->to};
  }
  if (migration->otherwise == ir::Migration::Otherwise::exit) return Place{.exit = Reason::migration};
  return std::nullopt;
}

Place place_of(const Instance& instance, const Plan& from, const Plan& to) {
  const PlannedJourney& old = from.journeys()[instance.kept.journey];
  if (const std::optional<Place> place = moved(instance, old, to)) return *place;
  const auto found =
      std::ranges::find_if(to.journeys(), [&](const PlannedJourney& planned) { return is_same(old, planned, to); });
  if (found == to.journeys().end()) return {.exit = Reason::withdrawn};
  const auto journey = static_cast<std::uint32_t>(found - to.journeys().begin());
  if (!is_keyed_alike(*found, old)) return {.exit = Reason::changed};
  if (instance.kept.phase == Phase::watching) return {.journey = journey, .step = 0};
  const auto step = step_like(*found->journey, old.journey->steps[instance.kept.step]);
  return step ? Place{.journey = journey, .step = *step} : Place{.exit = Reason::changed};
}

// Whether an instance rests at the step because a policy delays it.
bool is_contact(const std::vector<ir::Step>& steps, ir::StepIndex step) {
  return step < steps.size() && (std::holds_alternative<ir::Send>(steps[step].action) ||
                                 std::holds_alternative<ir::Place>(steps[step].action));
}

// Copies one customer from a memory of the old plan into one of the new.
class Migration {
 public:
  Migration(Session& from, Session& to) : from_(from), to_(to) {}

  void migrate() {
    leave();
    copy_header();
    for (history::Log& log : to_.memory.logs) fill(log);
    to_.refresh_history(nullptr);
    for (const Instance& instance : from_.memory.instances) move(instance);
    std::vector<Instance>& instances = to_.memory.instances;
    std::ranges::sort(instances, [&](const Instance& left, const Instance& right) {
      return is_served_before(to_.plan, left, right);
    });
    for (const Measurement& measurement : from_.memory.measurements) move(measurement);
    for (const PlannedWatch& planned : to_.plan.watches()) to_.memory.watches.push_back(watch_of(planned));
    std::ranges::copy_if(from_.memory.contacts, std::back_inserter(to_.memory.contacts),
                         [&](const ContactEntry& contact) { return counts(to_.plan, contact.counted); });
  }

 private:
  // Those with no place in the new program end under the old one, of which they were.
  void leave() {
    for (InstanceIndex index = 0; index < from_.memory.instances.size(); ++index) {
      Instance& instance = from_.memory.instances[index];
      const Place place = place_of(instance, from_.plan, to_.plan);
      if (place.exit == Reason::none) continue;
      if (instance.kept.phase == Phase::live) end(from_, index, place.exit);
      instance.kept.phase = Phase::gone;
    }
    forget_ended(from_);
  }

  void copy_header() {
    const Memory& old = from_.memory;
    Memory& next = to_.memory;
    next.enroll(old.enrolled_at);
    next.clock = old.clock;
    next.has_tags = old.has_tags;
    next.ids = old.ids;
    next.entries = old.entries;
    next.offers = old.offers;
    next.tags = next.keep_as(to_.plan.tags(), {&from_.plan.tags(), old.tags});
    to_.refresh_zone();
  }

  // A log whose fields were all kept goes on; any other begins now.
  void fill(history::Log& log) {
    const history::Log* old = from_.memory.log_of(log.event);
    const history::Need& before = from_.plan.history()[log.event];
    const history::Need& after = to_.plan.history()[log.event];
    const bool is_kept = old != nullptr && std::includes(before.fields.begin(), before.fields.end(),
                                                         after.fields.begin(), after.fields.end());
    if (!is_kept) {
      log.complete_since = std::max(log.complete_since, to_.memory.clock + 1);
      return;
    }
    log.complete_since = old->complete_since;
    for (eval::Event event : old->events) {
      event.fields = {&after.layout, to_.memory.keep_as(after.layout, event.fields)};
      log.events.push_back(event);
    }
    history::trim(log, after, to_.plan.limits().events, to_.memory.clock);
  }

  // What is measured goes on where the journey in that version still measures the same.
  void move(Measurement measurement) {
    const PlannedJourney& before = from_.plan.journeys()[measurement.kept.journey];
    const std::uint64_t definition = before.measures[measurement.kept.measure].definition;
    const std::vector<PlannedJourney>& journeys = to_.plan.journeys();
    for (std::uint32_t journey = 0; journey < journeys.size(); ++journey) {
      if (!is_same(before, journeys[journey], to_.plan)) continue;
      const std::vector<PlannedMeasure>& measures = journeys[journey].measures;
      const auto same = std::ranges::find(measures, definition, &PlannedMeasure::definition);
      if (same == measures.end()) continue;
      measurement.kept.journey = journey;
      measurement.kept.measure = static_cast<std::uint32_t>(same - measures.begin());
      to_.memory.measurements.push_back(std::move(measurement));
      return;
    }
    abandon_measurement(from_, measurement);
  }

  void move(const Instance& old) {
    const Place place = place_of(old, from_.plan, to_.plan);
    const PlannedJourney& before = from_.plan.journeys()[old.kept.journey];
    const PlannedJourney& after = to_.plan.journeys()[place.journey];
    Instance instance;
    instance.kept = old.kept;
    instance.key = old.key;
    instance.serial = to_.memory.next_serial();
    instance.kept.journey = place.journey;
    instance.kept.step = place.step;
    if (!is_contact(after.journey->steps, place.step)) instance.kept.arbitrated_by = 0;
    move_goals(instance.kept, before, after);
    if (old.kept.phase == Phase::watching && !counts_on(instance.kept, *after.journey)) return;
    move_row(instance, old, before, after);
    if (old.key_record != nullptr) {
      instance.key_record = to_.memory.keep_as(after.key_record, {&before.key_record, old.key_record});
    }
    move_loops(instance, old, before, after);
    if (before.journey->version != after.journey->version) move_expiry(instance.kept, after);
    move_named(instance, old, before, after);
    instance.own = moved(after.own, before.own, old.own);
    if (old.kept.phase == Phase::live) {
      instance.awaited = moved(after.awaited[place.step], before.awaited[old.kept.step], old.awaited);
    }
    if (old.kept.phase == Phase::live) instance.kept.check = next_turn(to_, instance);
    to_.memory.instances.push_back(std::move(instance));
  }

  // Goals by their names; what was reached stays so.
  void move_goals(InstanceEntry& kept, const PlannedJourney& before, const PlannedJourney& after) {
    if (before.journey == after.journey) return;
    unsigned reached = 0;
    for (std::size_t goal = 0; goal < after.journey->goals.size(); ++goal) {
      const auto old =
          std::ranges::find(before.journey->goals, after.journey->goals[goal].name, &ir::JourneyGoal::name);
      const auto position = old - before.journey->goals.begin();
      if (old != before.journey->goals.end()) reached |= ((kept.goals_reached >> position) & 1U) << goal;
    }
    kept.goals_reached = static_cast<std::uint8_t>(reached);
    kept.counts_until = goals_count_until(to_, kept, *after.journey);
  }

  // What it keeps besides the entering event goes by name.
  void move_row(Instance& instance, const Instance& old, const PlannedJourney& before, const PlannedJourney& after) {
    const bool is_read = old.row != nullptr && after.journey->has_entry_event && before.journey->has_entry_event &&
                         after.journey->entry_event == before.journey->entry_event;
    instance.kept.has_row = is_read || !after.journey->kept.empty() ? 1 : 0;
    instance.kept.row_size = 0;
    if (instance.kept.has_row == 0) return;
    const std::uint32_t first_kept = after.journey->first_kept(to_.plan.schema());
    std::vector<Value> values(after.entry_row.fields.size());
    for (std::uint32_t field = 0; is_read && field < first_kept; ++field) {
      values[field] = value_of(before.entry_row, old.row, field);
    }
    for (std::uint32_t kept = 0; kept < after.journey->kept.size(); ++kept) {
      values[first_kept + kept] = kept_like(after.journey->kept[kept], old, before);
    }
    std::vector<std::byte> row;
    layout::append_row(after.entry_row, values, row);
    instance.kept.row_size = static_cast<std::uint32_t>(row.size());
    instance.row = to_.memory.keep(std::move(row));
  }

  static Value value_of(const layout::RowLayout& layout, const std::byte* row, std::uint32_t field) {
    if (row == nullptr || layout.fields[field].storage == layout::Storage::absent) return Unknown{};
    return layout::load({&layout, row}, field);
  }

  [[nodiscard]] Value kept_like(const ir::Kept& wanted, const Instance& old, const PlannedJourney& before) const {
    const std::vector<ir::Kept>& kept = before.journey->kept;
    const auto same = std::ranges::find_if(
        kept, [&](const ir::Kept& one) { return one.name == wanted.name && one.type == wanted.type; });
    if (same == kept.end()) return Unknown{};
    const std::uint32_t field =
        before.journey->first_kept(from_.plan.schema()) + static_cast<std::uint32_t>(same - kept.begin());
    return value_of(before.entry_row, old.row, field);
  }

  // A repeated part goes on where the new program has it too; around a step that was in none it begins now.
  void move_loops(Instance& instance, const Instance& old, const PlannedJourney& before, const PlannedJourney& after) {
    instance.loops.assign(after.loop_steps.size(), Loop{});
    if (old.kept.phase != Phase::live) return;
    const std::vector<std::uint32_t> around = ir::loops_around(after.journey->steps[instance.kept.step]);
    for (std::uint32_t loop = 0; loop < after.loop_steps.size(); ++loop) {
      const std::optional<std::uint32_t> known = loop_like(after, loop, before);
      const Loop none;
      const std::vector<PlannedWatch> nothing;
      const Loop& was = known ? old.loops[*known] : none;
      const bool is_inside = std::ranges::find(around, loop) != around.end();
      Loop& now = instance.loops[loop];
      if (is_inside) now.until = moved(after.untils[loop], known ? before.untils[*known] : nothing, was.until);
      if (is_inside && known) move_items(now, was, before.items[*known], after.items[loop], most_times(after, loop));
      now.kept = moved(was.kept, now.items.size(), is_inside, most_times(after, loop));
    }
  }

  static bool is_of_same_list(const PlannedJourney& one, std::uint32_t loop, const PlannedJourney& other,
                              std::uint32_t other_loop) {
    const auto list_of = [](const PlannedJourney& planned, std::uint32_t at) -> std::optional<std::uint16_t> {
      const auto* each = std::get_if<ir::Each>(&planned.journey->steps[planned.loop_steps[at]].action);
      return each == nullptr ? std::nullopt : std::optional(planned.program->at(each->list).type.detail);
    };
    return list_of(one, loop) == list_of(other, other_loop);
  }

  // An `each` that now goes through fewer records leaves out those behind.
  void move_items(Loop& now, const Loop& was, const layout::RowLayout& before, const layout::RowLayout& after,
                  std::uint32_t most) {
    for (const std::byte* item : was.items) {
      if (now.items.size() < most) now.items.push_back(to_.memory.keep_as(after, {&before, item}));
    }
  }

  [[nodiscard]] LoopEntry moved(LoopEntry entry, std::size_t items, bool is_inside, std::uint32_t most) const {
    entry.visit = std::min(entry.visit, most);
    if (is_inside && entry.visit == 0) entry = {.visit = 1, .inside = 1, .since = to_.memory.clock};
    entry.inside = is_inside ? 1 : 0;
    entry.items = items;
    return entry;
  }

  static std::uint32_t most_times(const PlannedJourney& planned, std::uint32_t loop) {
    const auto& action = planned.journey->steps[planned.loop_steps[loop]].action;
    const auto* each = std::get_if<ir::Each>(&action);
    return each != nullptr ? each->at_most : std::get<ir::Repeat>(action).times;
  }

  static std::optional<std::uint32_t> loop_like(const PlannedJourney& after, std::uint32_t loop,
                                                const PlannedJourney& before) {
    const std::optional<std::uint32_t> step = step_like(*before.journey, after.journey->steps[after.loop_steps[loop]]);
    if (!step) return std::nullopt;
    const std::optional<std::uint32_t> known = ir::loop_of(before.journey->steps[*step]);
    const bool is_alike = known && is_of_same_list(after, loop, before, *known);
    return is_alike ? known : std::nullopt;
  }

  // The newer version says how long an instance lives, from its entry; what is past by now is due at once.
  void move_expiry(InstanceEntry& kept, const PlannedJourney& journey) {
    const std::optional<ir::Span>& expires = journey.journey->expires;
    kept.expires = expires ? std::max(after(to_, kept.entered, *expires), to_.memory.clock) : kNever;
  }

  // By the name and the kind of event.
  void move_named(Instance& instance, const Instance& old, const PlannedJourney& before, const PlannedJourney& after) {
    instance.kept.named = 0;
    const std::vector<ir::NamedEvent>& known = before.journey->named;
    for (std::size_t at = 0; at < after.named_rows.size(); ++at) {
      const auto same = std::ranges::find(known, after.journey->named[at]);
      if (same == known.end()) continue;
      const auto from = static_cast<std::size_t>(same - known.begin());
      if (old.named[from].row == nullptr) continue;
      instance.named[at] = moved(old.named[from], before.named_rows[from], after.named_rows[at]);
      instance.kept.named |= 1U << at;
    }
  }

  // Fields that were not kept before are unknown.
  RunEvent moved(const RunEvent& event, const layout::RowLayout& before, const layout::RowLayout& after) {
    return {.time = event.time, .row = to_.memory.keep_as(after, {&before, event.row})};
  }

  // A watch of the same definition, in the rows of the new plan.
  Watch moved(const PlannedWatch& after, const PlannedWatch& before, const Watch& old) {
    Watch watch = old;
    for (Run& run : watch.runs) {
      for (std::size_t stage = 0; stage < after.rows.size(); ++stage) {
        RunEvent& event = run.events[stage];
        if (event.row != nullptr) event = moved(event, before.rows[stage], after.rows[stage]);
      }
    }
    return watch;
  }

  // What an instance, or its wait, did not count before it counts from the publication.
  std::vector<Watch> moved(const std::vector<PlannedWatch>& after, const std::vector<PlannedWatch>& before,
                           const std::vector<Watch>& old) {
    std::vector<Watch> watches;
    for (const PlannedWatch& planned : after) {
      const auto same = std::ranges::find(before, planned.definition, &PlannedWatch::definition);
      const auto at = static_cast<std::size_t>(same - before.begin());
      watches.push_back(at < old.size() ? moved(planned, *same, old[at]) : begin_watch(to_, planned));
    }
    return watches;
  }

  Watch watch_of(const PlannedWatch& planned) {
    const std::vector<PlannedWatch>& known = from_.plan.watches();
    const auto same = std::ranges::find(known, planned.definition, &PlannedWatch::definition);
    if (same != known.end()) {
      return moved(planned, *same, from_.memory.watches[static_cast<std::size_t>(same - known.begin())]);
    }
    Watch watch = begin_watch(to_, planned);
    if (planned.asked().kind != ir::Pattern::Kind::absence) return watch;
    watch.since = last_heard(*planned.program, planned.asked());
    watch.due = end_of_silence(to_, planned.asked(), watch.since);
    if (watch.due <= to_.memory.clock) watch.due = kNever;
    return watch;
  }

  // The last such event that the old program remembered, else the enrolment; where its log does not tell, now.
  Instant last_heard(const ir::Program& program, const ir::Pattern& pattern) {
    const history::Log* log = from_.memory.log_of(pattern.event);
    if (log == nullptr || !are_kept(program, pattern)) return to_.memory.clock;
    for (auto event = log->events.rbegin(); event != log->events.rend(); ++event) {
      if (to_.holds(program, pattern.where, {.matched = &*event, .entered = nullptr})) return event->time;
    }
    return log->complete_since <= to_.memory.enrolled_at ? to_.memory.enrolled_at : to_.memory.clock;
  }

  // Whether the old log has the fields that the pattern's condition reads.
  [[nodiscard]] bool are_kept(const ir::Program& program, const ir::Pattern& pattern) const {
    const auto read = history::fields_read(program, {&pattern.where, 1}, ir::Slot::matched);
    const std::vector<schema::FieldIndex>& kept = from_.plan.history()[pattern.event].fields;
    return std::includes(kept.begin(), kept.end(), read.begin(), read.end());
  }

  Session& from_;
  Session& to_;
};

}  // namespace

namespace {

Status check_migration(const ir::Journey& older, const ir::Migration& migration) {
  const std::string which = "the migration of `" + older.name + "` from version " + std::to_string(older.version);
  const std::vector<std::string_view> forgotten = ir::left_out(older, migration);
  if (!forgotten.empty()) return Error{which + " leaves out `" + std::string(forgotten.front()) + "`"};
  for (const ir::Migration::Move& move : migration.moves) {
    const ir::StepIndex step = ir::step_named(older, move.from);
    if (step == ir::kEnd || !ir::may_rest(older.steps[step])) {
      return Error{which + " takes instances from `" + move.from + "`, where nobody rests"};
    }
  }
  return Done{};
}

}  // namespace

Status mark_used(const Plan& plan, const State& state, std::vector<bool>& used) {
  const Result<Memory> memory = Memory::open(plan, state);
  if (!memory) return memory.error();
  for (const Instance& instance : memory->instances) used[instance.kept.journey] = true;
  for (const Measurement& measurement : memory->measurements) used[measurement.kept.journey] = true;
  return Done{};
}

std::vector<Retired> still_used(const Plan& plan, const std::vector<bool>& used, const ir::Program& next) {
  std::vector<Retired> retired;
  for (std::size_t index = 0; index < used.size(); ++index) {
    const PlannedJourney& planned = plan.journeys()[index];
    const bool is_named =
        std::ranges::find(next.journeys, planned.journey->name, &ir::Journey::name) != next.journeys.end();
    const bool is_there = ir::find_version(next, planned.journey->name, planned.journey->version) != nullptr;
    if (!used[index] || !is_named || is_there) continue;
    const auto position = planned.journey - planned.program->journeys.data();
    retired.push_back({planned.program, static_cast<std::uint32_t>(position)});
  }
  return retired;
}

Status check_migrations(const Plan& plan, const ir::Program& next) {
  for (const ir::Journey& journey : next.journeys) {
    for (const ir::Migration& migration : journey.migrations) {
      for (const PlannedJourney& planned : plan.journeys()) {
        const bool is_older =
            planned.journey->name == journey.name && planned.journey->version == migration.from_version;
        if (!is_older) continue;
        const Status whole = check_migration(*planned.journey, migration);
        if (!whole) return whole;
      }
    }
  }
  return Done{};
}

Result<Outcome> migrate(const Plan& from, const Plan& to, const Predicates& predicates, std::string_view customer,
                        const State& state, Instant now) {
  if (state.empty()) return Outcome{};
  Result<Memory> memory = Memory::open(from, state);
  if (!memory) return memory.error();
  Session before(from, predicates, customer, *std::move(memory));
  before.memory.clock = std::max(before.memory.clock, now);
  Session after(to, predicates, customer, Memory(to));
  Migration(before, after).migrate();
  Outcome outcome = std::move(before.outcome);
  forget_runs(after);
  forget_ended_offers(after);
  outcome.next_wake = next_due(after);
  outcome.state = after.memory.close();
  return outcome;
}

}  // namespace wend::journey
