// What evaluating may take: no memory from the heap, and a stack that a host's thread has.
#include <pthread.h>

#include "tests/unit/eval/allocations.hpp"
#include "tests/unit/eval/history_fixture.hpp"

namespace wend::eval {
namespace {

class Bounds : public HistoryTest {
 protected:
  // As deep as the checker lets through, of the operations whose frames are largest.
  Id deepest() {
    Id id = build_.leaf(Operation::tag, kBoolean, 0);
    const Id three = integer(3);
    while (build_.depth(id) + 4 < ir::kDeepest) {
      id = make(Operation::choose, {id, three, integer(1), integer(0)}, kInteger);
      id = make(Operation::sum, {id, three}, kInteger, 1);
      id = make(Operation::equal, {id, integer(0)});
      id = make(Operation::negation, {id});
    }
    return id;
  }
};

struct Job {
  const ir::Program& program;
  const Inputs& inputs;
  Id id;
  Value value;
};

void* run(void* given) {
  auto* job = static_cast<Job*>(given);
  job->value = evaluate(job->program, job->id, job->inputs);
  return nullptr;
}

TEST_F(Bounds, TheDeepestExpressionFitsAStackOf256Kilobytes) {
  Job job{program_, inputs_, deepest(), Unknown{}};
  ASSERT_GT(build_.depth(job.id), ir::kDeepest - 8);
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
  pthread_t thread{};
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &job), 0);
  ASSERT_EQ(pthread_join(thread, nullptr), 0);
  EXPECT_TRUE(is_known(job.value));
}

TEST_F(Bounds, AllocatesNothing) {
  for (std::int64_t amount = 0; amount < 100; ++amount)
    deposit("2026-03-05T00:00Z", amount, {}, std::string_view("city"));
  ir::Window cities = window(ir::Aggregate::distinct, kInteger, kCity, "2026-03-01T00:00Z");
  cities.where = make(Operation::less, {candidate(kAmount, kMoney), money("50")});
  const Id root =
      make(Operation::conjunction,
           {make(Operation::equal, {build_.window(cities), integer(1)}),
            make(Operation::member, {text("a city whose name is long"), texts({"a city whose name is long"})}),
            make(Operation::less, {date("2020-01-01"), build_.moment({})})});
  over(cities);
  const std::size_t before = allocations();
  const Truth judged = judge(program_, root, inputs_);
  EXPECT_EQ(allocations(), before);
  EXPECT_EQ(judged, Truth::yes);
}

}  // namespace
}  // namespace wend::eval
