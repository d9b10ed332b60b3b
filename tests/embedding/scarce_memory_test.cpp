// Memory that runs out, at the first allocation of a call, the second, and so on: each is an error, and no more. But
// for parsing: the parser's library keeps a lock of its own when it fails to allocate.
#include <utility>

#include "tests/embedding/corner_bank.hpp"
#include "tests/embedding/scarce_memory.hpp"

namespace wend::host::tests {
namespace {

// Calls until a call has all the memory that it wants, and says how often it had not.
template <typename Call>
long starve(const Call& call) {
  for (long allowed = 0;; ++allowed) {
    allow(allowed);
    const auto result = call();
    allow(kAll);
    if (result.has_value()) return allowed;
    EXPECT_EQ(result.error().fault, Fault::out_of_memory) << "after " << allowed << " allocations";
    EXPECT_EQ(result.error().message, "out of memory");
    if (result.error().fault != Fault::out_of_memory) return allowed;
  }
}

TEST(ScarceMemory, IsAnErrorOfBinding) {
  const Program program = compiled();
  EXPECT_GT(starve([&] { return Binding::make(program, 64); }), 0);
  Binding binding = *Binding::make(program, 64);
  const std::int64_t shape = 0;
  const Field at = field(shape, shape).in(unit::cents);
  starve([&] { return binding.bind("aum", at); });
  starve([&] { return binding.leave_out("churn"); });
}

TEST(ScarceMemory, IsAnErrorOfPredicates) {
  const Program program = compiled();
  Binding binding = *Binding::make(program, 64);
  ASSERT_TRUE(binding.leave_out("tier"));
  ASSERT_TRUE(binding.leave_out("aum"));
  EXPECT_GT(starve([&] { return Predicate::segment(program, "savers", binding, Native::off); }), 0);
}

TEST(ScarceMemory, KeepsNoPredicateFromJudging) {
  const Program program = compiled();
  const std::int64_t aum = 80'000;
  Binding binding = *Binding::make(program, sizeof aum);
  ASSERT_TRUE(binding.bind("aum", field(aum, aum).in(unit::whole)));
  const Predicate rich =
      *Predicate::condition(program, "aum > 5 CNY and today > 2026-01-01", binding, Native::required);
  allow(0);
  const Truth truth = rich.judge(&aum, march(2));
  const std::size_t count = rich.count(std::span(&aum, 1), march(2));
  allow(kAll);
  EXPECT_EQ(truth, Truth::yes);
  EXPECT_EQ(count, 1U);
}

TEST(ScarceMemory, IsAnErrorOfEngines) {
  const Program program = compiled();
  EXPECT_GT(starve([&] { return Engine::open(program); }), 0);
  // After an error the engine is dropped: each attempt has one of its own.
  const auto attempt = [&](auto call) {
    return [&program, call] {
      const long allowed = allow(kAll);
      Engine engine = *Engine::open(program);
      EXPECT_TRUE(engine.load("1", march(1), gold_customer()));
      const Event event = salary("a", "1", march(2));
      allow(allowed);
      return call(engine, event);
    };
  };
  EXPECT_GT(starve(attempt([](Engine& engine, const Event&) { return engine.load("2", march(1), gold_customer()); })),
            0);
  EXPECT_GT(
      starve(attempt([](Engine& engine, const Event&) { return engine.update("", "1", march(1), gold_customer()); })),
      0);
  EXPECT_GT(starve(attempt([](Engine& engine, const Event& event) { return engine.publish(event); })), 0);
  EXPECT_GT(starve(attempt([](Engine& engine, const Event&) { return engine.statistics(); })), 0);
}

TEST(ScarceMemory, LosesNoEffects) {
  const Program program = compiled();
  Engine engine = *Engine::open(program);
  ASSERT_TRUE(engine.load("1", march(1), gold_customer()));
  ASSERT_TRUE(engine.publish(salary("a", "1", march(2))));
  std::size_t taken = 0;
  EXPECT_GT(starve([&] {
              Result<std::vector<Effect>> effects = engine.take_effects();
              if (effects) taken = effects->size();
              return effects;
            }),
            0);
  EXPECT_EQ(taken, 2U);
}

}  // namespace
}  // namespace wend::host::tests
