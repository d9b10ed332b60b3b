// Expressions and their values, by the reference evaluator and by native code.
#include <algorithm>
#include <deque>
#include <numeric>

#include "compiler/layout/row_layout.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "runtime/eval/customer_zone.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/flat.hpp"
#include "tests/conformance/runner/data.hpp"
#include "tests/conformance/runner/probe.hpp"
#include "tests/conformance/runner/run.hpp"

namespace wend::conformance {
namespace {

// A customer at an instant, as the evaluator reads one.
struct Situation {
  std::vector<std::byte> tags;
  std::deque<std::vector<std::byte>> rows;
  std::vector<std::vector<eval::Event>> events;  // by event type
  std::vector<eval::EventLog> history;
  const eval::Event* handled = nullptr;
  std::string customer;
  std::shared_ptr<const lists::NameLists> lists;
  Instant now = 0;
};

struct Layouts {
  explicit Layouts(const schema::Schema& schema) {
    std::vector<schema::TagIndex> all(schema.tags.size());
    std::iota(all.begin(), all.end(), 0U);
    tags = layout::tag_layout(schema, all);
    for (const schema::Event& event : schema.events) events.push_back(layout::event_layout(event));
  }
  layout::RowLayout tags;
  std::vector<layout::RowLayout> events;
};

Status add_events(const Bank& bank, const Layouts& layouts, const Json& events, bool is_handled, Situation& made) {
  const ReadEvent* last = nullptr;
  std::vector<ReadEvent> all;
  for (const Json& event : events) {
    Result<ReadEvent> read = read_event(bank, event, "1");
    if (!read) return read.error();
    all.push_back(*std::move(read));
  }
  if (!all.empty()) last = &all.back();
  // The order of arrival stays among events of one instant.
  std::vector<const ReadEvent*> ordered;
  for (const ReadEvent& event : all) ordered.push_back(&event);
  std::ranges::stable_sort(ordered, {}, &ReadEvent::time);
  std::size_t handled = 0;
  for (const ReadEvent* event : ordered) {
    const layout::RowLayout& layout = layouts.events[event->type];
    made.rows.push_back(row_of(layout, event->fields));
    if (event == last) handled = made.events[event->type].size();
    made.events[event->type].push_back({event->type, event->time, {&layout, made.rows.back().data()}});
  }
  if (is_handled && last != nullptr) made.handled = &made.events[last->type][handled];
  return Done{};
}

Status fill(const Bank& bank, const Layouts& layouts, const Case& of, Situation& made) {
  const Result<Instant> now = read_time(bank, of.members.value("now", Json("2026-03-02 10:00")));
  if (!now) return now.error();
  made.now = *now;
  const Result<std::vector<Named>> tags = read_tags(bank, of.members.value("tags", Json::object()));
  if (!tags) return tags.error();
  made.tags = row_of(layouts.tags, *tags);
  made.customer = of.members.value("customer", std::string("1"));
  Result<std::shared_ptr<const lists::NameLists>> lists = read_lists(bank, of);
  if (!lists) return lists.error();
  made.lists = *std::move(lists);
  made.events.resize(bank.schema->events.size());
  const Status added =
      add_events(bank, layouts, of.members.value("events", Json::array()), of.members.value("handled", false), made);
  if (!added) return added;
  for (std::size_t type = 0; type < made.events.size(); ++type) {
    made.history.push_back({made.events[type], bank.schema->events[type].complete_since});
  }
  return Done{};
}

}  // namespace

// The cases that share a program.
class ValueCases {
 public:
  ValueCases(Runner& runner, Compiled& compiled, std::vector<Failure>& failures)
      : runner_(runner), compiled_(compiled), bank_(compiled.bank()), layouts_(*bank_.schema), failures_(failures) {}

  void run(const std::vector<const Case*>& cases) {
    for (const Case* one : cases) prepare(*one);
    build_conditions();
    const Result<std::shared_ptr<const ir::Program>> loaded = through_bytes(compiled_.checked().program);
    if (!loaded) return fail(*cases.front(), "bytes", loaded.error().message);
    program_ = *loaded;
    for (const Prepared& one : prepared_) judge_by_reference(one);
    if (runner_.evaluator_) judge_by_evaluator();
    if (runner_.native_) judge_by_native();
  }

 private:
  struct Prepared {
    const Case* of = nullptr;
    check::CheckedExpression expression;
    OwnedValue expected;
    Situation situation;
    Probe probe;
  };

  void fail(const Case& of, std::string executor, std::string what) {
    failures_.push_back({of.name, std::move(executor), std::move(what)});
  }

  void prepare(const Case& of) {
    diagnostics::Sink sink;
    const auto expression = compiled_.add(of.members.at("expression").get<std::string>(), sink);
    if (!expression) return fail(of, {}, "\n" + said(sink, compiled_.sources()));
    const std::string type = schema::describe(*bank_.schema, expression->type);
    if (of.has("type") && of.members.at("type") != type) return fail(of, "check", "its type is " + type);
    Result<OwnedValue> expected = read_value(bank_, of.members.at("value"), expression->type);
    if (!expected) return fail(of, {}, "the expected value: " + expected.error().message);
    Prepared& made = prepared_.emplace_back();
    made.of = &of;
    made.expression = *expression;
    made.expected = *std::move(expected);
    const Status filled = fill(bank_, layouts_, of, made.situation);
    if (filled) return;
    fail(of, {}, filled.error().message);
    prepared_.pop_back();
  }

  void build_conditions() {
    ir::Builder build(compiled_.checked().program);
    for (Prepared& one : prepared_) one.probe = probe_of(build, one.expression, one.expected);
  }

  [[nodiscard]] eval::Inputs inputs(const Situation& situation) const {
    eval::Inputs inputs;
    inputs.tags = {&layouts_.tags, situation.tags.data()};
    inputs.history = situation.history;
    inputs.handled = situation.handled;
    inputs.customer = situation.customer;
    inputs.name_lists = situation.lists.get();
    inputs.now = situation.now;
    inputs.zone = eval::customer_zone(*bank_.schema, inputs.tags, bank_.zone);
    return inputs;
  }

  void judge_by_reference(const Prepared& one) {
    ++runner_.compared_.reference;
    const Value came = eval::evaluate(*program_, one.expression.id, inputs(one.situation));
    if (same(came, borrow(one.expected))) return;
    fail(*one.of, "reference",
         "expected " + shown(bank_, one.expected, one.expression.type) + ", came " +
             shown(bank_, own(came), one.expression.type));
  }

  void judge_by_evaluator() {
    for (const Prepared& one : prepared_) {
      ++runner_.compared_.evaluator;
      const flat::Code code = flat::Code::compile(*program_, one.probe.condition, {.tags = &layouts_.tags});
      if (code.judge(inputs(one.situation)) == one.probe.truth) continue;
      fail(*one.of, "evaluator", "its value is not " + shown(bank_, one.expected, one.expression.type));
    }
  }

  void judge_by_native() {
    std::vector<layout::NativeRequest> requests;
    for (const Prepared& one : prepared_) {
      requests.push_back({.condition = one.probe.condition, .tags = &layouts_.tags, .events = {}});
    }
    const auto native = engine::NativePredicates::compile(*runner_.native_, program_, requests);
    for (const Prepared& one : prepared_) {
      const eval::Inputs situation = inputs(one.situation);
      if (!native || !native->covers(one.probe.condition, situation)) {
        const bool asks_list = !ir::uses(*program_, {&one.probe.condition, 1}).name_lists.empty();
        runner_.leave_out(*one.of, "native",
                          asks_list ? "it asks a name list" : "code generation refuses the expression");
        continue;
      }
      ++runner_.compared_.native;
      const Truth came = native->judge(*program_, one.probe.condition, situation);
      if (came == one.probe.truth) continue;
      fail(*one.of, "native", "its value is not " + shown(bank_, one.expected, one.expression.type));
    }
  }

  Runner& runner_;
  Compiled& compiled_;
  const Bank& bank_;
  Layouts layouts_;
  std::vector<Failure>& failures_;
  std::deque<Prepared> prepared_;
  std::shared_ptr<const ir::Program> program_;
};

void Runner::run_values(const std::vector<const Case*>& cases, std::vector<Failure>& failures) {
  const Case& first = *cases.front();
  const Result<const Bank*> bank = programs_.bank(first.schema);
  if (!bank) return failures.push_back({first.name, {}, bank.error().message});
  Compiled compiled(**bank, first.program);
  if (compiled.has_errors()) {
    return failures.push_back({first.name, {}, "\n" + said(compiled.sink(), compiled.sources())});
  }
  ValueCases(*this, compiled, failures).run(cases);
}

}  // namespace wend::conformance
