#include <array>
#include <limits>

#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

enum class Tier : std::uint8_t { mass, gold, platinum };

// One of everything that a host may keep a tag in.
struct Row {
  std::uint8_t known = 0;
  bool active = true;
  std::int8_t children = 2;
  double churn = 0.25;
  std::int64_t aum_cents = 5'000'050;
  std::chrono::seconds call_time{90};
  Period term{.months = 1};
  std::chrono::sys_days birth{2000y / 2 / 29};
  std::chrono::sys_time<std::chrono::milliseconds> last_login{std::chrono::sys_days{2026y / 3 / 1}};
  std::int32_t call_after_minutes = 570;
  std::string city = "a city whose name is longer than what a string keeps inside itself";
  Tier tier = Tier::gold;
  std::int16_t favourite = 1;
  Coordinates home{312'304'160, 1'214'737'010};
  std::optional<std::int64_t> children_perhaps = 2;
  std::optional<std::string> city_perhaps = "Brno";
  std::string_view city_view = "Brno";
  const char* city_pointer = "Brno";
  struct {
    std::int64_t deep = 7;
  } inside;
  std::int64_t few : 3 = 1;
};

class BindingTest : public testing::Test {
 protected:
  // What the condition comes to for the row, by native code and by the reference, which have to agree.
  Truth judge(std::string_view condition, const Row& row = {}) {
    const Result<Predicate> reference = Predicate::condition(program_, condition, binding_, Native::off);
    const Result<Predicate> native = Predicate::condition(program_, condition, binding_, Native::required);
    if (!reference || !native) {
      ADD_FAILURE() << (reference ? native : reference).error().message;
      return Truth::unknown;
    }
    const Truth truth = reference->judge(&row, march(2));
    EXPECT_EQ(native->judge(&row, march(2)), truth) << condition;
    return truth;
  }

  void bind(std::string_view tag, const Field& field) {
    const Status bound = binding_.bind(tag, field);
    EXPECT_TRUE(bound) << bound.error().message;
  }

  Program program_ = compiled();
  Binding binding_ = *Binding::make(program_, sizeof(Row));
  Row shape_;
};

TEST_F(BindingTest, ReadsEveryTypeOutOfItsStorage) {
  bind("active", field(shape_, shape_.active));
  bind("children", field(shape_, shape_.children));
  bind("churn", field(shape_, shape_.churn));
  bind("aum", field(shape_, shape_.aum_cents).in(unit::cents));
  bind("call_time", field(shape_, shape_.call_time));
  bind("term", field(shape_, shape_.term));
  bind("birth_date", field(shape_, shape_.birth));
  bind("last_login", field(shape_, shape_.last_login));
  bind("call_after", field(shape_, shape_.call_after_minutes).in(unit::minutes));
  bind("city", field(shape_, shape_.city));
  bind("tier", field(shape_, shape_.tier));
  bind("favourite", field(shape_, shape_.favourite));
  bind("home", field(shape_, shape_.home));
  EXPECT_EQ(judge("active"), Truth::yes);
  EXPECT_EQ(judge("children = 2"), Truth::yes);
  EXPECT_EQ(judge("churn = 0.25"), Truth::yes);
  EXPECT_EQ(judge("aum = 50_000.50 CNY"), Truth::yes);
  EXPECT_EQ(judge("call_time = 90 seconds"), Truth::yes);
  EXPECT_EQ(judge("term = 1 month"), Truth::yes);
  EXPECT_EQ(judge("birth_date = 2000-02-29"), Truth::yes);
  EXPECT_EQ(judge("last_login in last 7 days"), Truth::yes);
  EXPECT_EQ(judge("city starts with \"a city whose name\""), Truth::yes);
  EXPECT_EQ(judge("tier = gold"), Truth::yes);
  EXPECT_EQ(judge("favourite = fund"), Truth::yes);
  EXPECT_EQ(judge("home = place(31.230416, 121.473701)"), Truth::yes);
  EXPECT_EQ(judge("distance(home, place(39.9042, 116.4074)) = 1067310 m"), Truth::yes);
  EXPECT_EQ(judge("home in centre"), Truth::yes);
  EXPECT_EQ(judge("favourite.minimum = 100 CNY"), Truth::yes);
}

TEST_F(BindingTest, ReadsTextsHoweverTheyAreKept) {
  for (const Field& kept :
       {field(shape_, shape_.city_view), field(shape_, shape_.city_pointer), field(shape_, shape_.city_perhaps)}) {
    bind("city", kept);
    EXPECT_EQ(judge("city = \"Brno\""), Truth::yes);
  }
  bind("city", field(shape_, shape_.city_pointer));
  Row nobody;
  nobody.city_pointer = nullptr;
  EXPECT_EQ(judge("city = \"Brno\"", nobody), Truth::unknown);
}

TEST_F(BindingTest, TakesAnEmptyOptionalAsMissing) {
  bind("children", field(shape_, shape_.children_perhaps));
  bind("city", field(shape_, shape_.city_perhaps));
  EXPECT_EQ(judge("children = 2 and city = \"Brno\""), Truth::yes);
  Row row;
  row.children_perhaps.reset();
  row.city_perhaps.reset();
  EXPECT_EQ(judge("children is missing and city is missing", row), Truth::yes);
}

TEST_F(BindingTest, TakesASentinelAsMissing) {
  bind("children", field(shape_, shape_.children).missing_at(-1));
  Row row;
  EXPECT_EQ(judge("children is known", row), Truth::yes);
  row.children = -1;
  EXPECT_EQ(judge("children is known", row), Truth::no);
}

TEST_F(BindingTest, ReadsTheBitOrByteThatSaysWhatIsKnown) {
  bind("active", field(shape_, shape_.active).known_by_bit(offsetof(Row, known), 3));
  bind("children", field(shape_, shape_.children).known_by_byte(offsetof(Row, known)));
  Row row;
  EXPECT_EQ(judge("active is known or children is known", row), Truth::no);
  row.known = 0b1000;
  EXPECT_EQ(judge("active is known and children is known", row), Truth::yes);
  row.known = 0b0100;
  EXPECT_EQ(judge("active is missing and children is known", row), Truth::yes);
}

TEST_F(BindingTest, ReachesIntoStructsInsideTheStruct) {
  bind("children", field(shape_, shape_.inside.deep));
  EXPECT_EQ(judge("children = 7"), Truth::yes);
}

TEST_F(BindingTest, FindsTagsByLabel) {
  bind("资产", field(shape_, shape_.aum_cents).in(unit::cents));
  EXPECT_EQ(judge("aum > 5 CNY"), Truth::yes);
}

TEST_F(BindingTest, ReplacesWhatWasBoundAndKeepsItWhereTheNewIsFaulty) {
  bind("children", field(shape_, shape_.inside.deep));
  bind("children", field(shape_, shape_.children));
  EXPECT_EQ(judge("children = 2"), Truth::yes);
  EXPECT_FALSE(binding_.bind("children", field(shape_, shape_.city)));
  EXPECT_EQ(judge("children = 2"), Truth::yes);
  EXPECT_TRUE(binding_.leave_out("children"));
  EXPECT_EQ(judge("children = 2"), Truth::unknown);
}

TEST_F(BindingTest, RefusesATagThatIsNotInTheSchema) {
  expect_fault(binding_.bind("auum", field(shape_, shape_.aum_cents)), Fault::unknown_name,
               "the schema has no tag `auum`, did you mean `aum`");
  expect_fault(binding_.leave_out("shoe size"), Fault::unknown_name, "the schema has no tag `shoe size`");
}

TEST_F(BindingTest, RefusesStorageThatIsNoWayToKeepTheType) {
  expect_fault(binding_.bind("aum", field(shape_, shape_.city)), Fault::wrong_type,
               "`aum` is money CNY, and a std::string is no way to store one");
  expect_fault(binding_.bind("city", field(shape_, shape_.tier)), Fault::wrong_type,
               "`city` is text, and an integer of 8 bits is no way to store one");
  expect_fault(binding_.bind("birth_date", field(shape_, shape_.last_login)), Fault::wrong_type,
               "`birth_date` is date, and an integer of 64 bits that is a time is no way to store one");
  expect_fault(binding_.bind("interests", field(shape_, shape_.aum_cents)), Fault::wrong_type,
               "`interests` is set of interest, and an integer of 64 bits is no way to store one");
  expect_fault(binding_.bind("active", field(shape_, shape_.children)), Fault::wrong_type,
               "`active` is bool, and an integer of 8 bits is no way to store one");
}

TEST_F(BindingTest, RefusesAnAmountWithoutItsUnit) {
  expect_fault(binding_.bind("aum", field(shape_, shape_.aum_cents)), Fault::wrong_storage,
               "`aum` is money CNY: say in which unit the integers are, as with .in(unit::cents)");
  expect_fault(binding_.bind("call_after", field(shape_, shape_.call_after_minutes)), Fault::wrong_storage,
               "`call_after` is time of day: say in which unit the integers are, as with .in(unit::milliseconds)");
}

TEST_F(BindingTest, RefusesAUnitThatDoesNotComeOutEven) {
  expect_fault(binding_.bind("aum", field(shape_, shape_.aum_cents).in(unit::millionths)), Fault::wrong_storage,
               "`aum` is money CNY, and its smallest part is no whole number of the unit's");
  expect_fault(binding_.bind("aum", field(shape_, shape_.aum_cents).in({-1, 1})), Fault::wrong_storage,
               "`aum` is money CNY, and its smallest part is no whole number of the unit's");
  expect_fault(binding_.bind("aum", field(shape_, shape_.aum_cents).in({1, std::int64_t{1} << 62U})),
               Fault::wrong_storage, "`aum` is money CNY, for which the unit is too large");
  expect_fault(binding_.bind("children", field(shape_, shape_.children).in(unit::cents)), Fault::wrong_storage,
               "`children` is integer, and an integer of 8 bits for it has no unit");
  expect_fault(binding_.bind("churn", field(shape_, shape_.churn).in(unit::whole)), Fault::wrong_storage,
               "`churn` is number, and a double for it has no unit");
}

TEST_F(BindingTest, RefusesWhatDoesNotLieInTheRow) {
  const Row another;
  expect_fault(binding_.bind("active", field(shape_, another.active)), Fault::out_of_range,
               "the field for `active` is no member of the object that shows the row's form (a bit-field has no place "
               "of its own)");
  EXPECT_EQ(binding_.bind("children", field(shape_, std::int64_t{shape_.few})).error().fault, Fault::out_of_range);
  Field beyond = field(shape_, shape_.active);
  beyond.offset = sizeof(Row);
  expect_fault(binding_.bind("active", beyond), Fault::out_of_range,
               "the field for `active` at byte " + std::to_string(sizeof(Row)) + " does not lie in a row of " +
                   std::to_string(sizeof(Row)) + " bytes");
  beyond.offset = std::numeric_limits<std::size_t>::max();
  EXPECT_FALSE(binding_.bind("active", beyond));
  const std::string marked =
      "what marks `active` as known does not lie in a row of " + std::to_string(sizeof(Row)) + " bytes";
  expect_fault(binding_.bind("active", field(shape_, shape_.active).known_by_byte(sizeof(Row))), Fault::out_of_range,
               marked);
  expect_fault(binding_.bind("active", field(shape_, shape_.active).known_by_bit(0, 8)), Fault::out_of_range, marked);
}

TEST_F(BindingTest, RefusesMarksThatCannotBe) {
  expect_fault(binding_.bind("city", field(shape_, shape_.city).missing_at(0)), Fault::wrong_storage,
               "a std::string for `city` has no value to spare for what is missing");
  expect_fault(binding_.bind("children", field(shape_, shape_.children).missing_at(128)), Fault::wrong_storage,
               "an integer of 8 bits for `children` never is 128");
  expect_fault(binding_.bind("children", field(shape_, shape_.children_perhaps).missing_at(0)), Fault::wrong_storage,
               "the field for `children` is marked as missing in two ways");
}

TEST_F(BindingTest, HoldsTheHostsNamesAgainstTheSchemas) {
  EXPECT_TRUE(binding_.bind("tier", field(shape_, shape_.tier).named({"mass", "gold", "platinum"})));
  expect_fault(binding_.bind("tier", field(shape_, shape_.tier).named({"gold", "mass", "platinum"})),
               Fault::wrong_storage, "number 0 of `tier` is `mass` in the schema and `gold` in the host");
  expect_fault(binding_.bind("tier", field(shape_, shape_.tier).named({"mass", "gold"})), Fault::wrong_storage,
               "number 2 of `tier` is `platinum` in the schema and nothing in the host");
  expect_fault(binding_.bind("children", field(shape_, shape_.children).named({"none"})), Fault::wrong_storage,
               "`children` is integer, whose values have no names");
}

TEST_F(BindingTest, RefusesAnUnsignedEnumWhereItCouldBeReadAsNegative) {
  expect_fault(binding_.bind("children", field(shape_, shape_.tier)), Fault::wrong_storage,
               "an unsigned enum class for `children` could be read as negative");
}

TEST_F(BindingTest, RefusesRowsOfNoSize) {
  expect_fault(Binding::make(program_, 0), Fault::out_of_range, "a row has 1 to 2^31 bytes, not 0");
  EXPECT_FALSE(Binding::make(program_, std::numeric_limits<std::size_t>::max()));
}

// Numbers that are no value's, dates that are no dates: whatever lies in memory, but for pointers.
TEST_F(BindingTest, JudgesRowsOfAnyBytes) {
  struct Plain {
    std::int64_t words[12];
  };
  Binding binding = *Binding::make(program_, sizeof(Plain));
  const Plain shape{};
  const std::array<std::string_view, 12> tags = {"active",    "children",   "churn",      "aum",
                                                 "call_time", "birth_date", "last_login", "call_after",
                                                 "tier",      "favourite",  "term",       "city"};
  for (std::size_t word = 0; word < 10; ++word) {
    Field at = field(shape, shape.words[word]).in(unit::whole);
    if (tags[word] == "active") at.storage = Storage::boolean;
    if (tags[word] == "active") at.unit = {};
    const Status bound = binding.bind(tags[word], at);
    ASSERT_TRUE(bound) << bound.error().message;
  }
  const std::string_view condition =
      "active and children + 1 > 0 and churn * 2 > 0 and aum / 3 > 5 CNY and call_time * 2 > 1 hour and "
      "anniversary(birth_date) in next 7 days and birth_date + 1 month > today and last_login in last 30 days and "
      "tier >= gold and favourite.minimum > 5 CNY";
  const Result<Predicate> reference = Predicate::condition(program_, condition, binding, Native::off);
  ASSERT_TRUE(reference) << reference.error().message;
  const Result<Predicate> native = Predicate::condition(program_, condition, binding);
  ASSERT_TRUE(native);
  std::uint64_t random = 88172645463325252ULL;
  for (int round = 0; round < 20'000; ++round) {
    Plain row;
    for (std::int64_t& word : row.words) {
      random ^= random << 13U;
      random ^= random >> 7U;
      random ^= random << 17U;
      word = static_cast<std::int64_t>(random) >> (random % 8 * 8);
    }
    ASSERT_EQ(reference->judge(&row, march(2)), native->judge(&row, march(2))) << "round " << round;
  }
}

}  // namespace
}  // namespace wend::host::tests
