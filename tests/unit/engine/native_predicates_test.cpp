#include "runtime/engine/native_predicates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "compiler/ir/builder.hpp"

namespace wend::engine {
namespace {

using ir::Operation;
using layout::NativeAnswer;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);
constexpr Type kDate = type_of(TypeKind::date);
constexpr Type kText = type_of(TypeKind::text);
constexpr Type kTexts = set_of_text();
constexpr Type kMoney = money_in(0);

// A bank of one tag and two events; deposits carry an amount, a city and words.
class NativePredicatesTest : public testing::Test {
 protected:
  NativePredicatesTest() {
    schema_->tags.resize(1);
    schema_->tags[0].type = kDate;
    schema_->events = {event({kMoney, kText, kTexts}), event({})};
    program_->schema = schema_;
    tags_ = layout::dense_layout(std::vector{kDate});
    for (const schema::Event& type : schema_->events) events_.push_back(layout::event_layout(type));
    inputs_.now = *parse_time("2026-03-10T12:00:00Z", Zone::utc());
  }

  static schema::Event event(const std::vector<Type>& types) {
    schema::Event made;
    for (const Type& type : types) made.fields.emplace_back().type = type;
    return made;
  }

  ir::ExpressionId make(Operation operation, std::initializer_list<ir::ExpressionId> operands) {
    return build_.make(operation, kBoolean, operands);
  }
  ir::ExpressionId amount_above(std::int64_t limit, ir::Slot slot = ir::Slot::matched) {
    return make(Operation::less,
                {build_.constant(kMoney, limit), build_.leaf(Operation::event_field, kMoney, 0, slot)});
  }
  ir::ExpressionId window(ir::Aggregate aggregate, Type type, std::optional<schema::FieldIndex> field = {}) {
    ir::Window made;
    made.aggregate = aggregate;
    made.field = field;
    made.type = type;
    return build_.window(made);
  }

  ir::ExpressionId moment(ir::Moment::Base base) {
    ir::Moment made;
    made.base = base;
    return build_.moment(made);
  }
  void add_pattern(schema::EventIndex event, ir::ExpressionId where) {
    ir::Pattern& pattern = program_->patterns.emplace_back();
    pattern.event = event;
    pattern.where = where;
  }

  eval::Event deposit(std::int64_t amount, std::string_view city, const std::vector<std::string>& words) {
    std::vector<std::byte>& row = rows_.emplace_back();
    layout::append_row(events_[0], std::vector<Value>{amount, city, Texts(words)}, row);
    return {0, inputs_.now - kHour, {&events_[0], row.data()}};
  }

  NativePredicates compile(std::span<const layout::NativeRequest> requests) {
    const Result<NativeLibrary> library = NativeLibrary::open();
    if (!library) ADD_FAILURE() << library.error().message;
    Result<NativePredicates> made = NativePredicates::compile(*library, program_, requests);
    if (!made) ADD_FAILURE() << made.error().message;
    return std::move(*made);
  }

  NativePredicates compile_for(NativeAnswer answer) {
    std::vector<layout::NativeRequest> requests = requests_of(*program_, tags_, events_);
    for (layout::NativeRequest& request : requests) request.answer = answer;
    return compile(requests);
  }

  // What all ways to ask say; the condition must have been compiled for the inputs.
  Truth judge(ir::ExpressionId condition) {
    const NativePredicates native = compile_for(NativeAnswer::truth);
    EXPECT_TRUE(native.covers(condition, inputs_));
    const Truth truth = native.judge(*program_, condition, inputs_);
    EXPECT_EQ(truth, eval::judge(*program_, condition, inputs_)) << ir::to_text(*program_, condition);
    EXPECT_EQ(truth, NativeCaller(native, inputs_.now, inputs_.zone).judge(condition, inputs_));
    const NativePredicates asked = compile_for(NativeAnswer::holds);
    EXPECT_TRUE(asked.covers(condition, inputs_, NativeAnswer::holds));
    EXPECT_FALSE(asked.covers(condition, inputs_));
    const bool holds = asked.holds(*program_, condition, inputs_);
    EXPECT_EQ(holds, truth == Truth::yes) << ir::to_text(*program_, condition);
    EXPECT_EQ(holds, NativeCaller(asked, inputs_.now, inputs_.zone).holds(condition, inputs_));
    return truth;
  }

  // What the condition is asked by the program's requests, of which it has one.
  NativeAnswer asked_of(ir::ExpressionId condition) {
    const std::vector<layout::NativeRequest> requests = requests_of(*program_, tags_, events_);
    EXPECT_EQ(std::ranges::count(requests, condition, &layout::NativeRequest::condition), 1);
    return std::ranges::find(requests, condition, &layout::NativeRequest::condition)->answer;
  }

  void add_segment(ir::ExpressionId condition) { program_->segments.push_back({"", "", condition}); }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  std::shared_ptr<ir::Program> program_ = std::make_shared<ir::Program>();
  ir::Builder build_{*program_};
  layout::RowLayout tags_;
  std::vector<layout::RowLayout> events_;
  std::vector<std::vector<std::byte>> rows_;
  eval::Inputs inputs_;
};

TEST_F(NativePredicatesTest, HandMomentsOver) {
  moment(ir::Moment::Base::year);
  const ir::ExpressionId today = moment(ir::Moment::Base::today);
  const ir::ExpressionId is_today = make(Operation::equal, {build_.leaf(Operation::tag, kDate, 0), today});
  add_segment(is_today);
  std::vector<std::byte> row;
  layout::append_row(tags_, std::vector<Value>{std::int64_t{*parse_date("2026-03-11")}}, row);
  inputs_.tags = {&tags_, row.data()};
  EXPECT_EQ(judge(is_today), Truth::no);
  inputs_.zone = *Zone::named("Asia/Shanghai");
  inputs_.now += 4 * kHour;
  EXPECT_EQ(judge(is_today), Truth::yes);
}

TEST_F(NativePredicatesTest, HandWindowsOfEveryFormOver) {
  const std::vector<std::string> words = {"rent", "工资"};
  const std::vector<eval::Event> log = {deposit(50, "上海", words), deposit(70, "", {})};
  const std::vector<eval::EventLog> history = {{log, {}}, {}};
  const auto is = [&](ir::ExpressionId value, const Type& type, OwnedValue expected) {
    return make(Operation::equal, {value, build_.constant(type, std::move(expected))});
  };
  const ir::ExpressionId all =
      make(Operation::conjunction, {is(window(ir::Aggregate::count, kInteger), kInteger, std::int64_t{2}),
                                    is(window(ir::Aggregate::happened, kBoolean), kBoolean, true),
                                    is(window(ir::Aggregate::first, kText, 1), kText, std::string("上海")),
                                    is(window(ir::Aggregate::latest, kText, 1), kText, std::string()),
                                    is(window(ir::Aggregate::first, kTexts, 2), kTexts, words),
                                    is(window(ir::Aggregate::sum, kMoney, 0), kMoney, std::int64_t{120})});
  add_segment(all);
  EXPECT_EQ(judge(all), Truth::unknown);
  inputs_.history = history;
  EXPECT_EQ(judge(all), Truth::yes);
}

TEST_F(NativePredicatesTest, CompileAPatternForItsEventAndTheJourneysEntry) {
  const ir::ExpressionId both = make(Operation::conjunction, {amount_above(10), amount_above(20, ir::Slot::entered)});
  add_pattern(0, both);
  ir::Journey& journey = program_->journeys.emplace_back();
  journey.exit_on = {0};
  journey.has_entry_event = true;
  const eval::Event small = deposit(15, "", {});
  const eval::Event large = deposit(25, "", {});
  inputs_.events = {&small, &large, nullptr};
  EXPECT_EQ(judge(both), Truth::yes);
  inputs_.events = {&large, &small, nullptr};
  EXPECT_EQ(judge(both), Truth::no);
  inputs_.events = {&large, nullptr, nullptr};
  EXPECT_EQ(judge(both), Truth::unknown);
}

TEST_F(NativePredicatesTest, CompileAConditionOnceForEachCombinationOfEvents) {
  add_pattern(0, amount_above(10));
  add_pattern(0, amount_above(10));
  add_segment(build_.constant(kBoolean, true));
  EXPECT_EQ(requests_of(*program_, tags_, events_).size(), 2U);
}

TEST_F(NativePredicatesTest, AskOnlyWhetherAConditionHoldsWhereNobodyTellsFalseFromUnknown) {
  const auto is_day = [&](std::int64_t day) {
    return make(Operation::equal, {build_.leaf(Operation::tag, kDate, 0), build_.constant(kDate, day)});
  };
  add_segment(is_day(1));
  EXPECT_EQ(asked_of(is_day(1)), NativeAnswer::holds);
  add_pattern(0, amount_above(10));
  EXPECT_EQ(asked_of(amount_above(10)), NativeAnswer::holds);
  // What was unknown has not turned true.
  program_->patterns.emplace_back().change.condition = is_day(1);
  EXPECT_EQ(asked_of(is_day(1)), NativeAnswer::truth);
  ir::Step& step = program_->journeys.emplace_back().steps.emplace_back();
  step.action = ir::Choose{.branches = {{is_day(2), 1}}, .otherwise = 1, .unknown = 1};
  EXPECT_EQ(asked_of(is_day(2)), NativeAnswer::holds);
  std::get<ir::Choose>(step.action).unknown = 2;
  EXPECT_EQ(asked_of(is_day(2)), NativeAnswer::truth);
}

TEST_F(NativePredicatesTest, AskForTheTruthOfWhatReadsHistory) {
  const ir::ExpressionId few =
      make(Operation::less, {window(ir::Aggregate::count, kInteger), build_.constant(kInteger, std::int64_t{3})});
  add_segment(few);
  EXPECT_EQ(asked_of(few), NativeAnswer::truth);
  EXPECT_TRUE(reads_of(*program_, few, NativeAnswer::truth).windows_may_wait);
  EXPECT_FALSE(reads_of(*program_, few, NativeAnswer::holds).windows_may_wait);
}

TEST_F(NativePredicatesTest, KnowAnEventWithoutFieldsFromNone) {
  const ir::ExpressionId there =
      make(Operation::known, {build_.leaf(Operation::event_time, type_of(TypeKind::time), 0)});
  add_pattern(1, there);
  const eval::Event login{1, inputs_.now, {&events_[1], nullptr}};
  inputs_.events[0] = &login;
  EXPECT_EQ(judge(there), Truth::yes);
  inputs_.events[0] = nullptr;
  EXPECT_EQ(judge(there), Truth::no);
}

TEST_F(NativePredicatesTest, WaitForWindowsOnlyWhereTheAnswerStays) {
  const ir::ExpressionId count = window(ir::Aggregate::count, kInteger);
  const ir::ExpressionId few = make(Operation::less, {count, build_.constant(kInteger, std::int64_t{3})});
  const ir::ExpressionId unheard = make(Operation::negation, {make(Operation::known, {count})});
  const ir::ExpressionId either = build_.make(Operation::fallback, kBoolean, {few, build_.constant(kBoolean, false)});
  const ir::ExpressionId today = make(Operation::known, {moment(ir::Moment::Base::today)});
  EXPECT_TRUE(reads_of(*program_, make(Operation::conjunction, {few, today})).windows_may_wait);
  EXPECT_FALSE(reads_of(*program_, unheard).windows_may_wait);
  EXPECT_FALSE(reads_of(*program_, either).windows_may_wait);
  for (const ir::ExpressionId condition : {few, unheard, either}) add_segment(condition);
  const std::vector<eval::EventLog> history(2);
  inputs_.history = history;
  EXPECT_EQ(judge(few), Truth::yes);
  EXPECT_EQ(judge(unheard), Truth::no);
  EXPECT_EQ(judge(either), Truth::yes);
}

TEST_F(NativePredicatesTest, AnswerWithoutWindowsWhereTheyDoNotMatter) {
  const ir::ExpressionId few =
      make(Operation::less, {window(ir::Aggregate::count, kInteger), build_.constant(kInteger, std::int64_t{3})});
  const ir::ExpressionId is_today =
      make(Operation::equal, {build_.leaf(Operation::tag, kDate, 0), moment(ir::Moment::Base::today)});
  const ir::ExpressionId both = make(Operation::conjunction, {few, is_today});
  add_segment(both);
  std::vector<std::byte> row;
  layout::append_row(tags_, std::vector<Value>{std::int64_t{0}}, row);
  inputs_.tags = {&tags_, row.data()};
  const std::vector<eval::EventLog> history(2);
  inputs_.history = history;
  EXPECT_EQ(judge(both), Truth::no);
}

TEST_F(NativePredicatesTest, AskNameLists) {
  schema_->lists.resize(2);
  const ir::ExpressionId customer = build_.leaf(Operation::customer, type_of(TypeKind::customer), 0);
  const ir::ExpressionId on_list = build_.make(Operation::on_list, kBoolean, {customer}, 1);
  add_segment(on_list);
  EXPECT_EQ(judge(on_list), Truth::unknown) << "no list is there, and no customer";
  inputs_.customer = "2873";
  EXPECT_EQ(judge(on_list), Truth::unknown) << "no list is there";
  lists::NameListBuilder names(schema_->lists[1]);
  ASSERT_TRUE(names.add("2873", {}));
  lists::NameLists lists(2);
  lists.set(1, std::make_shared<const lists::NameList>(std::move(names).finish()));
  inputs_.name_lists = &lists;
  EXPECT_EQ(judge(on_list), Truth::yes);
  inputs_.customer = "2874";
  EXPECT_EQ(judge(on_list), Truth::no);
}

TEST_F(NativePredicatesTest, SayWhatWasLeftOut) {
  const ir::ExpressionId list = build_.leaf(Operation::tag, type_of(TypeKind::list), 0);
  const ir::ExpressionId known = make(Operation::known, {list});
  const ir::ExpressionId always = build_.constant(kBoolean, true);
  add_segment(known);
  add_segment(always);
  const NativePredicates native = compile(requests_of(*program_, tags_, events_));
  ASSERT_EQ(native.left_out().size(), 1U);
  EXPECT_EQ(native.left_out()[0].message, "condition 1 reads a value of a type that has no native form");
  EXPECT_FALSE(native.covers(known, inputs_, NativeAnswer::holds));
  EXPECT_TRUE(native.covers(always, inputs_, NativeAnswer::holds));
  const layout::NativeRequest request{.condition = known};
  EXPECT_FALSE(NativePredicates::compile(*NativeLibrary::open(), program_, std::span(&request, 1)));
}

TEST_F(NativePredicatesTest, LeaveToTheReferenceWhatWasNotCompiled) {
  const ir::ExpressionId above = amount_above(10);
  add_pattern(0, above);
  const NativePredicates native = compile(requests_of(*program_, tags_, events_));
  const eval::Event large = deposit(25, "", {});
  const layout::RowLayout moved = events_[0];
  eval::Event elsewhere = large;
  elsewhere.fields.layout = &moved;
  inputs_.events[0] = &elsewhere;
  EXPECT_FALSE(native.covers(above, inputs_, NativeAnswer::holds));
  EXPECT_TRUE(native.holds(*program_, above, inputs_));
  const ir::Program other = *program_;
  inputs_.events[0] = &large;
  EXPECT_TRUE(native.covers(above, inputs_, NativeAnswer::holds));
  EXPECT_TRUE(native.holds(other, above, inputs_));
  EXPECT_EQ(native.judge(*program_, above, inputs_), Truth::yes) << "by the reference: only asked whether it holds";
}

}  // namespace
}  // namespace wend::engine
