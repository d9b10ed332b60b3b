// Programs as bytes, handed out and taken in again.
#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

using testing::HasSubstr;

std::vector<std::byte> bytes_of(const Program& program) {
  Result<std::vector<std::byte>> bytes = program.bytes();
  if (!bytes) ADD_FAILURE() << bytes.error().message;
  return *std::move(bytes);
}

Result<Program> loaded(const std::vector<std::byte>& bytes, std::string_view schema = kSchema) {
  return load({"schema.json", schema}, bytes);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  return text.replace(text.find(what), what.size(), with);
}

std::vector<std::string> effects_of(const Program& program) {
  Engine engine = *Engine::open(program);
  (void)engine.load("1", march(1), gold_customer());
  (void)engine.publish(salary("a", "1", march(2)));
  (void)engine.advance(march(9));
  std::vector<std::string> ids;
  for (const Effect& effect : *engine.take_effects()) ids.push_back(effect.id);
  return ids;
}

TEST(Load, BringsBackWhatTheProgramDeclares) {
  const Program program = compiled();
  const Result<Program> again = loaded(bytes_of(program));
  ASSERT_TRUE(again) << again.error().message;
  ASSERT_EQ(again->segments().size(), 2U);
  EXPECT_EQ(again->segments()[0].label, "储蓄客户");
  EXPECT_TRUE(again->segments()[1].needs_events);
  EXPECT_EQ(again->triggers()[0].name, "salary_arrived");
  EXPECT_EQ(again->journeys()[0].owner, "retail savings");
  EXPECT_EQ(again->time_zone(), "Asia/Shanghai");
  EXPECT_EQ(bytes_of(*again), bytes_of(program));
}

TEST(Load, BringsBackWhatTheProgramDoes) {
  const Program program = compiled();
  const std::vector<std::string> effects = effects_of(program);
  EXPECT_EQ(effects.size(), 4U);
  EXPECT_EQ(effects_of(*loaded(bytes_of(program))), effects);
}

TEST(Load, KnowsTheNamesThatConditionsMaySpeakOf) {
  const Result<Program> again = loaded(bytes_of(compiled()));
  ASSERT_TRUE(again);
  struct Customer {
    std::int64_t aum = 0;
    std::int32_t tier = 0;
  };
  const Customer shape;
  Binding binding = *Binding::make(*again, sizeof(Customer));
  ASSERT_TRUE(binding.bind("aum", field(shape, shape.aum).in(unit::cents)));
  ASSERT_TRUE(binding.bind("tier", field(shape, shape.tier)));
  EXPECT_TRUE(Predicate::condition(*again, "not savers and 储蓄客户 is known", binding));
  EXPECT_FALSE(Predicate::condition(*again, "not spenders", binding));
}

TEST(Load, RefusesDamagedBytes) {
  const std::vector<std::byte> bytes = bytes_of(compiled());
  for (std::size_t place = 0; place < bytes.size(); place += 7) {
    std::vector<std::byte> damaged = bytes;
    damaged[place] ^= std::byte{0x40};
    const Result<Program> program = loaded(damaged);
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().fault, Fault::faulty_program);
    EXPECT_NE(program.error().message, "");
  }
  EXPECT_EQ(loaded({}).error().fault, Fault::faulty_program);
}

TEST(Load, RefusesAnotherSchemaButNotOtherLabels) {
  const std::vector<std::byte> bytes = bytes_of(compiled());
  const Result<Program> other = loaded(bytes, replaced(std::string(kSchema), "\"minimum\": 100", "\"minimum\": 200"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().fault, Fault::another_schema);
  EXPECT_THAT(other.error().message, HasSubstr("compiled for another schema than `corner bank`"));
  EXPECT_TRUE(loaded(bytes, replaced(std::string(kSchema), "大众", "普通")));
  EXPECT_EQ(loaded(bytes, "{").error().fault, Fault::faulty_source);
}

}  // namespace
}  // namespace wend::host::tests
