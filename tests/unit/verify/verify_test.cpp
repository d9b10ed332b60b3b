// A program that says something of everything, damaged in one place at a time. What is refused says why.
#include "compiler/verify/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::verify {
namespace {

using ir::Program;
using testing::HasSubstr;

const Program& whole_language() {
  static const Program program = [] {
    check::CheckedText text(check::contents_of(WEND_SOURCE_DIRECTORY "/tests/unit/verify/whole_language.wend"));
    EXPECT_EQ(text.said(), "");
    return std::move(text.checked.program);
  }();
  return program;
}

std::string error_of(const Program& program) {
  const Status status = verify(program);
  return status ? std::string() : status.error().message;
}

// The first expression of the operation.
ir::Expression& first(Program& program, ir::Operation operation) {
  return *std::ranges::find(program.expressions, operation, &ir::Expression::operation);
}
ir::ExpressionId id_of(const Program& program, ir::Operation operation) {
  return static_cast<ir::ExpressionId>(std::ranges::find(program.expressions, operation, &ir::Expression::operation) -
                                       program.expressions.begin());
}
ir::Pattern& first(Program& program, ir::Pattern::Kind kind) {
  return *std::ranges::find(program.patterns, kind, &ir::Pattern::kind);
}
// Of the first journey that has such a step.
template <typename Action>
Action& step(Program& program) {
  for (ir::Journey& journey : program.journeys) {
    for (ir::Step& one : journey.steps) {
      if (auto* action = std::get_if<Action>(&one.action)) return *action;
    }
  }
  ADD_FAILURE() << "the program has no such step";
  static Action none;
  return none;
}

struct Damage {
  const char* name;
  std::function<void(Program&)> make;
  const char* says;

  friend std::ostream& operator<<(std::ostream& out, const Damage& damage) { return out << damage.name; }
};

class Damaged : public testing::TestWithParam<Damage> {};

TEST_P(Damaged, IsRefusedAndSaysWhy) {
  Program program = whole_language();
  GetParam().make(program);
  EXPECT_THAT(error_of(program), HasSubstr(GetParam().says));
}

using ir::Operation;
using Kind = ir::Pattern::Kind;

const std::vector<Damage> kOfExpressions{
    {"Order", [](Program& p) { p.operands[first(p, Operation::less).first_operand] = id_of(p, Operation::less); },
     "an operand does not stand before it"},
    {"Arity", [](Program& p) { first(p, Operation::less).operand_count = 1; }, "another number of operands"},
    {"Operands", [](Program& p) { first(p, Operation::less).first_operand = 1'000'000; }, "outside of the program"},
    {"OperandType", [](Program& p) { p.operands[first(p, Operation::negation).first_operand] = 0; },
     "the operation takes or gives something else"},
    {"ResultType", [](Program& p) { first(p, Operation::known).type = type_of(TypeKind::integer); },
     "the operation takes or gives something else"},
    {"Type", [](Program& p) { first(p, Operation::tag).type = money_in(77); }, "the schema has no such type"},
    {"Tag", [](Program& p) { first(p, Operation::tag).index = 9'999; }, "the operation takes or gives something else"},
    {"Slot", [](Program& p) { first(p, Operation::tag).slot = ir::Slot::nested; }, "a slot that says nothing"},
    {"Index", [](Program& p) { first(p, Operation::known).index = 1; }, "an index that says nothing"},
    {"Twice", [](Program& p) { p.expressions.push_back(first(p, Operation::tag)); }, "it is there twice"},
    {"ConstantTwice", [](Program& p) { p.constants.push_back(p.constants.front()); }, "it is there twice"},
    {"Ordinal", [](Program& p) { p.constants.push_back({enumeration(0), std::int64_t{99}}); },
     "it is no value of its type"},
    {"Form", [](Program& p) { p.constants.push_back({type_of(TypeKind::date), true}); }, "it is no value of its type"},
    {"Unsorted", [](Program& p) { p.constants.push_back({set_of_text(), std::vector<std::string>{"b", "a"}}); },
     "it is no value of its type"},
    {"NotNormal", [](Program& p) { p.constants.push_back({type_of(TypeKind::text), std::string("e\xCC\x81")}); },
     "no UTF-8 in normal form C"},
    {"NotUtf8", [](Program& p) { p.segments.front().label = "\xFF"; }, "no UTF-8 in normal form C"},
};

const std::vector<Damage> kOfHistoryAndLists{
    {"Event", [](Program& p) { p.windows.front().event = 99; }, "the schema has no such event"},
    {"Field", [](Program& p) { p.windows.front().field = 99; }, "the event has no such field"},
    {"Result", [](Program& p) { p.windows.front().aggregate = ir::Aggregate::happened; }, "the type of its result"},
    {"Aggregate", [](Program& p) { p.windows.front().field = 1; }, "it aggregates what cannot be"},
    {"Where", [](Program& p) { p.windows.front().where = id_of(p, Operation::tag); }, "a condition is no truth"},
    {"From", [](Program& p) { p.windows.front().from = id_of(p, Operation::tag); }, "at what is no time"},
    {"Reach", [](Program& p) { p.windows.front().reach.period.days = 2; }, "farther than it says"},
    {"Candidate", [](Program& p) { p.windows.front().slot = ir::Slot::matched; }, "in a slot of others"},
    {"Ring",
     [](Program& p) {
       p.windows.front().where = static_cast<ir::ExpressionId>(p.expressions.size());
       p.expressions.push_back({.operation = Operation::known,
                                .type = type_of(TypeKind::boolean),
                                .first_operand = static_cast<std::uint32_t>(p.operands.size()),
                                .operand_count = 1});
       p.operands.push_back(id_of(p, Operation::window));
     },
     "a part does not stand before it"},
    {"List", [](Program& p) { p.selections.front().list = 0; }, "it is of no list"},
    {"Element", [](Program& p) { p.selections.front().slot = ir::kKeyRecord; }, "in a slot of others"},
};

const std::vector<Damage> kOfPatterns{
    {"AlternativeAfter", [](Program& p) { first(p, Kind::any).alternatives.front() = 9'999; },
     "do not stand before it"},
    {"NoAlternative", [](Program& p) { first(p, Kind::any).alternatives.clear(); }, "do not stand before it"},
    {"Silence", [](Program& p) { first(p, Kind::absence).silence_period = {}; }, "it is silent for no time"},
    {"Foreign", [](Program& p) { first(p, Kind::schedule).alias = "d"; }, "what its kind has not"},
    {"Keys", [](Program& p) { first(p, Kind::sequence).keys.clear(); }, "its runs have other keys"},
    {"Stages", [](Program& p) { first(p, Kind::sequence).stages.resize(1); }, "two parts to four"},
    {"Day", [](Program& p) { first(p, Kind::schedule).schedule.day = 32; }, "no such day or time"},
    {"Change", [](Program& p) { first(p, Kind::change).change.value = 0; }, "of a value or of a condition"},
    {"Scope", [](Program& p) { p.triggers[0].pattern = p.journeys[0].exit_on[0]; },
     "it reads an event that is not there"},
};

const std::vector<Damage> kOfDeclarations{
    {"Name", [](Program& p) { p.segments[1].name = p.segments[0].name; }, "its name is empty or taken"},
    {"Condition", [](Program& p) { p.segments[0].condition = 9'999; }, "refers to an expression that there is none of"},
    {"Pattern", [](Program& p) { p.goals[0].pattern = 9'999; }, "a pattern that there is none of"},
    {"SampleTwice", [](Program& p) { p.metrics[0].samples[1] = p.metrics[0].samples[0]; }, "a sample is taken twice"},
    {"Metric", [](Program& p) { p.metrics[0].type = type_of(TypeKind::integer); }, "it aggregates what cannot be"},
    {"Untimed", [](Program& p) { p.metrics[0].value = id_of(p, Operation::tag); }, "the customer where it may not"},
    {"Purpose", [](Program& p) { p.policies[0].consent[0].purpose = "fun"; }, "no such purpose"},
    {"Quiet", [](Program& p) { p.policies[0].quiet.push_back({8 * kHour, 22 * kHour, ir::Verdict::skip}); },
     "leave no time of the day"},
    {"CapTwice", [](Program& p) { p.policies[0].caps.push_back(p.policies[0].caps[0]); }, "a cap is there twice"},
    {"Medium", [](Program& p) { p.policies[0].caps[0].across[0].index = 99; }, "contacts nobody"},
    {"Reserve", [](Program& p) { p.policies[0].reservations[0].count = 3; }, "all that its caps allow"},
};

const std::vector<Damage> kOfJourneys{
    {"Version", [](Program& p) { p.journeys[0].version = 0; }, "no such version"},
    {"Entry", [](Program& p) { p.journeys[0].entry_event = 1; }, "entered by another event than it says"},
    {"Named", [](Program& p) { p.journeys[0].named.clear(); }, "no name for an event that is named"},
    {"Parameter", [](Program& p) { p.journeys[0].defaults[0] = ir::kNone; }, "one has no default"},
    {"Key", [](Program& p) { p.journeys[0].key->field = 99; }, "no field of its event keys"},
    {"RecordKey", [](Program& p) { p.journeys[3].key->field = 1; }, "another field keys the records"},
    {"Goal", [](Program& p) { p.journeys[0].goals[0].name = "sold"; }, "a goal that the program has not"},
    {"Study", [](Program& p) { p.journeys[0].studies[0].subject = "fun"; }, "what it does not measure"},
    {"Sensitive", [](Program& p) { p.journeys[0].uses_sensitive_tags = true; }, "whether it uses sensitive tags"},
    {"Newest", [](Program& p) { p.journeys[1].superseded = false; }, "whether it is the newest"},
    {"LeftOut", [](Program& p) { p.journeys[0].migrations[0].moves.clear(); }, "without a place"},
    {"MovedTo", [](Program& p) { p.journeys[0].migrations[0].moves[0].to = 99; }, "to where none rests"},
    {"Unentered",
     [](Program& p) {
       p.journeys[1].on.clear();
       p.journeys[1].entry_event = 0;
       p.journeys[1].has_entry_event = false;
     },
     "nothing enters it"},
    {"Ring",
     [](Program& p) {
       p.journeys[2].steps[0].action =
           ir::Start{.journey = 2, .arguments = {{0, p.journeys[0].defaults[0]}}, .next = 1};
     },
     "round in a ring"},
};

const std::vector<Damage> kOfSteps{
    {"Name", [](Program& p) { p.journeys[0].steps[1].name = p.journeys[0].steps[0].name; }, "is empty or taken"},
    {"Next", [](Program& p) { step<ir::Send>(p).next = 99; }, "goes on at a step that there is none of"},
    {"Backwards", [](Program& p) { step<ir::Set>(p).next = 0; }, "go round in a ring"},
    {"IntoALoop", [](Program& p) { step<ir::Set>(p).next = step<ir::Repeat>(p).body; }, "by another way than its head"},
    {"OutOfALoop", [](Program& p) { step<ir::Emit>(p).next = 0; }, "by another way than its head"},
    {"EndInALoop", [](Program& p) { step<ir::Emit>(p).next = ir::kEnd; }, "by another way than its head"},
    {"Loops", [](Program& p) { p.journeys[0].loops = 7; }, "another number of parts"},
    {"Loop", [](Program& p) { step<ir::Repeat>(p).loop = step<ir::Each>(p).loop; }, "no number of its own"},
    {"Stands", [](Program& p) { p.journeys[0].steps[0].loops = {9}; }, "a part that does not repeat it"},
    {"Start", [](Program& p) { p.journeys[2].start = 99; }, "starts at a step that there is none of"},
    {"Channel", [](Program& p) { step<ir::Send>(p).channel = 99; }, "no such channel"},
    {"Template", [](Program& p) { step<ir::Place>(p).message = 99; }, "no such template"},
    {"Missing", [](Program& p) { step<ir::Assign>(p).arguments.pop_back(); }, "an argument is missing"},
    {"Extra", [](Program& p) { step<ir::Emit>(p).arguments.push_back({99, 0}); }, "for no parameter"},
    {"Argument", [](Program& p) { step<ir::Emit>(p).arguments[0].value = id_of(p, Operation::negation); },
     "an argument is of another type"},
    {"Answer", [](Program& p) { step<ir::Grant>(p).granted = 0; }, "other events than those of grants"},
    {"Writable", [](Program& p) { step<ir::Set>(p).tag = 0; }, "a tag that it may not"},
    {"Times", [](Program& p) { step<ir::Repeat>(p).times = 101; }, "no such number of times"},
    {"Item", [](Program& p) { step<ir::Each>(p).slot = ir::kFirstItemRecord + 1; }, "in a slot of others"},
    {"Record", [](Program& p) { p.journeys[3].key.reset(); }, "it reads a record that is not there"},
    {"Sides", [](Program& p) { step<ir::Split>(p).sides.back().below = 9'000; }, "do not come to everyone"},
    {"Limit", [](Program& p) { step<ir::WaitFor>(p).limit = {}; }, "no time at all"},
    {"TimeOfDay", [](Program& p) { step<ir::WaitUntil>(p).time_of_day = kDay; }, "no time of day"},
    {"Branch", [](Program& p) { step<ir::Choose>(p).branches[0].condition = id_of(p, Operation::tag); },
     "a condition is no truth"},
};

std::string name_of(const testing::TestParamInfo<Damage>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Expressions, Damaged, testing::ValuesIn(kOfExpressions), name_of);
INSTANTIATE_TEST_SUITE_P(HistoryAndLists, Damaged, testing::ValuesIn(kOfHistoryAndLists), name_of);
INSTANTIATE_TEST_SUITE_P(Patterns, Damaged, testing::ValuesIn(kOfPatterns), name_of);
INSTANTIATE_TEST_SUITE_P(Declarations, Damaged, testing::ValuesIn(kOfDeclarations), name_of);
INSTANTIATE_TEST_SUITE_P(Journeys, Damaged, testing::ValuesIn(kOfJourneys), name_of);
INSTANTIATE_TEST_SUITE_P(Steps, Damaged, testing::ValuesIn(kOfSteps), name_of);

TEST(Verify, AcceptsWhatTheCheckerMade) {
  EXPECT_EQ(error_of(whole_language()), "");
}

TEST(Verify, SaysWhereTheFaultIs) {
  Program program = whole_language();
  step<ir::Repeat>(program).times = 0;
  EXPECT_EQ(error_of(program), "journey welcome, step repeat: it repeats no such number of times");
}

TEST(Verify, BoundsDepthAndSteps) {
  Program deep = whole_language();
  ir::Builder build(deep);
  ir::ExpressionId condition = deep.segments[0].condition;
  for (std::uint32_t depth = 0; depth <= ir::kDeepest; ++depth) {
    condition = build.make(Operation::negation, type_of(TypeKind::boolean), {condition});
  }
  EXPECT_THAT(error_of(deep), HasSubstr("nested too deep"));

  Program long_one = whole_language();
  ir::Builder double_it(long_one);
  condition = long_one.segments[0].condition;
  for (int times = 0; times < 20; ++times) {
    condition = double_it.make(Operation::conjunction, type_of(TypeKind::boolean), {condition, condition});
  }
  EXPECT_THAT(error_of(long_one), HasSubstr("too many steps"));
}

TEST(Verify, BoundsListsInOneAnother) {
  Program program = whole_language();
  ASSERT_FALSE(program.selections.empty());
  ir::Builder build(program);
  ir::Selection selection = program.selections.front();
  selection.aggregate = ir::Selection::Aggregate::any;
  selection.field = {};
  selection.type = type_of(TypeKind::boolean);
  selection.where = ir::kNone;
  for (std::uint32_t lists = 0; lists < ir::kMostElementRecords; ++lists) selection.where = build.selection(selection);
  EXPECT_EQ(error_of(program), "");
  build.selection(selection);
  EXPECT_THAT(error_of(program), HasSubstr("too many lists stand in one another"));
}

TEST(Verify, BoundsWhatPatternsAreMadeOf) {
  Program program = whole_language();
  for (int times = 0; times < 40; ++times) {
    const auto last = static_cast<ir::PatternIndex>(program.patterns.size() - 1);
    ir::Pattern& pattern = program.patterns.emplace_back();
    pattern.kind = Kind::any;
    pattern.alternatives = {last, last};
  }
  EXPECT_THAT(error_of(program), HasSubstr("too many patterns"));
}

}  // namespace
}  // namespace wend::verify
