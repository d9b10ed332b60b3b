// What does not change from tile to tile, laid out once for a call: bounds side by side in the order in which the loops
// over leaves go through them, tables likewise, and how the bitmaps lie.
#include <llvm/IR/Constants.h>

#include <limits>
#include <string>

#include "compiler/codegen/column_lowering.hpp"

namespace wend::codegen {
namespace {

using layout::Answers;
using layout::Bound;
using layout::ColumnData;
using layout::ColumnFrame;

}  // namespace

void ColumnLowering::prepare() {
  for (const LeafGroup& group : plan_.groups) {
    if (group.kind == masks::Kind::table) {
      prepare_tables(group);
    } else {
      prepare_limits(group);
    }
  }
  for (const Ranking& ranking : plan_.rankings) prepare_ranking(ranking);
  prepare_bitmaps();
  prepare_results();
}

void ColumnLowering::prepare_limits(const LeafGroup& group) {
  LeafGroup limits = group;
  if (plan_.leaves[group.first].of_column) {
    prepare_column_range(group.first);
    limits = {.tag = group.tag, .kind = group.kind, .first = group.first + 1, .count = group.count - 1};
  }
  if (limits.count == 0) return;
  repeat(word(limits.count), [&](Value index) {
    Value bound = source_of(limits, index, offsetof(ColumnFrame, bounds), sizeof(Bound));
    Value entry =
        at(at(place_.scratch, scratch_.leaf(limits.first)), build_.CreateMul(index, word(Scratch::kLeafWords * kWord)));
    // A ranking must not count a side that is not compared.
    const bool ranked = limits.ranking != kNoSlot;
    Value low = ranked && limits.kind == masks::Kind::at_most
                    ? build_.getInt64(std::numeric_limits<std::int64_t>::min())
                    : load_word(bound, offsetof(Bound, low));
    Value high = ranked && limits.kind == masks::Kind::at_least
                     ? build_.getInt64(std::numeric_limits<std::int64_t>::max())
                     : load_word(bound, offsetof(Bound, high));
    prepare_limit(entry, low, high);
    Value enable = load_word(bound, offsetof(Bound, enable));
    Value settled = load_word(bound, offsetof(Bound, settled));
    store(enable, at(entry, Scratch::kLeafEnable));
    // What is inside is not false where the limit allows it to be true, or leaves it open.
    store(build_.CreateOr(enable, build_.CreateNot(settled)), at(entry, Scratch::kLeafNotFalse));
  });
}

void ColumnLowering::prepare_column_range(std::uint32_t position) {
  const std::uint32_t tag = plan_.leaves[position].index;
  Value column = at(load_pointer(place_.frame, offsetof(ColumnFrame, columns)), tag * sizeof(ColumnData));
  prepare_limit(at(place_.scratch, scratch_.leaf(position)), load_word(column, offsetof(ColumnData, least)),
                load_word(column, offsetof(ColumnData, greatest)));
}

void ColumnLowering::prepare_limit(Value entry, Value low, Value high) {
  store(low, at(entry, Scratch::kLeafLow));
  store(high, at(entry, Scratch::kLeafHigh));
  store(build_.CreateSub(high, low), at(entry, Scratch::kLeafWidth));
}

// The limits' numbers become ranks, and their bits words that are ones where the bit is not set.
void ColumnLowering::prepare_ranking(const Ranking& ranking) {
  const auto number = static_cast<std::uint32_t>(&ranking - plan_.rankings.data());
  llvm::Type* address = build_.getPtrTy();
  llvm::Type* number_type = build_.getInt64Ty();
  auto* type = llvm::FunctionType::get(
      build_.getVoidTy(), {address, number_type, number_type, build_.getInt8Ty(), build_.getInt32Ty(), address}, false);
  Value limits = at(place_.scratch, scratch_.leaf(ranking.first));
  const auto storage = static_cast<std::uint8_t>(layout_.columns[ranking.tag].storage);
  auto* call =
      build_.CreateCall(type, load_pointer(place_.frame, offsetof(ColumnFrame, rank)),
                        {limits, word(Scratch::kLeafWords * kWord), word(ranking.count), build_.getInt8(storage),
                         build_.getInt32(ranking.levels), at(place_.scratch, scratch_.ranking(number))});
  call->setDoesNotThrow();
  call->addParamAttr(3, llvm::Attribute::ZExt);
  repeat(word(ranking.count), [&](Value index) {
    Value entry = at(limits, build_.CreateMul(index, word(Scratch::kLeafWords * kWord)));
    Value bits =
        at(at(place_.scratch, scratch_.rank_bits(number)), build_.CreateMul(index, word(Scratch::kRankBitsSize)));
    for (const std::uint64_t side : {Scratch::kLeafLow, Scratch::kLeafHigh}) {
      Value rank = build_.CreateAlignedLoad(build_.getInt64Ty(), at(entry, side), llvm::Align(kWord));
      for (std::uint32_t level = 0; level < ranking.levels; ++level) {
        Value bit = build_.CreateAnd(build_.CreateLShr(rank, word(ranking.levels - 1 - level)), word(1));
        store(build_.CreateSub(bit, word(1)),
              at(bits, (side == Scratch::kLeafLow ? Scratch::kRankLow : Scratch::kRankHigh) + level * kWord));
      }
    }
  });
}

void ColumnLowering::prepare_tables(const LeafGroup& group) {
  repeat(word(group.count), [&](Value index) {
    Value table = source_of(group, index, offsetof(ColumnFrame, tables), sizeof(Answers));
    Value entry =
        at(at(place_.scratch, scratch_.leaf(group.first)), build_.CreateMul(index, word(Scratch::kLeafWords * kWord)));
    store(load_pointer(table, offsetof(Answers, of)), at(entry, Scratch::kLeafTable));
    Value last = build_.CreateAlignedLoad(build_.getInt32Ty(), at(table, offsetof(Answers, last)), llvm::Align(4));
    store(build_.CreateZExt(last, build_.getInt64Ty()), at(entry, Scratch::kLeafLast));
    Value missing_true = load_word(table, offsetof(Answers, missing_true));
    Value missing_known = load_word(table, offsetof(Answers, missing_known));
    store(missing_true, at(entry, Scratch::kLeafMissingTrue));
    store(build_.CreateAnd(missing_known, build_.CreateNot(missing_true)), at(entry, Scratch::kLeafMissingFalse));
  });
}

// Where the leaf at a position of the group has its limit or table in an array of the frame.
ColumnLowering::Value ColumnLowering::source_of(const LeafGroup& group, Value position, std::size_t array_in_frame,
                                                std::size_t size) {
  std::vector<std::uint32_t> indices;
  for (std::uint32_t leaf = group.first; leaf < group.first + group.count; ++leaf) {
    indices.push_back(plan_.leaves[leaf].index);
  }
  Value offset = build_.CreateMul(number_at(list(indices), position), word(size));
  return at(load_pointer(place_.frame, array_in_frame), offset);
}

llvm::GlobalVariable* ColumnLowering::list(std::span<const std::uint32_t> numbers) {
  llvm::Constant* data = llvm::ConstantDataArray::get(batch_.context(), llvm::ArrayRef(numbers.data(), numbers.size()));
  return new llvm::GlobalVariable(batch_.module(), data->getType(), true, llvm::GlobalValue::InternalLinkage, data,
                                  "numbers");
}

ColumnLowering::Value ColumnLowering::number_at(llvm::GlobalVariable* list, Value position) {
  Value place = at(list, build_.CreateMul(position, word(sizeof(std::uint32_t))));
  return build_.CreateZExt(build_.CreateLoad(build_.getInt32Ty(), place), build_.getInt64Ty());
}

void ColumnLowering::prepare_bitmaps() {
  if (plan_.bitmaps.empty()) return;
  std::vector<std::uint32_t> pointers;
  std::vector<std::uint32_t> bits;
  for (const Bitmap& bitmap : plan_.bitmaps) {
    const auto column = static_cast<std::uint32_t>(bitmap.tag * sizeof(ColumnData));
    const std::size_t pointer = bitmap.stored ? offsetof(ColumnData, values) : offsetof(ColumnData, known);
    const std::size_t bit = bitmap.stored ? offsetof(ColumnData, value_bit) : offsetof(ColumnData, known_bit);
    pointers.push_back(column + static_cast<std::uint32_t>(pointer));
    bits.push_back(column + static_cast<std::uint32_t>(bit));
  }
  llvm::GlobalVariable* pointer_places = list(pointers);
  llvm::GlobalVariable* bit_places = list(bits);
  Value columns = load_pointer(place_.frame, offsetof(ColumnFrame, columns));
  repeat(word(plan_.bitmaps.size()), [&](Value position) {
    Value given = load_pointer(at(columns, number_at(pointer_places, position)), 0);
    Value bit = build_.CreateLoad(build_.getInt8Ty(), at(columns, number_at(bit_places, position)));
    Value entry = build_.CreateMul(position, word(Scratch::kBitmapWords * kWord));
    prepare_bitmap(at(at(place_.scratch, scratch_.bitmap(0)), entry), given,
                   build_.CreateZExt(bit, build_.getInt64Ty()));
  });
}

// A word of a bitmap that begins at a bit inside a byte is in nine bytes. It is put together from the eight bytes from
// the first on and the eight up to the last, so that nothing beyond them is read; where it begins with a byte the two
// are one.
void ColumnLowering::prepare_bitmap(Value entry, Value given, Value first_bit) {
  // Where there is none, everything is known: one tile of ones stands for all.
  Value absent = build_.CreateIsNull(given);
  Value all = batch_.constant_at(batch_.constants().text(std::string(kTileBlocks * kWord, '\xff')));
  Value shift = build_.CreateSelect(absent, word(0), first_bit);
  Value aligned = build_.CreateICmpEQ(shift, word(0));
  store(build_.CreateSelect(absent, all, given), at(entry, Scratch::kBitmapPointer));
  store(build_.CreateSelect(absent, word(0), word(kWord)), at(entry, Scratch::kBitmapStride));
  store(build_.CreateSelect(aligned, word(0), word(1)), at(entry, Scratch::kBitmapSecond));
  store(shift, at(entry, Scratch::kBitmapRight));
  store(build_.CreateSelect(aligned, word(0), build_.CreateSub(word(8), shift)), at(entry, Scratch::kBitmapLeft));
}

// A frame without an array of results wants none of them.
void ColumnLowering::prepare_results() {
  Value nothing = batch_.constant_at(batch_.constants().zeros(program_.roots.size() * sizeof(std::uint64_t)));
  const auto put = [&](std::size_t array_in_frame, std::uint64_t place) {
    Value given = load_pointer(place_.frame, array_in_frame);
    store(build_.CreateSelect(build_.CreateIsNull(given), nothing, given), at(place_.scratch, place));
  };
  put(offsetof(ColumnFrame, truths), scratch_.results());
  if (knowns_) put(offsetof(ColumnFrame, knowns), scratch_.results() + sizeof(std::uint64_t));
}

}  // namespace wend::codegen
