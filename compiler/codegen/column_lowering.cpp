#include "compiler/codegen/column_lowering.hpp"

#include <llvm/IR/Constants.h>

#include <algorithm>

namespace wend::codegen {
namespace {

// So many loops over leaves stand in one function.
constexpr std::size_t kGroupsInPiece = 16;

}  // namespace

ColumnLowering::ColumnLowering(BatchModule& batch, const layout::NativeColumnRequest& request, const ColumnPlan& plan,
                               const ColumnMachine& machine)
    : batch_(batch),
      program_(*request.program),
      layout_(*request.layout),
      knowns_(request.knowns),
      plan_(plan),
      machine_(machine),
      scratch_(plan),
      build_(batch.context()),
      tile_masks_(llvm::FixedVectorType::get(build_.getInt64Ty(), kTileBlocks)),
      done_(program_.nodes.size()) {}

void ColumnLowering::lower(llvm::Function& function) {
  finish(function);
  place_.function = &function;
  place_.frame = function.getArg(0);
  auto* entry = llvm::BasicBlock::Create(batch_.context(), "entry", &function);
  auto* work = llvm::BasicBlock::Create(batch_.context(), "work", &function);
  auto* done = llvm::BasicBlock::Create(batch_.context(), "done", &function);
  build_.SetInsertPoint(entry);
  Value blocks = load_word(place_.frame, offsetof(layout::ColumnFrame, blocks));
  build_.CreateCondBr(build_.CreateICmpEQ(blocks, word(0)), done, work);
  build_.SetInsertPoint(work);
  place_.scratch = load_pointer(place_.frame, offsetof(layout::ColumnFrame, scratch));
  prepare();
  // In a function of its own: there what is prepared never changes.
  place_.first = place_.count = word(0);
  run_piece("tiles", [&] { tiles(); });
  build_.CreateBr(done);
  build_.SetInsertPoint(done);
  build_.CreateRetVoid();
}

void ColumnLowering::tiles() {
  Value blocks = load_word(place_.frame, offsetof(layout::ColumnFrame, blocks));
  Value tiles = build_.CreateUDiv(build_.CreateAdd(blocks, word(kTileBlocks - 1)), word(kTileBlocks));
  repeat(tiles, [&](Value index) {
    Value first = build_.CreateMul(index, word(kTileBlocks));
    Value left = build_.CreateSub(blocks, first);
    Value count = build_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, left, word(kTileBlocks));
    place_.first = first;
    place_.count = count;
    place_.lanes = lanes_of(count);
    tile();
  });
}

void ColumnLowering::tile() {
  const std::span groups(plan_.groups);
  if (plan_.small) {
    leaves(groups);
  } else {
    for (std::size_t begin = 0; begin < groups.size(); begin += kGroupsInPiece) {
      run_piece("leaves", [&] { leaves(groups.subspan(begin, std::min(kGroupsInPiece, groups.size() - begin))); });
    }
  }
  for (std::uint32_t position = 0; position < plan_.parts.size(); ++position) {
    if (plan_.small) {
      part(position);
    } else {
      run_piece("masks", [&] { part(position); });
    }
  }
}

// Calls a function of its own, whose body is what `body` builds.
void ColumnLowering::run_piece(const char* name, const std::function<void()>& body) {
  llvm::Type* address = build_.getPtrTy();
  llvm::Type* number = build_.getInt64Ty();
  auto* type = llvm::FunctionType::get(build_.getVoidTy(), {address, address, number, number}, false);
  auto* piece = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, batch_.module());
  finish(*piece);
  piece->addParamAttrs(0, llvm::AttrBuilder(batch_.context()).addDereferenceableAttr(sizeof(layout::ColumnFrame)));
  piece->addParamAttrs(1, llvm::AttrBuilder(batch_.context())
                              .addDereferenceableAttr(scratch_.size())
                              .addAlignmentAttr(layout::kColumnScratchAlignment)
                              .addAttribute(llvm::Attribute::NoAlias));
  build_.CreateCall(piece, {place_.frame, place_.scratch, place_.first, place_.count});
  const Place outer = place_;
  const auto resume = build_.saveIP();
  build_.SetInsertPoint(llvm::BasicBlock::Create(batch_.context(), "entry", piece));
  place_ = {piece, piece->getArg(0), piece->getArg(1), piece->getArg(2), piece->getArg(3)};
  place_.lanes = lanes_of(place_.count);
  body();
  build_.CreateRetVoid();
  place_ = outer;
  build_.restoreIP(resume);
}

void ColumnLowering::finish(llvm::Function& function) {
  function.setDoesNotThrow();
  if (machine_.cpu == nullptr) return;
  function.addFnAttr("target-cpu", machine_.cpu);
  function.addFnAttr("target-features", "");
}

ColumnLowering::Value ColumnLowering::lanes_of(Value count) {
  llvm::SmallVector<llvm::Constant*, kTileBlocks> lanes;
  for (std::uint64_t lane = 0; lane < kTileBlocks; ++lane) lanes.push_back(build_.getInt64(lane));
  return build_.CreateICmpULT(llvm::ConstantVector::get(lanes), spread(count, tile_masks_));
}

}  // namespace wend::codegen
