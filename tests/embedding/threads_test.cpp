// Several threads at once, each with a stack as small as a host may give it.
#include <pthread.h>

#include <functional>

#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

constexpr std::size_t kSmallStack = 256 * 1024;
constexpr int kThreads = 4;

void* run(void* work) {
  (*static_cast<std::function<void()>*>(work))();
  return nullptr;
}

// Does the work on several threads of 256 kB of stack each.
void on_small_threads(std::function<void()> work) {
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, kSmallStack), 0);
  std::vector<pthread_t> threads(kThreads);
  for (pthread_t& thread : threads) ASSERT_EQ(pthread_create(&thread, &attributes, &run, &work), 0);
  for (const pthread_t thread : threads) EXPECT_EQ(pthread_join(thread, nullptr), 0);
  pthread_attr_destroy(&attributes);
}

struct Customer {
  std::int32_t tier = 1;
  std::int64_t aum = 80'000;
};

Binding binding_of(const Program& program) {
  const Customer shape;
  Binding binding = *Binding::make(program, sizeof(Customer));
  EXPECT_TRUE(binding.bind("tier", field(shape, shape.tier)));
  EXPECT_TRUE(binding.bind("aum", field(shape, shape.aum).in(unit::whole)));
  return binding;
}

TEST(Threads, CompileAndRunEachTheirOwnProgram) {
  on_small_threads([] {
    const Program program = compiled();
    Engine engine = *Engine::open(program);
    EXPECT_TRUE(engine.load("1", march(1), gold_customer()));
    EXPECT_TRUE(engine.publish(salary("a", "1", march(2))));
    EXPECT_TRUE(engine.advance(march(5)));
    EXPECT_EQ(engine.take_effects()->size(), 4U);
  });
}

TEST(Threads, ShareAProgramAndAPredicate) {
  const Program program = compiled();
  const Predicate savers = *Predicate::segment(program, "savers", binding_of(program));
  const std::vector<Customer> customers(1'000);
  on_small_threads([&] {
    EXPECT_EQ(program.segments().size(), 2U);
    EXPECT_EQ(savers.count(std::span(customers), march(2)), 1'000U);
    EXPECT_EQ(savers.judge(customers.data(), march(2)), Truth::yes);
  });
}

TEST(Threads, MakeNativePredicatesEach) {
  const Program program = compiled();
  on_small_threads([&] {
    const Result<Predicate> savers = Predicate::segment(program, "savers", binding_of(program), Native::required);
    ASSERT_TRUE(savers) << savers.error().message;
    const Customer customer;
    EXPECT_EQ(savers->judge(&customer, march(2)), Truth::yes);
  });
}

TEST(Threads, RefuseDeepNestingWithoutRunningOutOfStack) {
  std::string deep(10'000, '(');
  deep += "active" + std::string(10'000, ')');
  std::string flat = "active";
  for (int part = 0; part < 2'000; ++part) flat += " and not (aum > " + std::to_string(part) + " CNY)";
  on_small_threads([&] {
    EXPECT_EQ(try_compile("segment deep = " + deep).error().fault, Fault::faulty_source);
    const Program program = compiled("segment flat = " + flat);
    Binding binding = binding_of(program);
    EXPECT_TRUE(binding.leave_out("active"));
    const Result<Predicate> judged = Predicate::segment(program, "flat", binding, Native::off);
    ASSERT_TRUE(judged);
    const Customer customer;
    EXPECT_EQ(judged->judge(&customer, march(2)), Truth::no);
  });
}

}  // namespace
}  // namespace wend::host::tests
