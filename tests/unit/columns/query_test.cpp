// The block executor against the reference, row by row, on columns of every storage.
#include "runtime/columns/query.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "runtime/columns/tag_row.hpp"
#include "tests/unit/columns/random_columns.hpp"

namespace wend::columns {
namespace {

const Moment kMoment{.now = 1'772'445'600'000'000, .zone = *Zone::named("Asia/Shanghai")};

class Reference {
 public:
  Reference(const RandomColumns& columns, ir::ExpressionId condition)
      : columns_(columns),
        condition_(condition),
        shape_(*columns.program().schema, ir::uses(columns.program(), std::span(&condition, 1)).tags),
        values_(shape_) {}

  Truth judge(const layout::Chunk& chunk, std::size_t row) {
    values_.begin();
    for (std::size_t position = 0; position < shape_.tags().size(); ++position) {
      const std::uint32_t tag = shape_.tags()[position];
      values_.set(position, layout::load(columns_.layout().columns[tag], chunk.columns[tag], row, scratch_));
    }
    eval::Inputs inputs;
    inputs.tags = values_.row();
    inputs.now = kMoment.now;
    inputs.zone = kMoment.zone;
    return eval::judge(columns_.program(), condition_, inputs);
  }

 private:
  const RandomColumns& columns_;
  ir::ExpressionId condition_;
  TagRowShape shape_;
  TagRow values_;
  layout::ColumnScratch scratch_;
};

bool bit(const Bits& bits, std::size_t row) {
  return (bits.words[row / 64] >> row % 64 & 1U) != 0;
}

TEST(Query, AgreesWithTheReferenceOnEveryRow) {
  std::size_t counts[3] = {};
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    RandomColumns columns(seed);
    const std::vector<layout::Chunk> chunks = columns.chunks();
    const Query query(columns.program(), columns.conditions(), columns.layout());
    for (const Instructions instructions : {Instructions::plain, Instructions::avx2, Instructions::avx512}) {
      const Effort effort{.threads = instructions == Instructions::plain ? 1U : 2U, .instructions = instructions};
      const auto truths = query.truths(chunks, kMoment, effort);
      const auto bits = query.bits(chunks, kMoment, effort);
      const auto many = query.count(chunks, kMoment, effort);
      for (std::size_t condition = 0; condition < columns.conditions().size(); ++condition) {
        const ir::ExpressionId id = columns.conditions()[condition];
        Reference reference(columns, id);
        std::uint64_t yes = 0;
        for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk) {
          ASSERT_EQ(truths[condition][chunk].yes.words, bits[condition][chunk].words) << seed;
          const bool all = chunks[chunk].rows < 1'000;
          for (std::size_t row = 0; row < chunks[chunk].rows; row += all ? 1 : 41) {
            const Truth expected = reference.judge(chunks[chunk], row);
            ++counts[static_cast<std::size_t>(expected)];
            ASSERT_EQ(bit(truths[condition][chunk].yes, row), expected == Truth::yes)
                << "seed " << seed << ", condition " << condition << ", chunk " << chunk << ", row " << row << ": "
                << ir::to_text(columns.program(), id);
            ASSERT_EQ(bit(truths[condition][chunk].known, row), expected != Truth::unknown)
                << "seed " << seed << ", condition " << condition << ", chunk " << chunk << ", row " << row << ": "
                << ir::to_text(columns.program(), id);
          }
          for (const std::uint64_t word : bits[condition][chunk].words)
            yes += static_cast<std::uint64_t>(std::popcount(word));
        }
        ASSERT_EQ(many[condition], yes);
      }
    }
  }
  for (const std::size_t count : counts) EXPECT_GT(count, 5'000U) << "too one-sided to show much";
}

}  // namespace
}  // namespace wend::columns
