// Constants, products and events in conditions.
#include <algorithm>
#include <optional>
#include <string>

#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

class LeavesTest : public testing::Test {
 protected:
  LeavesTest() {
    schema_->tags.resize(4);
    schema_->products.fields.resize(6);
    program_.schema = schema_;
  }

  ir::ExpressionId tag(const Type& type, std::uint32_t index) { return build_.leaf(Operation::tag, type, index); }
  ir::ExpressionId make(Operation operation, std::initializer_list<ir::ExpressionId> operands,
                        const Type& type = kBoolean, std::uint32_t index = 0) {
    return build_.make(operation, type, operands, index);
  }

  Truth judge(ir::ExpressionId condition, std::vector<Value> row) {
    std::vector<std::byte> block;
    layout::append_row(layout_, row, block);
    eval::Inputs inputs;
    inputs.tags = {&layout_, block.data()};
    return Twin(program_, {.condition = condition, .tags = &layout_}).judge(inputs);
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(std::vector{kColour, kText, kProduct, kBoolean});
};

TEST_F(LeavesTest, ListsOfAnyLengthAreSearched) {
  std::vector<std::int32_t> even;
  for (std::int32_t ordinal = 0; ordinal < 10'000; ordinal += 2) even.push_back(ordinal);
  const std::vector<std::vector<std::int32_t>> lists = {{}, {0}, {63}, {64}, {0, 1, 62, 63}, {1, 64}, even};
  for (const auto& list : lists) {
    const ir::ExpressionId member = make(Operation::member, {tag(kColour, 0), build_.constant(kColours, list)});
    for (const std::int64_t ordinal : {0, 1, 2, 62, 63, 64, 65, 127, 128, 9'998, 9'999, -1, -64}) {
      judge(member, {ordinal});
    }
    EXPECT_EQ(judge(member, {Unknown{}}), Truth::unknown);
  }
}

TEST_F(LeavesTest, ListsOfTextsAreSearchedByBytes) {
  std::vector<std::string> cities = {"上海", "北京", "a", "b", ""};
  for (int city = 0; city < 1'000; ++city) cities.push_back("city " + std::to_string(city));
  std::ranges::sort(cities);
  const ir::ExpressionId member = make(Operation::member, {tag(kText, 1), build_.constant(kTexts, cities)});
  EXPECT_EQ(judge(member, {{}, std::string_view("上海")}), Truth::yes);
  EXPECT_EQ(judge(member, {{}, std::string_view("city 999")}), Truth::yes);
  EXPECT_EQ(judge(member, {{}, std::string_view("city 1000")}), Truth::no);
  EXPECT_EQ(judge(member, {{}, std::string_view()}), Truth::yes);
  EXPECT_EQ(judge(member, {}), Truth::unknown);
}

TEST_F(LeavesTest, UnknownConstantsOfEveryTypeAreUnknown) {
  for (const Type& type : {kBoolean, kInteger, kPeriod, kText, kColours, kTexts}) {
    const ir::ExpressionId unknown = build_.constant(type, Unknown{});
    EXPECT_EQ(judge(make(Operation::known, {unknown}), {}), Truth::no);
    EXPECT_EQ(judge(make(Operation::equal, {unknown, unknown}), {}), Truth::unknown);
  }
}

TEST_F(LeavesTest, ConstantsOutliveTheProgramTheyCameFrom) {
  std::optional<Code> code;
  {
    ir::Program program;
    program.schema = schema_;
    ir::Builder build(program);
    const ir::ExpressionId city = build.leaf(Operation::tag, kText, 1);
    const ir::ExpressionId member = build.make(
        Operation::member, kBoolean,
        {city, build.constant(kTexts, std::vector<std::string>{std::string(100, 'x'), std::string(100, 'y')})});
    const Request request{.condition = member, .tags = &layout_};
    Result<Code> compiled = compiler().compile(program, std::span(&request, 1), Effort::quick);
    ASSERT_TRUE(compiled);
    code.emplace(std::move(*compiled));
  }
  std::vector<std::byte> block;
  const std::string text(100, 'y');
  const std::vector<Value> row = {{}, std::string_view(text)};
  layout::append_row(layout_, row, block);
  layout::Frame frame;
  frame.tags = block.data();
  EXPECT_EQ(static_cast<Truth>(code->predicates()[0](&frame)), Truth::yes);
}

TEST_F(LeavesTest, ProductsAreReadAtTheirPosition) {
  schema_->products.items = {{"flexible",
                              {},
                              {true, std::int64_t{3}, Period{.months = 6}, std::string("wealth"),
                               std::vector<std::int32_t>{1, 70}, std::vector<std::string>{"a", "上海"}}},
                             {"blank", {}, {Unknown{}, Unknown{}, Unknown{}, Unknown{}, Unknown{}, Unknown{}}},
                             {"cut short", {}, {false}}};
  const std::vector<std::pair<Type, OwnedValue>> fields = {{kBoolean, true},
                                                           {kColour, std::int64_t{3}},
                                                           {kPeriod, Period{.months = 6}},
                                                           {kText, std::string("wealth")},
                                                           {kColours, std::vector<std::int32_t>{1, 70}},
                                                           {kTexts, std::vector<std::string>{"a", "上海"}}};
  for (std::uint32_t index = 0; index < fields.size(); ++index) {
    const auto& [type, value] = fields[index];
    const ir::ExpressionId field = make(Operation::product_field, {tag(kProduct, 2)}, type, index);
    const ir::ExpressionId same = make(Operation::equal, {field, build_.constant(type, value)});
    EXPECT_EQ(judge(same, {{}, {}, std::int64_t{0}}), Truth::yes) << index;
    EXPECT_EQ(judge(same, {{}, {}, std::int64_t{1}}), Truth::unknown) << index;
    EXPECT_EQ(judge(same, {{}, {}, std::int64_t{2}}), index == 0 ? Truth::no : Truth::unknown) << index;
    // A row from outside may name a product that is not there.
    for (const std::int64_t position : {3, -1, 2'000'000'000}) {
      EXPECT_EQ(judge(same, {{}, {}, position}), Truth::unknown) << index;
    }
    EXPECT_EQ(judge(same, {}), Truth::unknown) << index;
  }
}

TEST_F(LeavesTest, ProductsOfASchemaWithoutAnyAreUnknown) {
  const ir::ExpressionId field = make(Operation::product_field, {tag(kProduct, 2)}, kColour, 0);
  EXPECT_EQ(judge(make(Operation::known, {field}), {{}, {}, std::int64_t{0}}), Truth::no);
}

class EventsTest : public LeavesTest {
 protected:
  // Everything that can be asked of the event in a slot, in one condition.
  ir::ExpressionId about(ir::Slot slot) {
    const ir::ExpressionId amount = build_.leaf(Operation::event_field, kMoney, 0, slot);
    const ir::ExpressionId city = build_.leaf(Operation::event_field, kText, 1, slot);
    const ir::ExpressionId time = build_.leaf(Operation::event_time, kTime, 0, slot);
    return make(Operation::conjunction, {make(Operation::less, {build_.constant(kMoney, std::int64_t{10}), amount}),
                                         make(Operation::equal, {city, build_.constant(kText, std::string("上海"))}),
                                         make(Operation::less, {time, build_.constant(kTime, std::int64_t{2'000})})});
  }

  layout::RowLayout event_layout_ = layout::dense_layout(std::vector{kMoney, kText});
};

TEST_F(EventsTest, AreReadInTheirSlot) {
  std::vector<std::byte> block;
  layout::append_row(event_layout_, std::vector<Value>{std::int64_t{11}, std::string_view("上海")}, block);
  for (const ir::Slot slot : {ir::Slot::matched, ir::Slot::entered, ir::Slot::candidate}) {
    Request request{.condition = about(slot), .tags = &layout_};
    request.events[static_cast<std::size_t>(slot)] = &event_layout_;
    const Twin twin(program_, request);
    eval::Event event{0, 1'000, {&event_layout_, block.data()}};
    eval::Inputs inputs;
    inputs.events[static_cast<std::size_t>(slot)] = &event;
    EXPECT_EQ(twin.judge(inputs), Truth::yes);
    event.time = 2'000;
    EXPECT_EQ(twin.judge(inputs), Truth::no);
  }
}

TEST_F(EventsTest, ThatAreNotThereAreUnknown) {
  Request request{.condition = about(ir::Slot::matched)};
  request.events[0] = &event_layout_;
  EXPECT_EQ(Twin(program_, request).judge({}), Truth::unknown);
  EXPECT_EQ(Twin(program_, {.condition = about(ir::Slot::entered)}).judge({}), Truth::unknown);
}

}  // namespace
}  // namespace wend::codegen
