// The stack that the largest conditions take: hosts call from threads with little of it.
#include <pthread.h>

#include <algorithm>
#include <functional>
#include <string>

#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

constexpr std::size_t kStack = std::size_t{1} << 20U;
constexpr std::size_t kAllowed = std::size_t{96} << 10U;
constexpr std::byte kUntouched{0xcd};

void* run(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

// How far down the work reached on a stack of its own, in bytes.
std::size_t stack_taken(const std::function<void()>& work) {
  struct alignas(4096) Page {
    std::array<std::byte, 4096> bytes;
  };
  std::vector<Page> stack(kStack / sizeof(Page));
  auto* bottom = reinterpret_cast<std::byte*>(stack.data());
  std::fill_n(bottom, kStack, kUntouched);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, bottom, kStack);
  pthread_t thread = {};
  std::function<void()> copy = work;
  EXPECT_EQ(pthread_create(&thread, &attributes, run, &copy), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  const std::byte* deepest = std::find_if(bottom, bottom + kStack, [](std::byte byte) { return byte != kUntouched; });
  return static_cast<std::size_t>(bottom + kStack - deepest);
}

class StackTest : public testing::TestWithParam<Effort> {
 protected:
  StackTest() {
    schema_->tags.resize(3);
    program_.schema = schema_;
  }

  // Of a conjunction of as many conditions as may be.
  std::size_t taken_by(const std::function<ir::ExpressionId(std::int64_t)>& condition, std::int64_t count) {
    std::vector<ir::ExpressionId> all;
    for (std::int64_t position = 0; position < count; ++position) all.push_back(condition(position));
    const Request request{.condition = build_.make(Operation::conjunction, kBoolean, all), .tags = &layout_};
    const Result<Code> code = compiler().compile(program_, std::span(&request, 1), GetParam());
    if (!code) ADD_FAILURE() << code.error().message;
    std::vector<std::byte> row;
    const std::vector<std::string> words = {"a", "b"};
    layout::append_row(layout_, std::vector<Value>{std::int64_t{1} << 40U, std::string_view("a"), Texts(words)}, row);
    layout::Frame frame;
    frame.tags = row.data();
    return stack_taken([&] { static_cast<void>(code->predicates()[0](&frame)); });
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(std::vector{kMoney, kText, kTexts});
};

TEST_P(StackTest, SufficesForManyComparisons) {
  const auto compare = [&](std::int64_t limit) {
    return build_.make(Operation::less, kBoolean,
                       {build_.constant(kMoney, limit), build_.leaf(Operation::tag, kMoney, 0)});
  };
  EXPECT_LE(taken_by(compare, 4'000), kAllowed);
}

TEST_P(StackTest, SufficesForManySetsOfTexts) {
  const auto contains = [&](std::int64_t word) {
    const ir::ExpressionId wanted = build_.constant(kTexts, std::vector{std::to_string(word)});
    return build_.make(Operation::contains_any, kBoolean, {build_.leaf(Operation::tag, kTexts, 2), wanted});
  };
  EXPECT_LE(taken_by(contains, kMostTextSets - 1), kAllowed);
}

TEST_P(StackTest, SufficesForManyQuotients) {
  const auto share = [&](std::int64_t divisor) {
    const ir::ExpressionId quotient = build_.make(
        Operation::divide, kNumber, {build_.leaf(Operation::tag, kMoney, 0), build_.constant(kMoney, divisor)}, 1);
    return build_.make(Operation::less, kBoolean, {build_.constant(kNumber, divisor), quotient});
  };
  EXPECT_LE(taken_by(share, 2'000), kAllowed);
}

INSTANTIATE_TEST_SUITE_P(, StackTest, testing::Values(Effort::quick, Effort::optimised),
                         [](const auto& tested) { return tested.param == Effort::quick ? "quick" : "optimised"; });

}  // namespace
}  // namespace wend::codegen
