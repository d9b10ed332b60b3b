// Name lists as an embedder hands them in: for counting over columns, and for an engine.
#include <algorithm>
#include <array>
#include <span>

#include "tests/embedding/corner_bank.hpp"
#include "tests/support/arrow_arrays.hpp"

namespace wend::host::tests {
namespace {

using wend::tests::ArrowNode;

// The corner bank's schema with two lists.
std::string schema_with_lists() {
  std::string schema(kSchema);
  const std::string lists = R"("lists": [
    {"name": "vip_names", "label": {"zh": "贵宾"},
     "fields": [{"name": "seat", "type": "text"}, {"name": "limit", "type": "money CNY"}]},
    {"name": "do_not_call", "fields": []}],)";
  schema.insert(schema.find("\"areas\""), lists);
  return schema;
}

constexpr std::string_view kListed = R"(
segment vips = customer in vip_names
segment seated = vip_names.seat = "A1"
segment callable = not (customer in do_not_call)
segment vips_or_gold = customer in vip_names or tier >= gold

journey welcome {
    version 1
    owner   "lounge"
    on      salary_arrived
    for     vips
    purpose marketing
    reentry always
    expires after 30 days
    steps {
        wait 1 day
        choose {
            when customer in do_not_call { stop }
            otherwise { send sms.reminder() }
        }
    }
}

trigger salary_arrived = deposit where purpose = salary
)";

std::shared_ptr<ArrowNode> texts(std::string name, const std::vector<std::string>& values) {
  auto node = std::make_shared<ArrowNode>();
  node->name = std::move(name);
  node->format = "u";
  node->length = static_cast<std::int64_t>(values.size());
  std::vector<std::int32_t> ends{0};
  std::string all;
  for (const std::string& value : values) {
    all += value;
    ends.push_back(static_cast<std::int32_t>(all.size()));
  }
  node->buffers = {std::nullopt, wend::tests::bytes_of(ends),
                   wend::tests::bytes_of(std::vector(all.begin(), all.end()))};
  return node;
}

Result<Columns> table_of(const Program& program, std::vector<std::shared_ptr<ArrowNode>> columns) {
  auto batch = std::make_shared<ArrowNode>();
  batch->format = "+s";
  batch->length = columns.front()->length;
  batch->buffers = {std::nullopt};
  batch->children = std::move(columns);
  ArrowArrayStream stream{};
  wend::tests::export_stream({.batches = {batch}}, &stream);
  return Columns::from_arrow(program, &stream);
}

class NameListsTest : public testing::Test {
 protected:
  void put_vips() {
    const Status put = lists_.put("贵宾", {{"1", {{"seat", "A1"}, {"limit", Money::of(500, "CNY")}}}, {"2", {}}});
    ASSERT_TRUE(put) << put.error().message;
  }
  Result<std::vector<std::uint64_t>> count(std::vector<std::string_view> segments) {
    const Result<Columns> table =
        table_of(program_, {texts("customer", {"1", "2", "3", "4"}), texts("tier", {"mass", "mass", "gold", "mass"})});
    if (!table) return table.error();
    const Result<Audience> audience = Audience::make(program_, segments);
    if (!audience) return audience.error();
    return audience->count(*table, march(2), 2, &lists_);
  }

  Program program_ = compiled(kListed, schema_with_lists());
  NameLists lists_ = *NameLists::make(program_);
};

TEST_F(NameListsTest, SegmentsOverColumnsAskThem) {
  put_vips();
  ASSERT_TRUE(lists_.put("do_not_call", {{"4", {}}}));
  const auto counts = count({"vips", "seated", "callable", "vips_or_gold"});
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_THAT(*counts, testing::ElementsAre(2U, 1U, 3U, 3U));
}

TEST_F(NameListsTest, AListThatNobodySpokeOfIsAnErrorAndOneLeftOutIsUnknown) {
  expect_fault(count({"vips"}), Fault::not_bound,
               "`vips` asks the name list `vip_names`, which is neither put nor left out");
  ASSERT_TRUE(lists_.leave_out("vip_names"));
  const auto counts = count({"vips", "vips_or_gold"});
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_THAT(*counts, testing::ElementsAre(0U, 1U));
}

TEST_F(NameListsTest, ATableWithoutCustomersCannotBeAskedForThem) {
  put_vips();
  const Result<Columns> table = table_of(program_, {texts("tier", {"mass", "gold"})});
  ASSERT_TRUE(table);
  const Result<Audience> audience = Audience::make(program_, {"vips"});
  ASSERT_TRUE(audience);
  expect_fault(audience->count(*table, march(2), 1, &lists_), Fault::not_bound,
               "`vips` asks who the customer is, and the table has no column `customer`");
}

TEST_F(NameListsTest, APredicateOverRowsRefusesThem) {
  Binding binding = *Binding::make(program_, 8);
  expect_fault(Predicate::segment(program_, "vips", binding), Fault::not_bound,
               "`vips` asks who the customer is, and rows of tags do not say: ask an Audience, over columns, or an "
               "Engine");
}

TEST_F(NameListsTest, ANewEditionReplacesTheOneBefore) {
  put_vips();
  ASSERT_TRUE(lists_.put("vip_names", {{"4", {}}}));
  const auto counts = count({"vips", "seated"});
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_THAT(*counts, testing::ElementsAre(1U, 0U));
}

TEST_F(NameListsTest, WhatIsWrongWithAListIsSaidAndChangesNothing) {
  put_vips();
  expect_fault(lists_.put("vip_name", std::vector<ListedCustomer>()), Fault::unknown_name,
               "the schema has no list `vip_name`, did you mean `vip_names`");
  expect_fault(lists_.put("vip_names", {{"1", {}}, {"1", {}}}), Fault::named_twice,
               "customer `1` is on `vip_names` twice");
  expect_fault(lists_.put("vip_names", {{"", {}}}), Fault::out_of_range, "a customer's id on `vip_names` is empty");
  expect_fault(lists_.put("vip_names", {{"1", {{"seats", "A1"}}}}), Fault::unknown_name,
               "list `vip_names` has no field `seats`, did you mean `seat`");
  expect_fault(lists_.put("vip_names", {{"1", {{"seat", "A1"}, {"seat", "A2"}}}}), Fault::named_twice,
               "field `seat` of customer `1` is given twice");
  const Status wrong = lists_.put("vip_names", {{"1", {{"seat", true}}}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fault, Fault::wrong_type);
  const auto counts = count({"vips"});
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->front(), 2U);
}

// What `wend list import` made of these customers:
//
//     customer,seat,limit
//     1,A1,500
//     2,,
constexpr auto kFile = std::to_array<std::uint8_t>(
    {0x57, 0x45, 0x4e, 0x44, 0x4c, 0x49, 0x53, 0x54, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00,
     0x00, 0x00, 0x00, 0x00, 0x00, 0xaf, 0x6b, 0x5f, 0xb0, 0x18, 0xd4, 0xfe, 0xef, 0x01, 0x00, 0x00, 0x00, 0x20, 0x00,
     0x00, 0x00, 0x31, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x40,
     0x4b, 0x4c, 0x00, 0x00, 0x00, 0x00, 0x00, 0x18, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x41, 0x31, 0x00, 0x00,
     0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x18, 0x00, 0x00, 0x00, 0x32, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
     0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
     0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x27, 0x78, 0x91, 0xa8, 0xc7, 0x7d, 0xc2, 0x00});

TEST_F(NameListsTest, AListsFileIsTakenAsBytes) {
  // One byte further than any alignment.
  std::vector<std::uint8_t> moved(1);
  moved.insert(moved.end(), kFile.begin(), kFile.end());
  const Status put = lists_.put("vip_names", std::as_bytes(std::span(moved)).subspan(1));
  ASSERT_TRUE(put) << put.error().message;
  const auto counts = count({"vips", "seated"});
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_THAT(*counts, testing::ElementsAre(2U, 1U));
}

TEST_F(NameListsTest, AListsFileThatIsCutAlteredOrOfAnotherListIsRefused) {
  const std::span<const std::byte> whole = std::as_bytes(std::span(kFile));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(lists_.put("vip_names", whole.first(size))) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::vector<std::byte> altered(whole.begin(), whole.end());
    altered[at] ^= std::byte{1};
    EXPECT_FALSE(lists_.put("vip_names", altered)) << at;
  }
  expect_fault(lists_.put("do_not_call", whole), Fault::faulty_list,
               "list `do_not_call`: the list has other fields in the schema now; import it again");
}

TEST_F(NameListsTest, BytesThatAreNoListAreRefused) {
  const std::vector<std::byte> nothing;
  expect_fault(lists_.put("vip_names", nothing), Fault::faulty_list, "list `vip_names`: the file is no name list");
  const std::string cut = "WENDLIST\1";
  expect_fault(lists_.put("vip_names", std::as_bytes(std::span(cut)).subspan(0, cut.size())), Fault::faulty_list,
               "list `vip_names`: the file is damaged");
}

TEST_F(NameListsTest, ListsOfAnotherSchemaAreRefused) {
  const Program other = compiled();
  const NameLists others = *NameLists::make(other);
  const Result<Engine> engine = Engine::open(program_, {.name_lists = &others});
  expect_fault(engine, Fault::another_schema, "the name lists were made with another schema than the engine's");
}

class ListedEngineTest : public NameListsTest {
 protected:
  static std::size_t sent(Engine& engine) {
    const Result<std::vector<Effect>> effects = engine.take_effects();
    if (!effects) return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(*effects, [](const Effect& effect) { return effect.kind == EffectKind::send; }));
  }
};

TEST_F(ListedEngineTest, AnEngineAsksTheListsThatItWasOpenedWith) {
  put_vips();
  ASSERT_TRUE(lists_.put("do_not_call", std::vector<ListedCustomer>()));
  Result<Engine> engine = Engine::open(program_, {.name_lists = &lists_});
  ASSERT_TRUE(engine) << engine.error().message;
  for (const std::string customer : {"1", "3"}) {
    ASSERT_TRUE(engine->load(customer, march(1), gold_customer()));
    ASSERT_TRUE(engine->publish(salary("a" + customer, customer, march(2))));
  }
  ASSERT_TRUE(engine->advance(march(4)));
  EXPECT_EQ(sent(*engine), 1U) << "only customer 1 is on the list";
}

TEST_F(ListedEngineTest, AnEditionThatIsPublishedIsAskedByWhoIsUnderWay) {
  put_vips();
  ASSERT_TRUE(lists_.put("do_not_call", std::vector<ListedCustomer>()));
  Result<Engine> engine = Engine::open(program_, {.name_lists = &lists_});
  ASSERT_TRUE(engine);
  for (const std::string customer : {"1", "2"}) {
    ASSERT_TRUE(engine->load(customer, march(1), gold_customer()));
    ASSERT_TRUE(engine->publish(salary("a" + customer, customer, march(2))));
  }
  ASSERT_TRUE(lists_.put("do_not_call", {{"2", {}}}));
  const Status published = engine->publish_lists(lists_);
  ASSERT_TRUE(published) << published.error().message;
  ASSERT_TRUE(engine->advance(march(4)));
  EXPECT_EQ(sent(*engine), 1U) << "customer 2 does not want to be called any more";
  const Result<Statistics> statistics = engine->statistics();
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->journeys.front().entered, 2U);
}

}  // namespace
}  // namespace wend::host::tests
