#include "compiler/codegen/compiler.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "compiler/codegen/lowering.hpp"
#include "compiler/codegen/plan.hpp"
#include "compiler/codegen/session.hpp"

namespace wend::codegen {

Code::Code(std::shared_ptr<Session> session, std::uint64_t batch, std::vector<layout::Predicate> predicates,
           std::size_t size)
    : session_(std::move(session)), batch_(batch), predicates_(std::move(predicates)), size_(size) {
  session_->counters().live_conditions += predicates_.size();
  session_->counters().live_code_bytes += size_;
}

Code::Code(Code&& other) noexcept = default;

Code& Code::operator=(Code&& other) noexcept {
  std::swap(session_, other.session_);
  std::swap(batch_, other.batch_);
  std::swap(predicates_, other.predicates_);
  std::swap(size_, other.size_);
  return *this;
}

Code::~Code() {
  if (session_ == nullptr) return;
  session_->release(batch_);
  session_->counters().live_conditions -= predicates_.size();
  session_->counters().live_code_bytes -= size_;
}

Result<Compiler> Compiler::create() {
  Result<std::shared_ptr<Session>> session = Session::create();
  if (!session) return session.error();
  return Compiler(std::move(*session));
}

Result<Code> Compiler::compile(const ir::Program& program, std::span<const Request> requests, Effort effort) const {
  const auto begin = std::chrono::steady_clock::now();
  BatchModule batch(session_->target().data_layout());
  std::vector<std::string> names;
  for (std::size_t position = 0; position < requests.size(); ++position) {
    const Result<Plan> planned = plan(program, requests[position]);
    if (!planned) return planned.error();
    names.push_back(predicate_name(position));
    Lowering(batch, program, requests[position], batch.add_predicate(position)).lower(*planned);
  }
  batch.finish();
  auto object = session_->target().emit(batch.module(), effort);
  if (!object) return object.error();
  const std::size_t size = (*object)->getBufferSize();
  auto loaded = session_->load(std::move(*object), names);
  if (!loaded) return loaded.error();
  std::vector<layout::Predicate> predicates;
  for (const llvm::orc::ExecutorAddr function : loaded->functions) {
    predicates.push_back({.code = function.toPtr<decltype(layout::Predicate::code)>(), .constants = nullptr});
  }
  Counters& counters = session_->counters();
  counters.conditions += requests.size();
  counters.functions += names.size();
  counters.compile_nanoseconds += std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count();
  return Code(session_, loaded->batch, std::move(predicates), size);
}

layout::NativeCounters Compiler::counters() const {
  return session_->counters().now();
}

}  // namespace wend::codegen
