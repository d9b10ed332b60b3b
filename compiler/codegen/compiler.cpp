#include "compiler/codegen/compiler.hpp"

#include <utility>

#include "compiler/codegen/lowering.hpp"
#include "compiler/codegen/plan.hpp"
#include "compiler/codegen/session.hpp"

namespace wend::codegen {

Code::Code(std::shared_ptr<Session> session, std::uint64_t batch, std::vector<layout::Predicate> predicates)
    : session_(std::move(session)), batch_(batch), predicates_(std::move(predicates)) {}

Code::Code(Code&& other) noexcept = default;

Code& Code::operator=(Code&& other) noexcept {
  std::swap(session_, other.session_);
  std::swap(batch_, other.batch_);
  std::swap(predicates_, other.predicates_);
  return *this;
}

Code::~Code() {
  if (session_ != nullptr) session_->release(batch_);
}

Result<Compiler> Compiler::create() {
  Result<std::shared_ptr<Session>> session = Session::create();
  if (!session) return session.error();
  return Compiler(std::move(*session));
}

Result<Code> Compiler::compile(const ir::Program& program, std::span<const Request> requests, Effort effort) const {
  BatchModule batch(session_->target().data_layout());
  for (std::size_t position = 0; position < requests.size(); ++position) {
    const Result<Plan> planned = plan(program, requests[position]);
    if (!planned) return planned.error();
    Lowering(batch, program, requests[position], batch.add_predicate(position)).lower(*planned);
  }
  batch.finish();
  auto object = session_->target().emit(batch.module(), effort);
  if (!object) return object.error();
  auto loaded = session_->load(std::move(*object), requests.size());
  if (!loaded) return loaded.error();
  return Code(session_, loaded->batch, std::move(loaded->predicates));
}

}  // namespace wend::codegen
