// Masks of a tile combined: what is known of columns, leaves, junctions, and the rows that a row evaluator is asked
// for.
#include "compiler/codegen/column_lowering.hpp"

namespace wend::codegen {
namespace {

using layout::ColumnFrame;
using masks::Kind;
using masks::Node;
using masks::NodeId;

// How many nodes are asked whether a row's answer still matters to them: more would cost more than they save.
constexpr unsigned kMostAsked = 64;

}  // namespace

void ColumnLowering::part(std::uint32_t position) {
  part_ = position;
  lowered_.clear();
  known_.clear();
  const codegen::Part& part = plan_.parts[position];
  for (std::uint32_t index = part.begin; index < part.end; ++index) {
    const NodeId id = plan_.order[index];
    // In a function that has them all, leaves are read where they are used.
    const bool later = plan_.parts.size() == 1 && plan_.leaf_of[id] != kNoSlot && plan_.roots[id].empty();
    if (later) continue;
    const Masks masks = masks_of(id);
    done_[id] = true;
    store_results(id, masks);
    if (plan_.parts.size() > 1) store_slots(id, masks);
  }
}

ColumnLowering::Masks ColumnLowering::masks_of(NodeId id) {
  if (const auto found = lowered_.find(id); found != lowered_.end()) return found->second;
  Masks masks;
  if (plan_.part_of[id] != part_) {
    const NodeSlots& slots = plan_.slots[id];
    if (plan_.wanted[id].truth) masks.truth = load_slot(slots.truth);
    if (plan_.wanted[id].falsity) masks.falsity = load_slot(slots.falsity);
  } else {
    masks = lower_node(id);
  }
  lowered_.emplace(id, masks);
  return masks;
}

ColumnLowering::Masks ColumnLowering::lower_node(NodeId id) {
  const Node& node = program_.nodes[id];
  const auto operand = [&] { return masks_of(program_.operands_of(node).front()); };
  switch (node.kind) {
    case Kind::always: return {ones(), none()};
    case Kind::never: return {none(), ones()};
    case Kind::missing: return {none(), none()};
    case Kind::truth: {
      Value bits = this->bits(plan_.bits_of[node.tag]);
      return {build_.CreateAnd(bits, known(node.tag)), build_.CreateAnd(build_.CreateNot(bits), known(node.tag))};
    }
    case Kind::is_known: return {known(node.tag), build_.CreateNot(known(node.tag))};
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most:
    case Kind::table: return leaf(id);
    case Kind::row: return row(id);
    case Kind::negation: {
      const Masks masks = operand();
      return {masks.falsity, masks.truth};
    }
    case Kind::conjunction:
    case Kind::disjunction: return junction(id);
    case Kind::known: {
      const Masks masks = operand();
      Value either = build_.CreateOr(masks.truth, masks.falsity);
      return {either, build_.CreateNot(either)};
    }
  }
  return {};
}

// From what was compared: layout::Bound and layout::Answers say which rows are true and known.
ColumnLowering::Masks ColumnLowering::leaf(NodeId id) {
  const Node& node = program_.nodes[id];
  const codegen::Wanted wanted = plan_.wanted[id];
  const NodeSlots& slots = plan_.slots[id];
  Value known = this->known(node.tag);
  const auto of_entry = [&](std::uint64_t place) {
    return spread(load_word(place_.scratch, scratch_.leaf(plan_.leaf_of[id]) + place), tile_masks_);
  };
  Masks masks;
  if (node.kind == Kind::table) {
    const auto answered = [&](std::uint32_t slot, std::uint64_t where_missing) -> Value {
      Value found = build_.CreateAnd(load_slot(slot), known);
      if (plan_.known_of[node.tag] == kNoSlot) return found;
      return build_.CreateOr(found, build_.CreateAnd(build_.CreateNot(known), of_entry(where_missing)));
    };
    if (wanted.truth) masks.truth = answered(slots.truth, Scratch::kLeafMissingTrue);
    if (wanted.falsity) masks.falsity = answered(slots.falsity, Scratch::kLeafMissingFalse);
    return masks;
  }
  Value inside = load_slot(slots.truth);
  if (wanted.truth) masks.truth = build_.CreateAnd(build_.CreateAnd(inside, known), of_entry(Scratch::kLeafEnable));
  if (wanted.falsity) {
    Value not_false = build_.CreateAnd(inside, of_entry(Scratch::kLeafNotFalse));
    masks.falsity = build_.CreateAnd(known, build_.CreateNot(not_false));
  }
  return masks;
}

ColumnLowering::Masks ColumnLowering::junction(NodeId id) {
  const Node& node = program_.nodes[id];
  const codegen::Wanted wanted = plan_.wanted[id];
  const bool conjunction = node.kind == Kind::conjunction;
  Masks all{conjunction ? ones() : none(), conjunction ? none() : ones()};
  const auto join = [&](Value left, Value right, bool both) {
    return both ? build_.CreateAnd(left, right) : build_.CreateOr(left, right);
  };
  for (const NodeId operand : program_.operands_of(node)) {
    const Masks masks = masks_of(operand);
    if (wanted.truth) all.truth = join(all.truth, masks.truth, conjunction);
    if (wanted.falsity) all.falsity = join(all.falsity, masks.falsity, !conjunction);
  }
  return all;
}

ColumnLowering::Masks ColumnLowering::row(NodeId id) {
  unsigned budget = kMostAsked;
  Value wanted = matters(id, budget);
  return judge(program_.nodes[id].index, wanted);
}

// Asks for the rows that are wanted, block by block; a block without any is not asked for.
ColumnLowering::Masks ColumnLowering::judge(std::uint32_t row, Value wanted) {
  Value asked = room(Room::asked);
  Value truths = room(Room::truths);
  Value knowns = room(Room::knowns);
  store(wanted, asked);
  store(none(), truths);
  store(none(), knowns);
  repeat(place_.count, [&](Value block) {
    Value offset = build_.CreateMul(block, word(kWord));
    Value rows = build_.CreateAlignedLoad(build_.getInt64Ty(), at(asked, offset), llvm::Align(kWord));
    when(build_.CreateICmpNE(rows, word(0)), [&] {
      llvm::Type* address = build_.getPtrTy();
      llvm::Type* number = build_.getInt64Ty();
      auto* type = llvm::FunctionType::get(build_.getVoidTy(),
                                           {address, build_.getInt32Ty(), number, number, address, address}, false);
      auto* call =
          build_.CreateCall(type, load_pointer(place_.frame, offsetof(ColumnFrame, judge)),
                            {load_pointer(place_.frame, offsetof(ColumnFrame, context)), build_.getInt32(row),
                             build_.CreateAdd(place_.first, block), rows, at(truths, offset), at(knowns, offset)});
      call->setDoesNotThrow();
    });
  });
  const auto load = [&](Value place) { return build_.CreateAlignedLoad(tile_masks_, place, llvm::Align(kWord)); };
  Value truth = build_.CreateAnd(load(truths), wanted);
  Value known = build_.CreateAnd(load(knowns), wanted);
  return {truth, build_.CreateAnd(known, build_.CreateNot(truth))};
}

// The rows for which a node's answer can still make a difference to some root; more of them where that is hard to say.
ColumnLowering::Value ColumnLowering::matters(NodeId id, unsigned& budget) {
  if (!plan_.roots[id].empty()) return ones();
  Value rows = none();
  for (const NodeId parent : plan_.parents[id]) {
    if (budget == 0) return ones();
    --budget;
    rows = build_.CreateOr(rows, build_.CreateAnd(undecided(parent, id, budget), matters(parent, budget)));
  }
  return rows;
}

// The rows for which the other operands leave a junction open. An operand that was not wanted for a row left neither
// mask set there, and has no say.
ColumnLowering::Value ColumnLowering::undecided(NodeId junction, NodeId but, unsigned& budget) {
  const Node& node = program_.nodes[junction];
  Value rows = ones();
  if (node.kind != Kind::conjunction && node.kind != Kind::disjunction) return rows;
  const bool conjunction = node.kind == Kind::conjunction;
  const codegen::Wanted wanted = plan_.wanted[junction];
  for (const NodeId operand : program_.operands_of(node)) {
    if (operand == but || (plan_.costly[operand] && !done_[operand])) continue;
    if (budget == 0) return rows;
    --budget;
    const Masks masks = masks_of(operand);
    Value passes = conjunction ? masks.truth : masks.falsity;
    Value decides = conjunction ? masks.falsity : masks.truth;
    const bool only_passing = conjunction ? !wanted.falsity : !wanted.truth;
    rows = build_.CreateAnd(rows, only_passing ? passes : build_.CreateNot(decides));
  }
  return rows;
}

void ColumnLowering::store_results(NodeId id, const Masks& masks) {
  for (const std::uint32_t root : plan_.roots[id]) {
    store_result(masks.truth, scratch_.results(), root);
    if (knowns_) store_result(build_.CreateOr(masks.truth, masks.falsity), scratch_.results() + kWord, root);
  }
}

void ColumnLowering::store_result(Value masks, std::uint64_t array, std::uint32_t root) {
  Value result = load_pointer(load_pointer(place_.scratch, array), root * kWord);
  when(build_.CreateIsNotNull(result), [&] {
    Value address = at(result, build_.CreateMul(place_.first, word(kWord)));
    build_.CreateMaskedStore(masks, address, llvm::Align(kWord), place_.lanes);
  });
}

// What other functions read.
void ColumnLowering::store_slots(NodeId id, const Masks& masks) {
  const NodeSlots& slots = plan_.slots[id];
  if (slots.truth != kNoSlot && masks.truth != nullptr)
    store(masks.truth, at(place_.scratch, scratch_.slot(slots.truth)));
  if (slots.falsity != kNoSlot && masks.falsity != nullptr) {
    store(masks.falsity, at(place_.scratch, scratch_.slot(slots.falsity)));
  }
}

// The rows of which the column has a value.
ColumnLowering::Value ColumnLowering::known(std::uint32_t tag) {
  if (const auto found = known_.find(tag); found != known_.end()) return found->second;
  Value known = plan_.known_of[tag] == kNoSlot ? ones() : bits(plan_.known_of[tag]);
  if (const std::uint32_t range = plan_.range_of[tag]; range != kNoSlot) {
    known = build_.CreateAnd(known, load_slot(range));
  }
  known_.emplace(tag, known);
  return known;
}

// The words of a bitmap for the tile's blocks.
ColumnLowering::Value ColumnLowering::bits(std::uint32_t bitmap) {
  Value entry = at(place_.scratch, scratch_.bitmap(bitmap));
  Value offset = build_.CreateMul(place_.first, load_word(entry, Scratch::kBitmapStride));
  Value begin = at(load_pointer(entry, Scratch::kBitmapPointer), offset);
  fetch(begin, 2 * kTileBlocks * kWord);
  const auto load = [&](Value address) {
    return build_.CreateMaskedLoad(tile_masks_, address, llvm::Align(1), place_.lanes, none());
  };
  Value first = load(begin);
  Value second = load(at(begin, load_word(entry, Scratch::kBitmapSecond)));
  Value right = spread(load_word(entry, Scratch::kBitmapRight), tile_masks_);
  Value left = spread(load_word(entry, Scratch::kBitmapLeft), tile_masks_);
  return build_.CreateOr(build_.CreateLShr(first, right), build_.CreateShl(second, left));
}

ColumnLowering::Value ColumnLowering::load_slot(std::uint32_t slot) {
  return build_.CreateAlignedLoad(tile_masks_, at(place_.scratch, scratch_.slot(slot)),
                                  llvm::Align(kTileBlocks * kWord));
}

ColumnLowering::Value ColumnLowering::ones() {
  return llvm::Constant::getAllOnesValue(tile_masks_);
}

ColumnLowering::Value ColumnLowering::none() {
  return llvm::Constant::getNullValue(tile_masks_);
}

}  // namespace wend::codegen
