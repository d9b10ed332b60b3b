// A little bank for the runtime's tests: its schema, and programs built by hand.
//
//     Bank bank;
//     ir::Journey& journey = bank.journey("welcome", bank.on(Bank::deposit));
//     bank.step(journey, "greeting", bank.send(Bank::offer));
//     const std::shared_ptr<const ir::Program> program = bank.publish();
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/patterns.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::tests {

inline const Zone& prague() {
  static const Zone zone = *Zone::named("Europe/Prague");
  return zone;
}

// `2026-03-02 10:00`, local time in Prague.
inline Instant at(std::string_view text) {
  std::string iso(text);
  iso[10] = 'T';
  if (iso.size() == 16) iso += ":00";
  return *parse_time(iso, prague());
}

inline std::int64_t money(std::int64_t crowns) {
  return crowns * decimal::kMoneyScale;
}

inline Value scalar(std::int64_t value) {
  return value;
}

class Bank {
 public:
  enum Tag : schema::TagIndex { gold, aum, consent, personal_consent, visit_at, holdings };
  enum Event : schema::EventIndex { deposit, purchase, login, closed, opened, granted, refused };
  enum Message : std::uint32_t { offer, notice };
  using Id = ir::ExpressionId;

  Bank() : schema_(describe()) { start(); }

  ir::Builder& build() { return *build_; }
  ir::Program& program() { return *program_; }
  // Of the voucher, for the program being built: it gets a schema of its own.
  void set_budget(std::int64_t budget) {
    auto changed = std::make_shared<schema::Schema>(*schema_);
    changed->benefits.front().budget = budget;
    schema_ = changed;
    program_->schema = schema_;
  }
  // The program as built so far; the next one starts empty, for the same bank.
  std::shared_ptr<const ir::Program> publish() {
    std::shared_ptr<const ir::Program> done = program_;
    start();
    return done;
  }

  Id tag(Tag index) { return build().leaf(ir::Operation::tag, schema_->tags[index].type, index); }
  Id field(Event event, schema::FieldIndex index, ir::Slot slot = ir::Slot::matched) {
    return build().leaf(ir::Operation::event_field, schema_->events[event].fields[index].type, index, slot);
  }
  // The value of the holding in a slot of records.
  Id value_of_record(std::uint32_t slot) {
    return build().leaf(ir::Operation::record_field, money_in(0), ir::index_of({.of = slot, .field = 1}));
  }
  // A list of holdings with these values; their ids are 0, 1, ….
  [[nodiscard]] OwnedValue holdings_of(const std::vector<std::int64_t>& values) const {
    const layout::RowLayout layout = layout::record_layout(schema_->lists.front());
    OwnedRecords records;
    for (const std::int64_t value : values) {
      const std::string id = std::to_string(records.rows.size());
      const std::vector<Value> fields{std::string_view(id), scalar(money(value))};
      std::vector<std::byte> row;
      layout::append_row(layout, fields, row);
      records.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
    }
    return records;
  }
  Id amount(ir::Slot slot = ir::Slot::matched) { return field(deposit, 0, slot); }
  Id purpose(ir::Slot slot = ir::Slot::matched) { return field(deposit, 1, slot); }
  Id crowns(std::int64_t value) { return build().constant(money_in(0), OwnedValue{money(value)}); }
  Id text(std::string value) { return build().constant(type_of(TypeKind::text), OwnedValue{std::move(value)}); }
  Id integer(std::int64_t value) { return build().constant(type_of(TypeKind::integer), OwnedValue{value}); }
  Id make(ir::Operation operation, std::initializer_list<Id> operands) {
    return build().make(operation, type_of(TypeKind::boolean), operands);
  }
  Id is_at_least(Id left, Id right) { return make(ir::Operation::less_equal, {right, left}); }
  // `purpose = NAME`, of the contact that a policy judges.
  Id is_for_purpose(std::string purpose) {
    const auto part = static_cast<std::uint32_t>(ir::ContactPart::purpose);
    const Id asked = build().leaf(ir::Operation::contact, type_of(TypeKind::text), part);
    return make(ir::Operation::equal, {asked, text(std::move(purpose))});
  }
  Id is_not(Id condition) { return make(ir::Operation::negation, {condition}); }

  // `count(EVENT where …, last N days)`, whole local days.
  Id count_of_days(Event event, std::int32_t days, Id where = ir::kNone) {
    const Id from = build().moment({.base = ir::Moment::Base::today, .offset = {0, 1 - days, 0}, .as_time = true});
    return count(event, where, from, {.period = {0, days, 0}}, false);
  }
  // `count(EVENT, last N hours)`, rolling.
  Id count_of_hours(Event event, std::int64_t hours) {
    const Id from =
        build().moment({.base = ir::Moment::Base::now, .offset = {}, .duration = -hours * kHour, .as_time = true});
    return count(event, ir::kNone, from, {.period = {}, .duration = hours * kHour}, true);
  }

  ir::PatternIndex on(Event event, Id where = ir::kNone, Id when = ir::kNone) {
    ir::Pattern& pattern = program_->patterns.emplace_back();
    pattern.event = event;
    pattern.where = where;
    pattern.when = when;
    return last_pattern();
  }
  ir::PatternIndex no(Event event, const ir::Span& silence, Id where = ir::kNone, Id when = ir::kNone) {
    program_->patterns.push_back({.kind = ir::Pattern::Kind::absence,
                                  .event = event,
                                  .where = where,
                                  .when = when,
                                  .silence_period = silence.period,
                                  .silence_duration = silence.duration});
    return last_pattern();
  }
  ir::PatternIndex sequence(std::vector<ir::Stage> stages, Id when = ir::kNone) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::sequence;
    pattern.stages = std::move(stages);
    pattern.when = when;
    for (const ir::Stage& stage : pattern.stages) {
      if (stage.where != ir::kNone && is_key(stage.where)) pattern.keys = {0};
    }
    return add(std::move(pattern));
  }
  // The condition turns true, or the value is another.
  ir::PatternIndex turns(Id condition, bool from_unknown = false) {
    return change({.value = ir::kNone, .condition = condition, .from_unknown = from_unknown});
  }
  ir::PatternIndex changes(Id value) { return change({.value = value, .condition = ir::kNone, .from_unknown = false}); }
  ir::PatternIndex every(const Schedule& schedule) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::schedule;
    pattern.schedule = schedule;
    return add(std::move(pattern));
  }
  ir::PatternIndex any(std::vector<ir::PatternIndex> alternatives, Id when = ir::kNone) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::any;
    pattern.alternatives = std::move(alternatives);
    pattern.when = when;
    return add(std::move(pattern));
  }
  void trigger(std::string name, ir::PatternIndex pattern) {
    program_->triggers.push_back({.name = std::move(name), .label = {}, .pattern = pattern});
  }

  // Valid until the next journey is made.
  ir::Journey& journey(std::string name, ir::PatternIndex pattern) {
    ir::Journey& made = program_->journeys.emplace_back();
    made.name = std::move(name);
    made.on = {pattern};
    made.purpose = "marketing";
    made.start = 0;
    const std::optional<schema::EventIndex> last = ir::last_event(program_->patterns[pattern]);
    made.entry_event = last.value_or(0);
    made.has_entry_event = last.has_value();
    return made;
  }
  template <typename Action>
  static void step(ir::Journey& journey, std::string name, Action action) {
    journey.steps.push_back({.name = std::move(name), .named = true, .action = std::move(action)});
  }
  static ir::Send send(Message message, ir::StepIndex next = ir::kEnd) {
    return {.channel = 0, .message = message, .arguments = {}, .next = next};
  }
  static ir::Send post(ir::StepIndex next = ir::kEnd) {
    return {.channel = 1, .message = 0, .arguments = {}, .next = next};
  }
  static ir::Place place(const ir::Span& lasts, ir::StepIndex next = ir::kEnd) {
    return {.slot = 0, .message = 0, .arguments = {}, .lasts = lasts, .next = next};
  }
  static ir::Grant grant_and_wait(ir::StepIndex on_granted, ir::StepIndex on_refused, ir::StepIndex next) {
    return {.benefit = 0,
            .arguments = {},
            .next = next,
            .awaits_answer = true,
            .granted = granted,
            .refused = refused,
            .on_granted = on_granted,
            .on_refused = on_refused};
  }
  static ir::Span days(std::int32_t days) { return {.period = {0, days, 0}, .duration = 0}; }
  static ir::Span hours(std::int64_t hours) { return {.period = {}, .duration = hours * kHour}; }

 private:
  static std::shared_ptr<const schema::Schema> describe() {
    auto schema = std::make_shared<schema::Schema>();
    schema->name = "little bank";
    schema->zone = "Europe/Prague";
    schema->lateness.period = {0, 3, 0};
    schema->currencies = {"CZK"};
    const Type crowns = money_in(0);
    const Type yes_or_no = type_of(TypeKind::boolean);
    add_tag(*schema, "gold", yes_or_no);
    add_tag(*schema, "aum", crowns);
    add_tag(*schema, "consent", yes_or_no);
    add_tag(*schema, "personal_consent", yes_or_no);
    add_tag(*schema, "visit_at", type_of(TypeKind::time));
    add_tag(*schema, "holdings", {.kind = TypeKind::list, .detail = 0});
    schema::List& holding = schema->lists.emplace_back();
    holding.name = "holding";
    holding.fields.resize(2);
    holding.fields[0].name = "id";
    holding.fields[0].type = type_of(TypeKind::text);
    holding.fields[1].name = "value";
    holding.fields[1].type = crowns;
    holding.key = 0;
    add_event(*schema, "deposit", {{"amount", crowns}, {"purpose", type_of(TypeKind::text)}});
    add_event(*schema, "purchase", {{"amount", crowns}, {"kind", type_of(TypeKind::text)}});
    add_event(*schema, "login", {});
    add_event(*schema, "closed", {});
    for (const char* outcome : {"opened", "granted", "refused"}) {
      add_event(*schema, outcome, {{"message", type_of(TypeKind::text)}, {"effect", type_of(TypeKind::text)}});
    }
    add_outputs(*schema);
    schema->purposes = {"marketing", "service"};
    return schema;
  }
  static void add_tag(schema::Schema& schema, std::string name, const Type& type) {
    schema::Tag& tag = schema.tags.emplace_back();
    tag.name = std::move(name);
    tag.type = type;
  }
  static void add_event(schema::Schema& schema, std::string name,
                        const std::vector<std::pair<std::string, Type>>& fields) {
    schema::Event& event = schema.events.emplace_back();
    event.name = std::move(name);
    for (const auto& [field, type] : fields) {
      schema::Field& added = event.fields.emplace_back();
      added.name = field;
      added.type = type;
    }
  }
  static void add_outputs(schema::Schema& schema) {
    schema::Channel& wechat = schema.channels.emplace_back();
    wechat.name = "wechat";
    wechat.templates.resize(2);
    wechat.templates[offer].name = "offer";
    wechat.templates[offer].purpose = "marketing";
    wechat.templates[offer].parameters = {{.name = "amount", .type = money_in(0), .label = {}}};
    wechat.templates[notice].name = "notice";
    wechat.templates[notice].purpose = "service";
    schema::Channel& inbox = schema.channels.emplace_back();
    inbox.name = "inbox";
    inbox.contact = false;
    inbox.templates.emplace_back().name = "news";
    schema::Task& call = schema.tasks.emplace_back();
    call.name = "call";
    call.parameters = {{.name = "about", .type = type_of(TypeKind::text), .label = {}}};
    schema.benefits.emplace_back().name = "voucher";
    schema::Slot& banner = schema.slots.emplace_back();
    banner.name = "banner";
    banner.templates.emplace_back().name = "spring";
    banner.templates.front().purpose = "marketing";
  }

  void start() {
    program_ = std::make_shared<ir::Program>();
    program_->schema = schema_;
    build_ = std::make_unique<ir::Builder>(*program_);
  }
  Id count(Event event, Id where, Id from, const ir::Reach& reach, bool rolling) {
    ir::Window window;
    window.event = event;
    window.where = where;
    window.from = from;
    window.rolling = rolling;
    window.reach = reach;
    window.type = type_of(TypeKind::integer);
    return build().window(window);
  }
  // Whether a field must agree with the first event's.
  [[nodiscard]] bool is_key(Id where) const {
    return program_->at(where).operation == ir::Operation::equal &&
           program_->at(program_->operands_of(where)[1]).slot == ir::Slot::stage_1;
  }
  ir::PatternIndex change(const ir::Change& change) {
    ir::Pattern pattern;
    pattern.kind = ir::Pattern::Kind::change;
    pattern.change = change;
    return add(std::move(pattern));
  }
  ir::PatternIndex add(ir::Pattern pattern) {
    program_->patterns.push_back(std::move(pattern));
    return last_pattern();
  }
  [[nodiscard]] ir::PatternIndex last_pattern() const {
    return static_cast<ir::PatternIndex>(program_->patterns.size() - 1);
  }

  std::shared_ptr<const schema::Schema> schema_;
  std::shared_ptr<ir::Program> program_;
  std::unique_ptr<ir::Builder> build_;
};

}  // namespace wend::tests
