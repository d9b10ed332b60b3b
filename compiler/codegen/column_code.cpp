#include "compiler/codegen/column_code.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "compiler/codegen/column_lowering.hpp"
#include "compiler/codegen/column_plan.hpp"
#include "compiler/codegen/session.hpp"

namespace wend::codegen {
namespace {

llvm::Function& add_function(BatchModule& batch, const std::string& name) {
  llvm::Type* frame = llvm::PointerType::getUnqual(batch.context());
  auto* type = llvm::FunctionType::get(llvm::Type::getVoidTy(batch.context()), {frame}, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, name, batch.module());
  function->setVisibility(llvm::GlobalValue::HiddenVisibility);
  function->addDereferenceableParamAttr(0, sizeof(layout::ColumnFrame));
  return *function;
}

}  // namespace

ColumnCode::ColumnCode(std::shared_ptr<Session> session, std::uint64_t batch, std::size_t size,
                       const layout::NativeColumns& columns)
    : session_(std::move(session)), batch_(batch), size_(size), columns_(columns) {
  session_->counters().live_code_bytes += size_;
}

ColumnCode& ColumnCode::operator=(ColumnCode&& other) noexcept {
  std::swap(session_, other.session_);
  std::swap(batch_, other.batch_);
  std::swap(size_, other.size_);
  std::swap(columns_, other.columns_);
  return *this;
}

ColumnCode::~ColumnCode() {
  if (session_ == nullptr) return;
  session_->release(batch_);
  session_->counters().live_code_bytes -= size_;
}

Result<ColumnCode> compile_columns(std::shared_ptr<Session> session, const layout::NativeColumnRequest& request,
                                   Instructions instructions) {
  const auto begin = std::chrono::steady_clock::now();
  const ColumnMachine machine = session->target().columns(instructions);
  const Result<ColumnPlan> planned = plan(request, machine.byte_permutes);
  if (!planned) return planned.error();
  const std::string name = "columns";
  BatchModule batch(session->target().data_layout());
  ColumnLowering lowering(batch, request, *planned, machine);
  lowering.lower(add_function(batch, name));
  batch.finish();
  auto object = session->target().emit(batch.module(), Effort::optimised);
  if (!object) return object.error();
  const std::size_t size = (*object)->getBufferSize();
  auto loaded = session->load(std::move(*object), std::span(&name, 1));
  if (!loaded) return loaded.error();
  Counters& counters = session->counters();
  counters.functions += 1;
  counters.compile_nanoseconds +=
      static_cast<std::uint64_t>(std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count());
  const auto predicate = loaded->functions.front().toPtr<layout::ColumnPredicate>();
  return ColumnCode(std::move(session), loaded->batch, size,
                    {.predicate = predicate, .scratch = lowering.scratch_size()});
}

}  // namespace wend::codegen
