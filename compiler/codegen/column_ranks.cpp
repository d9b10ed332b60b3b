// Wide numbers ranked among many limits, by bisection: compiler/layout/column_ranks.hpp says how.
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicsX86.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "compiler/codegen/column_lowering.hpp"
#include "compiler/layout/column_ranks.hpp"

namespace wend::codegen {
namespace {

using layout::kBlockRows;
using layout::kRankVector;
using layout::RankNarrowing;
using masks::Kind;

}  // namespace

// The tile's numbers are ranked once for all groups of a ranking.
void ColumnLowering::compare_ranks(const LeafGroup& group) {
  const Ranking& ranking = plan_.rankings[group.ranking];
  if (group.first == ranking.first) rank(group);
  std::vector<Value> planes;
  for (std::uint32_t level = 0; level < ranking.levels; ++level) {
    Value plane = at(place_.scratch, scratch_.plane(level));
    planes.push_back(build_.CreateAlignedLoad(tile_masks_, plane, llvm::Align(kTileBlocks * kWord)));
  }
  Value slots = at(place_.scratch, scratch_.slot(group.first));
  Value all_bits =
      at(place_.scratch, scratch_.rank_bits(group.ranking) + (group.first - ranking.first) * Scratch::kRankBitsSize);
  repeat(word(group.count), [&](Value leaf) {
    Value bits = at(all_bits, build_.CreateMul(leaf, word(Scratch::kRankBitsSize)));
    Value inside = group.kind == Kind::at_most ? ones() : above(planes, at(bits, Scratch::kRankLow), ones());
    if (group.kind != Kind::at_least) {
      inside = build_.CreateAnd(inside, build_.CreateNot(above(planes, at(bits, Scratch::kRankHigh), none())));
    }
    build_.CreateAlignedStore(inside, at(slots, build_.CreateMul(leaf, word(kTileBlocks * kWord))),
                              llvm::Align(kTileBlocks * kWord));
  });
}

void ColumnLowering::rank(const LeafGroup& first) {
  const Ranking& ranking = plan_.rankings[first.ranking];
  const layout::ColumnStorage storage = storage_of(first);
  const auto as_stored = [&] { bisect(ranking, kRankVector / layout::value_width(storage), false); };
  if (!layout::may_narrow(storage, ranking.levels)) {
    as_stored();
  } else {
    Value narrowing = at(place_.scratch, scratch_.ranking(first.ranking) + layout::kNarrowingAt);
    Value narrowed = load_word(narrowing, offsetof(RankNarrowing, narrowed));
    when(build_.CreateICmpNE(narrowed, word(0)), [&] { bisect(ranking, kRankVector / sizeof(std::uint32_t), true); });
    when(build_.CreateICmpEQ(narrowed, word(0)), as_stored);
  }
  store_planes(ranking);
}

// So many rows at a time.
void ColumnLowering::bisect(const Ranking& ranking, std::uint64_t rows, bool narrowed) {
  const layout::ColumnStorage storage = layout_.columns[ranking.tag].storage;
  const std::uint64_t width = layout::value_width(storage);
  llvm::Type* vector = llvm::FixedVectorType::get(element_of(storage), kRankVector / static_cast<unsigned>(width));
  llvm::Type* bytes = llvm::FixedVectorType::get(build_.getInt8Ty(), static_cast<unsigned>(rows));
  const bool is_signed = storage != layout::ColumnStorage::unsigned32 && !narrowed;
  const auto& group = *std::ranges::find(plan_.groups, ranking.first, &LeafGroup::first);
  Value values = values_of(ranking.tag);
  repeat(word(kTileBlocks), [&](Value block) {
    Value begin = at(values, build_.CreateMul(first_row(block), word(width)));
    if (is_first_of_column(group)) fetch_ahead(begin, width, width);
    Value paths = at(at(place_.scratch, scratch_.paths()), build_.CreateMul(block, word(kBlockRows)));
    for (std::uint64_t row = 0; row < kBlockRows; row += rows) {
      const auto load = [&](std::uint64_t from) {
        return build_.CreateAlignedLoad(vector, at(begin, from * width), llvm::Align(1));
      };
      Value stored = narrowed ? narrow(ranking, load(row), load(row + rows / 2)) : load(row);
      store(build_.CreateTrunc(path_of(ranking, stored, is_signed), bytes), at(paths, row));
    }
  });
}

// As layout::RankNarrowing says, two vectors into one.
ColumnLowering::Value ColumnLowering::narrow(const Ranking& ranking, Value first, Value second) {
  const auto number = static_cast<std::uint32_t>(&ranking - plan_.rankings.data());
  Value narrowing = at(place_.scratch, scratch_.ranking(number) + layout::kNarrowingAt);
  llvm::Type* wide = first->getType();
  const auto of_all = [&](std::uint64_t place) { return spread(load_word(narrowing, place), wide); };
  const auto half = [&](Value numbers) {
    Value risen = build_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, numbers, of_all(offsetof(RankNarrowing, least)));
    Value steps = build_.CreateLShr(build_.CreateSub(risen, of_all(offsetof(RankNarrowing, origin))),
                                    of_all(offsetof(RankNarrowing, shift)));
    Value most = llvm::ConstantInt::get(wide, std::numeric_limits<std::uint32_t>::max());
    Value low = build_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, steps, most);
    return build_.CreateTrunc(low, llvm::VectorType::get(build_.getInt32Ty(), llvm::cast<llvm::VectorType>(wide)));
  };
  llvm::SmallVector<int, kRankVector> both;
  for (unsigned lane = 0; lane < kRankVector / sizeof(std::uint32_t); ++lane) both.push_back(static_cast<int>(lane));
  return build_.CreateShuffleVector(half(first), half(second), both);
}

// A bit for each level, the first level's the lowest.
ColumnLowering::Value ColumnLowering::path_of(const Ranking& ranking, Value stored, bool is_signed) {
  auto* vector = llvm::cast<llvm::VectorType>(stored->getType());
  const auto number = static_cast<std::uint32_t>(&ranking - plan_.rankings.data());
  Value tables = at(place_.scratch, scratch_.ranking(number));
  Value path = llvm::Constant::getNullValue(vector);
  Value passed = nullptr;
  for (std::uint32_t level = 0; level < ranking.levels; ++level) {
    Value cuts = cuts_at(tables, vector, level, path, passed);
    passed = is_signed ? build_.CreateICmpSGE(stored, cuts) : build_.CreateICmpUGE(stored, cuts);
    Value bit = llvm::ConstantInt::get(vector, std::uint64_t{1} << level);
    path = build_.CreateSelect(passed, build_.CreateOr(path, bit), path);
  }
  return path;
}

// By row the cut that a path comes to. A permutation looks at no more bits of a path than it has numbers to choose
// from.
ColumnLowering::Value ColumnLowering::cuts_at(Value tables, llvm::VectorType* vector, std::uint32_t level, Value path,
                                              Value last_passed) {
  const std::uint64_t width = vector->getScalarSizeInBits() / 8;
  const std::uint64_t count = std::uint64_t{1} << level;
  const std::uint64_t in_vector = kRankVector / width;
  Value first = at(tables, layout::level_at(level, width));
  if (count == 1) {
    return spread(build_.CreateAlignedLoad(vector->getElementType(), first, llvm::Align(width)), vector);
  }
  const bool wide = width == sizeof(std::int64_t);
  const auto load = [&](std::uint64_t place) {
    return build_.CreateAlignedLoad(vector, at(first, place * kRankVector), llvm::Align(kRankVector));
  };
  if (count <= in_vector) {
    return build_.CreateIntrinsic(
        wide ? llvm::Intrinsic::x86_avx512_permvar_di_512 : llvm::Intrinsic::x86_avx512_permvar_si_512, {},
        {load(0), path});
  }
  const auto of_two = [&](std::uint64_t place) {
    return build_.CreateIntrinsic(
        wide ? llvm::Intrinsic::x86_avx512_vpermi2var_q_512 : llvm::Intrinsic::x86_avx512_vpermi2var_d_512, {},
        {load(place), path, load(place + 1)});
  };
  if (count == 2 * in_vector) return of_two(0);
  return build_.CreateSelect(last_passed, of_two(2), of_two(0));
}

// The bits of the ranks, those of a tile's rows for one level side by side as masks are.
void ColumnLowering::store_planes(const Ranking& ranking) {
  llvm::Type* vector = llvm::FixedVectorType::get(build_.getInt8Ty(), kBlockRows);
  for (std::uint64_t block = 0; block < kTileBlocks; ++block) {
    Value paths = build_.CreateAlignedLoad(vector, at(place_.scratch, scratch_.paths() + block * kBlockRows),
                                           llvm::Align(kBlockRows));
    for (std::uint32_t level = 0; level < ranking.levels; ++level) {
      Value bit = build_.CreateAnd(paths, llvm::ConstantInt::get(vector, std::uint64_t{1} << level));
      Value passed = build_.CreateICmpNE(bit, llvm::Constant::getNullValue(vector));
      store(bits_of(passed), at(place_.scratch, scratch_.plane(level) + block * kWord));
    }
  }
}

// Where ranks are greater than a limit's, or `equal` (all ones) to it. From the lowest bit on: where the limit's bit is
// set, a rank stays above it by having that bit too, and elsewhere comes above it by having that bit at all: what two
// of three say.
ColumnLowering::Value ColumnLowering::above(std::span<const Value> planes, Value bits, Value equal) {
  constexpr std::uint32_t kTwoOfThree = 0xe8;
  Value above = equal;
  for (std::size_t level = planes.size(); level-- > 0;) {
    Value unset = spread(load_word(bits, level * kWord), tile_masks_);
    above = build_.CreateIntrinsic(llvm::Intrinsic::x86_avx512_pternlog_q_512, {},
                                   {planes[level], above, unset, build_.getInt32(kTwoOfThree)});
  }
  return above;
}

}  // namespace wend::codegen
