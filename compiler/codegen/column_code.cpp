#include "compiler/codegen/column_code.hpp"

#include <utility>

#include "compiler/codegen/column_lowering.hpp"
#include "compiler/codegen/session.hpp"
#include "compiler/codegen/shared_code.hpp"

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

ColumnCode::ColumnCode(std::shared_ptr<Session> session, std::shared_ptr<const LoadedObject> object,
                       std::size_t conditions, const layout::NativeColumns& columns)
    : session_(std::move(session)), object_(std::move(object)), conditions_(conditions), columns_(columns) {
  session_->counters().live_conditions += conditions_;
}

ColumnCode& ColumnCode::operator=(ColumnCode&& other) noexcept {
  std::swap(session_, other.session_);
  std::swap(object_, other.object_);
  std::swap(conditions_, other.conditions_);
  std::swap(columns_, other.columns_);
  return *this;
}

ColumnCode::~ColumnCode() {
  if (session_ != nullptr) session_->counters().live_conditions -= conditions_;
}

Result<std::unique_ptr<llvm::MemoryBuffer>> generate_columns(Target& target, const layout::NativeColumnRequest& request,
                                                             const ColumnPlan& plan, const ColumnMachine& machine,
                                                             const std::string& name) {
  BatchModule batch(target.data_layout());
  ColumnLowering(batch, request, plan, machine).lower(add_function(batch, name));
  batch.finish();
  return target.emit(batch.module(), Effort::optimised);
}

}  // namespace wend::codegen
