// Journeys and triggers: what is decided when things happen to customers.
#include <algorithm>
#include <deque>
#include <map>
#include <variant>

#include "runtime/engine/effect_json.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "tests/conformance/runner/data.hpp"
#include "tests/conformance/runner/decided.hpp"
#include "tests/conformance/runner/run.hpp"

namespace wend::conformance {
namespace {

struct Update {
  std::string id;
  std::string customer;
  Instant time = 0;
  std::vector<Named> tags;
};
struct Clock {
  Instant time = 0;
};
struct Publish {
  std::shared_ptr<const ir::Program> program;
};
using Happening = std::variant<ReadEvent, Update, Clock, Publish>;

struct Customer {
  std::string id;
  std::vector<Named> tags;
};

// All that a case says will happen, read.
struct Story {
  std::shared_ptr<const ir::Program> program;
  journey::Limits limits;
  std::shared_ptr<const lists::NameLists> lists;
  std::vector<Customer> customers;
  Instant loaded = 0;
  std::vector<Happening> happenings;
  std::optional<Instant> until;
};

std::optional<Instant> time_of(const Happening& happening) {
  if (const auto* event = std::get_if<ReadEvent>(&happening)) return event->time;
  if (const auto* update = std::get_if<Update>(&happening)) return update->time;
  if (const auto* clock = std::get_if<Clock>(&happening)) return clock->time;
  return std::nullopt;
}

std::string joined(const Json& lines) {
  std::string text;
  for (const Json& line : lines) text += line.get<std::string>() + "\n";
  return text;
}

class StoryReader {
 public:
  StoryReader(Programs& programs, const Bank& bank, const Case& of) : programs_(programs), bank_(bank), of_(of) {}

  Result<Story> read() {
    const auto program = programs_.program(of_.schema, of_.program);
    if (!program) return program.error();
    story_.program = *program;
    customer_ = of_.members.value("customer", std::string("1"));
    for (const Status& done : {read_limits(), read_name_lists(), read_customers(), read_happenings(), read_times()}) {
      if (!done) return done.error();
    }
    return std::move(story_);
  }

 private:
  Status read_limits() {
    const Json limits = of_.members.value("limits", Json::object());
    story_.limits.events = limits.value("events", story_.limits.events);
    story_.limits.ids = limits.value("ids", story_.limits.ids);
    return Done{};
  }

  Status read_name_lists() {
    Result<std::shared_ptr<const lists::NameLists>> lists = read_lists(bank_, of_);
    if (!lists) return lists.error();
    story_.lists = *std::move(lists);
    return Done{};
  }

  Status read_customers() {
    if (!of_.has("customers")) {
      return of_.has("tags") ? add_customer(customer_, of_.members.at("tags")) : Status(Done{});
    }
    for (const Json& row : of_.members.at("customers")) {
      Json tags = of_.members.value("tags", Json::object());
      for (const auto& [tag, value] : row.items()) tags[tag] = value;
      const Status added = add_customer(row.at("customer").get<std::string>(), tags);
      if (!added) return added;
    }
    return Done{};
  }

  Status add_customer(const std::string& id, const Json& row) {
    Result<std::vector<Named>> tags = read_tags(bank_, row);
    if (!tags) return tags.error();
    story_.customers.push_back({id, *std::move(tags)});
    return Done{};
  }

  Status read_happenings() {
    for (const Json& one : of_.members.value("events", Json::array())) {
      Result<Happening> happening = read_happening(one);
      if (!happening) return within(one.dump(), happening.error());
      story_.happenings.push_back(*std::move(happening));
    }
    return Done{};
  }

  Result<Happening> read_happening(const Json& one) {
    if (one.contains("publish")) {
      const auto program = programs_.program(of_.schema, joined(one.at("publish")));
      if (!program) return program.error();
      return Happening{Publish{*program}};
    }
    if (one.contains("advance")) {
      const Result<Instant> time = read_time(bank_, one.at("advance"));
      if (!time) return time.error();
      return Happening{Clock{*time}};
    }
    if (one.at("type") == "tags") return read_update(one);
    Result<ReadEvent> event = read_event(bank_, one, customer_);
    if (!event) return event.error();
    if (event->id.empty()) event->id = next_id();
    return Happening{*std::move(event)};
  }

  Result<Happening> read_update(const Json& one) {
    const Result<Instant> time = read_time(bank_, one.at("time"));
    if (!time) return time.error();
    Result<std::vector<Named>> tags = read_tags(bank_, one.at("set"));
    if (!tags) return tags.error();
    return Happening{Update{one.value("id", next_id()), one.value("customer", customer_), *time, *std::move(tags)}};
  }

  std::string next_id() { return "#" + std::to_string(++ids_); }

  // Tags are those of `now`, else of the first event.
  Status read_times() {
    if (of_.has("until")) {
      const Result<Instant> until = read_time(bank_, of_.members.at("until"));
      if (!until) return until.error();
      story_.until = *until;
    }
    if (of_.has("now")) {
      const Result<Instant> now = read_time(bank_, of_.members.at("now"));
      if (!now) return now.error();
      story_.loaded = *now;
      return Done{};
    }
    for (const Happening& happening : story_.happenings) {
      if (const auto time = time_of(happening)) {
        story_.loaded = *time;
        return Done{};
      }
    }
    return story_.until ? Status(Done{}) : Status(Error{"neither `now` nor an event says when it begins"});
  }

  Programs& programs_;
  const Bank& bank_;
  const Case& of_;
  Story story_;
  std::string customer_;
  std::uint32_t ids_ = 0;
};

std::vector<journey::TagValue> borrowed(const std::vector<Named>& tags) {
  std::vector<journey::TagValue> values;
  values.reserve(tags.size());
  for (const Named& tag : tags) values.push_back({tag.index, borrow(tag.value)});
  return values;
}

// Through an engine, one by one, as `wend run` does it: before an event everyone's time moves to just before it.
class ThroughEngine {
 public:
  ThroughEngine(const Bank& bank, const engine::NativeLibrary* native) : bank_(bank), native_(native) {}

  Result<Decided> run(const Story& story) {
    engine::Options options{
        .limits = story.limits, .predicates = nullptr, .keep_firings = true, .name_lists = story.lists};
    Result<engine::Engine> made = engine::Engine::make(story.program, options);
    if (!made) return made.error();
    engine_.emplace(*std::move(made));
    const Status done = play(story);
    if (!done) return done.error();
    collect();
    return std::move(decided_);
  }

 private:
  Status play(const Story& story) {
    judge_by_native(story.program);
    for (const Customer& customer : story.customers) {
      const layout::RowLayout& layout = engine_->tag_layout();
      const std::vector<std::byte> row = row_of(layout, customer.tags);
      const Status loaded = engine_->load(customer.id, story.loaded, {&layout, row.data()});
      if (!loaded) return loaded;
    }
    if (!story.customers.empty()) last_ = story.loaded;
    for (const Happening& happening : story.happenings) {
      const Status done = std::visit([this](const auto& one) { return take(one); }, happening);
      if (!done) return done;
    }
    const std::optional<Instant> end = story.until ? story.until : last_;
    return end ? engine_->advance(*end) : Status(Done{});
  }

  Status move_before(Instant time) {
    if (last_ && time <= *last_) return Done{};
    const Status advanced = last_ ? engine_->advance(time - 1) : Status(Done{});
    last_ = time;
    collect();
    return advanced;
  }

  Status take(const ReadEvent& event) {
    const Status moved = move_before(event.time);
    if (!moved) return moved;
    const layout::RowLayout& layout = engine_->event_layout(event.type);
    const std::vector<std::byte> row = row_of(layout, event.fields);
    return engine_->apply(event.customer, {event.id, event.type, event.time, {&layout, row.data()}});
  }

  Status take(const Update& update) {
    const Status moved = move_before(update.time);
    if (!moved) return moved;
    return engine_->update(update.customer, {update.id, update.time, borrowed(update.tags)});
  }

  Status take(const Clock& clock) {
    last_ = last_ ? std::max(*last_, clock.time) : clock.time;
    return engine_->advance(clock.time);
  }

  Status take(const Publish& publish) {
    const Status published = engine_->publish(publish.program);
    if (published) judge_by_native(publish.program);
    return published;
  }

  // What cannot be compiled is left to the reference.
  void judge_by_native(const std::shared_ptr<const ir::Program>& program) {
    if (native_ == nullptr) return;
    std::span<const layout::RowLayout> events;
    if (!program->schema->events.empty()) events = {&engine_->event_layout(0), program->schema->events.size()};
    auto native = engine::NativePredicates::compile(*native_, program,
                                                    engine::requests_of(*program, engine_->tag_layout(), events));
    if (native) engine_->judge_by(std::make_shared<engine::NativePredicates>(*std::move(native)));
  }

  void collect() {
    for (const journey::Effect& effect : engine_->take_effects()) decided_.add(bank_, effect);
    for (const engine::CustomerFiring& firing : engine_->take_firings()) {
      decided_.firings.push_back({firing.customer, firing.trigger, firing.time});
    }
  }

  const Bank& bank_;
  const engine::NativeLibrary* native_;
  std::optional<engine::Engine> engine_;
  std::optional<Instant> last_;
  Decided decided_;
};

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
      if (std::holds_alternative<Publish>(happening)) return false;
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

  void add(const Publish&) {}  // `can` has ruled it out

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
  const Result<Story> story = StoryReader(programs_, **bank, of).read();
  if (!story) return fail({}, story.error().message);
  const Result<Decided> reference = ThroughEngine(**bank, nullptr).run(*story);
  if (!reference) return fail("reference", reference.error().message);
  ++compared_.reference;
  if (const auto difference = compare(**bank, of, *reference)) fail("reference", *difference);
  if (native_) {
    ++compared_.native;
    const Result<Decided> native = ThroughEngine(**bank, &*native_).run(*story);
    if (!native || *native != *reference)
      fail("native", native ? contrast(*reference, *native) : native.error().message);
  }
  if (!AtOnce::can(*story)) return;
  ++compared_.at_once;
  const Result<Decided> at_once = AtOnce(**bank).run(*story);
  if (!at_once || *at_once != *reference) {
    fail("all inputs at once", at_once ? contrast(*reference, *at_once) : at_once.error().message);
  }
}

}  // namespace wend::conformance
