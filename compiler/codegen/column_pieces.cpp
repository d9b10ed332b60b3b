// Pieces of code over columns that all of the lowering uses.
#include "compiler/codegen/column_lowering.hpp"

namespace wend::codegen {

void ColumnLowering::repeat(Value count, const std::function<void(Value index)>& body) {
  llvm::BasicBlock* before = build_.GetInsertBlock();
  auto* loop = llvm::BasicBlock::Create(batch_.context(), "loop", place_.function);
  build_.CreateBr(loop);
  build_.SetInsertPoint(loop);
  llvm::PHINode* index = build_.CreatePHI(build_.getInt64Ty(), 2);
  index->addIncoming(word(0), before);
  body(index);
  Value next = build_.CreateAdd(index, word(1));
  index->addIncoming(next, build_.GetInsertBlock());
  auto* after = llvm::BasicBlock::Create(batch_.context(), "after", place_.function);
  build_.CreateCondBr(build_.CreateICmpULT(next, count), loop, after);
  build_.SetInsertPoint(after);
}

void ColumnLowering::when(Value condition, const std::function<void()>& body) {
  auto* then = llvm::BasicBlock::Create(batch_.context(), "then", place_.function);
  auto* after = llvm::BasicBlock::Create(batch_.context(), "after", place_.function);
  build_.CreateCondBr(condition, then, after);
  build_.SetInsertPoint(then);
  body();
  build_.CreateBr(after);
  build_.SetInsertPoint(after);
}

ColumnLowering::Value ColumnLowering::room(Room purpose) {
  Value& room = place_.rooms[static_cast<std::size_t>(purpose)];
  if (room == nullptr) {
    llvm::BasicBlock& entry = place_.function->getEntryBlock();
    llvm::IRBuilder<> head(&entry, entry.begin());
    llvm::AllocaInst* made = head.CreateAlloca(llvm::ArrayType::get(build_.getInt64Ty(), kTileBlocks));
    made->setAlignment(llvm::Align(kTileBlocks * kWord));
    room = made;
  }
  return room;
}

ColumnLowering::Value ColumnLowering::word(std::uint64_t value) {
  return build_.getInt64(value);
}

ColumnLowering::Value ColumnLowering::at(Value base, std::uint64_t bytes) {
  return at(base, word(bytes));
}

ColumnLowering::Value ColumnLowering::at(Value base, Value bytes) {
  return build_.CreateInBoundsGEP(build_.getInt8Ty(), base, bytes);
}

ColumnLowering::Value ColumnLowering::load_constant(llvm::Type* type, Value address, std::uint64_t alignment) {
  llvm::LoadInst* load = build_.CreateAlignedLoad(type, address, llvm::Align(alignment));
  // Told, LLVM takes it out of the loops, which pays only as long as it fits into registers.
  if (plan_.small) load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(batch_.context(), {}));
  return load;
}

ColumnLowering::Value ColumnLowering::load_word(Value base, std::uint64_t bytes) {
  return load_constant(build_.getInt64Ty(), at(base, bytes), kWord);
}

ColumnLowering::Value ColumnLowering::load_pointer(Value base, std::uint64_t bytes, std::uint64_t size) {
  Value pointer = load_constant(build_.getPtrTy(), at(base, bytes), kWord);
  if (size != 0) {
    llvm::Metadata* bound = llvm::ConstantAsMetadata::get(build_.getInt64(size));
    llvm::cast<llvm::LoadInst>(pointer)->setMetadata(llvm::LLVMContext::MD_dereferenceable,
                                                     llvm::MDNode::get(batch_.context(), bound));
  }
  return pointer;
}

ColumnLowering::Value ColumnLowering::spread(Value scalar, llvm::Type* vector) {
  return build_.CreateVectorSplat(llvm::cast<llvm::VectorType>(vector)->getElementCount(), scalar);
}

void ColumnLowering::fetch(Value base, std::uint64_t bytes) {
  // The first cache has little room, and waits for few lines at once.
  constexpr std::uint32_t kSecondCache = 2;
  Value address = build_.CreateGEP(build_.getInt8Ty(), base, word(bytes));
  build_.CreateIntrinsic(llvm::Intrinsic::prefetch, {build_.getPtrTy()},
                         {address, build_.getInt32(0), build_.getInt32(kSecondCache), build_.getInt32(1)});
}

void ColumnLowering::store(Value value, Value address) {
  build_.CreateAlignedStore(value, address, llvm::Align(1));
}

}  // namespace wend::codegen
