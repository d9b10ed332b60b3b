// Comparisons of what columns hold: a loop over the blocks of a tile, which loads what is stored once, and inside it
// one over all limits that it is compared with.
#include <llvm/IR/IntrinsicsX86.h>

#include <algorithm>
#include <array>

#include "compiler/codegen/column_lowering.hpp"

namespace wend::codegen {
namespace {

using layout::ColumnStorage;
using layout::kBlockRows;
using masks::Kind;

constexpr std::uint64_t kByte = 8;
constexpr std::uint64_t kMaskBytes = kBlockRows / kByte;
constexpr std::uint64_t kRegisterBytes = 64;
constexpr std::uint64_t kLineBytes = 64;  // of the cache; a block of bytes is one
// Far enough for memory to answer before the tile's turn comes, and near enough to be kept until then.
constexpr std::uint64_t kTilesAhead = 4;
// So many lines are enough for the processor to see where reading goes on.
constexpr std::uint64_t kLinesOfStart = 2;
// Elsewhere as many rows at a time as one instruction gathers the answers of.
constexpr std::uint64_t kRowsWithoutMasks = 16;
// Of 256 answers, looked up in registers.
constexpr std::uint64_t kAnswers = 256;

unsigned rows_in(const llvm::Value* vector) {
  return llvm::cast<llvm::FixedVectorType>(vector->getType())->getNumElements();
}

bool is_unsigned(ColumnStorage storage) {
  return storage == ColumnStorage::unsigned8 || storage == ColumnStorage::unsigned16 ||
         storage == ColumnStorage::unsigned32;
}

}  // namespace

// Few comparisons are made block by block for all columns, so that one column's loads overlap with the other's
// comparisons; many of them column by column, with as much of a column in registers as goes.
void ColumnLowering::leaves(std::span<const LeafGroup> groups) {
  if (plan_.small) {
    for (const LeafGroup& group : groups) {
      const std::uint64_t width = layout::value_width(storage_of(group));
      if (width < sizeof(std::int32_t) || !is_first_of_column(group)) continue;
      Value begin = build_.CreateMul(place_.first, word(kBlockRows * width));
      fetch_ahead(at(values_of(group.tag), begin), width, kLinesOfStart);
    }
    repeat(word(kTileBlocks), [&](Value block) {
      for (const LeafGroup& group : groups) leaves(group, block, 1);
    });
    return;
  }
  for (const LeafGroup& group : groups) {
    if (group.ranking != kNoSlot) {
      compare_ranks(group);
      continue;
    }
    const bool in_registers = machine_.mask_registers && !looks_up_one_by_one(group);
    const std::uint64_t blocks = in_registers ? kTileBlocks / layout::value_width(storage_of(group)) : 1;
    repeat(word(kTileBlocks / blocks),
           [&](Value index) { leaves(group, build_.CreateMul(index, word(blocks)), blocks); });
  }
}

bool ColumnLowering::looks_up_one_by_one(const LeafGroup& group) const {
  const bool bytes = layout::value_width(storage_of(group)) == 1;
  return group.kind == Kind::table && !(machine_.byte_permutes && bytes);
}

// Of so many blocks of the tile, from `block` on.
void ColumnLowering::leaves(const LeafGroup& group, Value block, std::uint64_t blocks) {
  const bool one_by_one = looks_up_one_by_one(group);
  std::vector<Piece> pieces;
  if (!one_by_one) pieces = load_pieces(group, block, blocks);
  Value slots = at(at(place_.scratch, scratch_.slot(group.first)), build_.CreateMul(block, word(kMaskBytes)));
  const auto one = [&](Value leaf) {
    Value entry =
        at(at(place_.scratch, scratch_.leaf(group.first)), build_.CreateMul(leaf, word(Scratch::kLeafWords * kWord)));
    Value slot = at(slots, build_.CreateMul(leaf, word(kTileBlocks * kMaskBytes)));
    if (one_by_one) return look_up(group, first_row(block), entry, slot);
    if (group.kind == Kind::table) return look_up_in_registers(group, pieces, entry, slot);
    compare(group, pieces, entry, slot);
  };
  if (!plan_.small && group.count > 1) return repeat(word(group.count), one);
  for (std::uint32_t leaf = 0; leaf < group.count; ++leaf) one(word(leaf));
}

// Where the rows of a block of the tile begin. A block that a short tile does not have is a copy of its last.
ColumnLowering::Value ColumnLowering::first_row(Value block) {
  Value last = build_.CreateSub(place_.count, word(1));
  Value there = build_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, block, last);
  return build_.CreateMul(build_.CreateAdd(place_.first, there), word(kBlockRows));
}

std::vector<ColumnLowering::Piece> ColumnLowering::load_pieces(const LeafGroup& group, Value first,
                                                               std::uint64_t blocks) {
  const ColumnStorage storage = storage_of(group);
  const std::uint64_t width = layout::value_width(storage);
  const std::uint64_t rows = machine_.mask_registers ? kRegisterBytes / width : kRowsWithoutMasks;
  llvm::Type* vector = llvm::FixedVectorType::get(element_of(storage), static_cast<unsigned>(rows));
  Value values = values_of(group.tag);
  std::vector<Piece> pieces;
  for (std::uint64_t block = 0; block < blocks; ++block) {
    Value row = first_row(build_.CreateAdd(first, word(block)));
    Value begin = at(values, build_.CreateMul(row, word(width)));
    if (!plan_.small && is_first_of_column(group)) fetch_ahead(begin, width, width);
    for (std::uint64_t piece = 0; piece < kBlockRows / rows; ++piece) {
      Value stored = build_.CreateAlignedLoad(vector, at(begin, piece * rows * width), llvm::Align(1));
      pieces.push_back({stored, block * kMaskBytes + piece * rows / kByte});
    }
  }
  return pieces;
}

bool ColumnLowering::is_first_of_column(const LeafGroup& group) const {
  return &group == &*std::ranges::find(plan_.groups, group.tag, &LeafGroup::tag);
}

// Asks for lines of what a later tile holds: for a column's part of a tile is up to a page, at the end of which the
// processor's own reading ahead stops. Beyond the column's end it is an address that nothing is read from.
void ColumnLowering::fetch_ahead(Value begin, std::uint64_t width, std::uint64_t lines) {
  for (std::uint64_t line = 0; line < lines; ++line) {
    fetch(begin, kTilesAhead * kTileBlocks * kBlockRows * width + line * kLineBytes);
  }
}

void ColumnLowering::compare(const LeafGroup& group, std::span<const Piece> pieces, Value entry, Value slot) {
  const Limit limit = load_limit(group, entry, pieces.front().stored->getType());
  if (machine_.mask_registers && !plan_.small) {
    for (const Piece& piece : pieces) {
      Value mask = inside(group, piece.stored, limit);
      store(build_.CreateBitCast(mask, build_.getIntNTy(rows_in(mask))), at(slot, piece.place));
    }
    return;
  }
  // Put together in general registers, a word at a time: stores of parts would be read again before they are written.
  Value word = nullptr;
  for (const Piece& piece : pieces) {
    const std::uint64_t first_bit = piece.place % kMaskBytes * kByte;
    Value mask = bits_of(inside(group, piece.stored, limit));
    word = first_bit == 0 ? mask : build_.CreateOr(word, build_.CreateShl(mask, this->word(first_bit)));
    const bool last = first_bit + rows_in(piece.stored) == kBlockRows;
    if (last) store(word, at(slot, piece.place / kMaskBytes * kMaskBytes));
  }
}

ColumnLowering::Limit ColumnLowering::load_limit(const LeafGroup& group, Value entry, llvm::Type* vector) {
  llvm::Type* element = llvm::cast<llvm::VectorType>(vector)->getElementType();
  const auto load = [&](std::uint64_t place) {
    // The low bytes are the first.
    llvm::Type* stored = element->isFloatTy() ? build_.getDoubleTy() : element;
    Value limit = load_constant(stored, at(entry, place), kWord);
    return spread(element->isFloatTy() ? build_.CreateFPTrunc(limit, element) : limit, vector);
  };
  const bool interval = group.kind == Kind::interval;
  const bool difference = interval && element->isIntegerTy();
  Limit limit;
  if (group.kind != Kind::at_most) limit.low = load(Scratch::kLeafLow);
  if (group.kind != Kind::at_least) limit.high = load(difference ? Scratch::kLeafWidth : Scratch::kLeafHigh);
  return limit;
}

ColumnLowering::Value ColumnLowering::inside(const LeafGroup& group, Value stored, const Limit& limit) {
  const bool floating = stored->getType()->isFPOrFPVectorTy();
  const bool is_signed = !is_unsigned(storage_of(group));
  if (floating) {
    // Ordered: a NaN is nowhere inside.
    Value above = limit.low == nullptr ? nullptr : build_.CreateFCmpOGE(stored, limit.low);
    Value below = limit.high == nullptr ? nullptr : build_.CreateFCmpOLE(stored, limit.high);
    if (above == nullptr || below == nullptr) return above == nullptr ? below : above;
    return build_.CreateAnd(above, below);
  }
  // One comparison does for both sides: what is below wraps round to far above.
  if (limit.low != nullptr && limit.high != nullptr) {
    return build_.CreateICmpULE(build_.CreateSub(stored, limit.low), limit.high);
  }
  if (limit.low != nullptr) {
    return is_signed ? build_.CreateICmpSGE(stored, limit.low) : build_.CreateICmpUGE(stored, limit.low);
  }
  return is_signed ? build_.CreateICmpSLE(stored, limit.high) : build_.CreateICmpULE(stored, limit.high);
}

// The answers lie in four registers; the upper bit of a code chooses the pair, the others the byte in it.
void ColumnLowering::look_up_in_registers(const LeafGroup& group, std::span<const Piece> pieces, Value entry,
                                          Value slot) {
  llvm::Type* vector = pieces.front().stored->getType();
  Value table = load_pointer(entry, Scratch::kLeafTable, kAnswers);
  std::array<Value, kAnswers / kRegisterBytes> answers{};
  for (std::uint64_t part = 0; part < answers.size(); ++part) {
    answers[part] = load_constant(vector, at(table, part * kRegisterBytes), 1);
  }
  const auto permute = [&](Value code, std::size_t pair) {
    return build_.CreateIntrinsic(llvm::Intrinsic::x86_avx512_vpermi2var_qi_512, {},
                                  {answers[2 * pair], code, answers[2 * pair + 1]});
  };
  for (const Piece& piece : pieces) {
    Value upper = build_.CreateICmpSLT(piece.stored, llvm::Constant::getNullValue(vector));
    Value found = build_.CreateSelect(upper, permute(piece.stored, 1), permute(piece.stored, 0));
    store_answers(group, found, at(slot, piece.place));
  }
}

// One code after the other, eight answers to a word.
void ColumnLowering::look_up(const LeafGroup& group, Value row, Value entry, Value slot) {
  const ColumnStorage storage = storage_of(group);
  const std::uint64_t width = layout::value_width(storage);
  Value table = load_pointer(entry, Scratch::kLeafTable);
  Value last = load_word(entry, Scratch::kLeafLast);
  Value begin = at(values_of(group.tag), build_.CreateMul(row, word(width)));
  Value found = room(Room::answers);
  repeat(word(kBlockRows / kByte), [&](Value eight) {
    Value codes = at(begin, build_.CreateMul(eight, word(kByte * width)));
    Value answers = word(0);
    for (std::uint64_t row_in_eight = 0; row_in_eight < kByte; ++row_in_eight) {
      Value code = build_.CreateAlignedLoad(build_.getIntNTy(static_cast<unsigned>(width * kByte)),
                                            at(codes, row_in_eight * width), llvm::Align(1));
      Value index = build_.CreateZExt(code, build_.getInt64Ty());
      if (storage == ColumnStorage::coded32) {
        index = build_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, index, last);
      }
      Value answer = build_.CreateLoad(build_.getInt8Ty(), at(table, index));
      answer = build_.CreateShl(build_.CreateZExt(answer, build_.getInt64Ty()), word(row_in_eight * kByte));
      answers = build_.CreateOr(answers, answer);
    }
    store(answers, at(found, build_.CreateMul(eight, word(kByte))));
  });
  llvm::Type* vector = llvm::FixedVectorType::get(build_.getInt8Ty(), kBlockRows);
  store_answers(group, build_.CreateAlignedLoad(vector, found, llvm::Align(kByte)), slot);
}

void ColumnLowering::store_answers(const LeafGroup& group, Value answers, Value slot) {
  const auto equals = [&](std::uint8_t answer) {
    return bits_of(build_.CreateICmpEQ(answers, spread(build_.getInt8(answer), answers->getType())));
  };
  store(equals(1), slot);
  if (!group.falsity) return;
  const std::uint64_t distance = scratch_.slot(group.first_falsity) - scratch_.slot(group.first);
  store(equals(0), at(slot, distance));
}

// The answers of a comparison, the first row's in the lowest bit.
ColumnLowering::Value ColumnLowering::bits_of(Value answers) {
  Value bits = build_.CreateBitCast(answers, build_.getIntNTy(rows_in(answers)));
  return build_.CreateZExt(bits, build_.getInt64Ty());
}

layout::ColumnStorage ColumnLowering::storage_of(const LeafGroup& group) const {
  return layout_.columns[group.tag].storage;
}

llvm::Type* ColumnLowering::element_of(ColumnStorage storage) {
  if (storage == ColumnStorage::float32) return build_.getFloatTy();
  if (storage == ColumnStorage::float64) return build_.getDoubleTy();
  return build_.getIntNTy(static_cast<unsigned>(layout::value_width(storage) * kByte));
}

ColumnLowering::Value ColumnLowering::values_of(std::uint32_t tag) {
  const std::uint64_t size = layout_.columns.size() * sizeof(layout::ColumnData);
  Value columns = load_pointer(place_.frame, offsetof(layout::ColumnFrame, columns), size);
  return load_pointer(columns, tag * sizeof(layout::ColumnData) + offsetof(layout::ColumnData, values));
}

}  // namespace wend::codegen
