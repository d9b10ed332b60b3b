// The block executor against the reference, row by row, on columns of every storage.
#include "runtime/columns/query.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "runtime/columns/tag_row.hpp"
#include "tests/unit/columns/random_columns.hpp"

namespace wend::columns {
namespace {

const Moment kMoment{.now = 1'772'445'600'000'000, .zone = *Zone::named("Asia/Shanghai")};

Truth reference(const ir::Program& program, ir::ExpressionId condition, const layout::ColumnLayout& layout,
                const layout::Chunk& chunk, std::size_t row) {
  const ir::Uses uses = ir::uses(program, std::span(&condition, 1));
  const TagRowShape shape(*program.schema, uses.tags);
  TagRow values(shape);
  values.begin();
  layout::ColumnScratch scratch;
  for (std::size_t position = 0; position < uses.tags.size(); ++position) {
    const std::uint32_t tag = uses.tags[position];
    values.set(position, layout::load(layout.columns[tag], chunk.columns[tag], row, scratch));
  }
  eval::Inputs inputs;
  inputs.tags = values.row();
  inputs.now = kMoment.now;
  inputs.zone = kMoment.zone;
  return eval::judge(program, condition, inputs);
}

bool bit(const Bits& bits, std::size_t row) {
  return (bits.words[row / 64] >> row % 64 & 1U) != 0;
}

TEST(Query, AgreesWithTheReferenceOnEveryRow) {
  std::size_t counts[3] = {};
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    RandomColumns columns(seed);
    const std::vector<layout::Chunk> chunks = columns.chunks();
    const Query query(columns.program(), columns.conditions(), columns.layout());
    for (const Instructions instructions : {Instructions::plain, Instructions::avx2, Instructions::avx512}) {
      const Effort effort{.threads = instructions == Instructions::plain ? 1U : 2U, .instructions = instructions};
      const auto truths = query.truths(chunks, kMoment, effort);
      const auto bits = query.bits(chunks, kMoment, effort);
      const auto many = query.count(chunks, kMoment, effort);
      for (std::size_t condition = 0; condition < columns.conditions().size(); ++condition) {
        std::uint64_t yes = 0;
        for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk) {
          ASSERT_EQ(truths[condition][chunk].yes.words, bits[condition][chunk].words) << seed;
          const bool all = chunks[chunk].rows < 1'000;
          for (std::size_t row = 0; row < chunks[chunk].rows; row += all ? 1 : 41) {
            const Truth expected =
                reference(columns.program(), columns.conditions()[condition], columns.layout(), chunks[chunk], row);
            ++counts[static_cast<std::size_t>(expected)];
            ASSERT_EQ(bit(truths[condition][chunk].yes, row), expected == Truth::yes)
                << "seed " << seed << ", condition " << condition << ", chunk " << chunk << ", row " << row << ": "
                << ir::to_text(columns.program(), columns.conditions()[condition]);
            ASSERT_EQ(bit(truths[condition][chunk].known, row), expected != Truth::unknown)
                << "seed " << seed << ", condition " << condition << ", chunk " << chunk << ", row " << row << ": "
                << ir::to_text(columns.program(), columns.conditions()[condition]);
          }
          for (const std::uint64_t word : bits[condition][chunk].words)
            yes += static_cast<std::uint64_t>(std::popcount(word));
        }
        ASSERT_EQ(many[condition], yes);
      }
    }
  }
  for (const std::size_t count : counts) EXPECT_GT(count, 20'000U) << "too one-sided to show much";
}

}  // namespace
}  // namespace wend::columns
