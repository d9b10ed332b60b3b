#include "runtime/engine/native_predicates.hpp"

#include <algorithm>

#include "runtime/engine/native_call.hpp"

namespace wend::engine {
namespace {

using layout::NativeAnswer;

constexpr std::size_t kBatch = 64;

}  // namespace

Result<NativePredicates> NativePredicates::compile(const NativeLibrary& library,
                                                   std::shared_ptr<const ir::Program> program,
                                                   std::span<const layout::NativeRequest> requests,
                                                   layout::NativeEffort effort) {
  NativePredicates predicates(std::move(program));
  for (std::size_t first = 0; first < requests.size(); first += kBatch) {
    predicates.add(library, requests.subspan(first, std::min(kBatch, requests.size() - first)), effort);
  }
  if (predicates.compiled_.empty() && !predicates.left_out_.empty()) return predicates.left_out_.front();
  return predicates;
}

// A batch that is refused is tried one by one.
void NativePredicates::add(const NativeLibrary& library, std::span<const layout::NativeRequest> batch,
                           layout::NativeEffort effort) {
  Result<NativeCode> code = library.compile(*program_, batch, effort);
  if (!code && batch.size() == 1) left_out_.push_back(code.error());
  if (!code && batch.size() > 1) {
    for (std::size_t position = 0; position < batch.size(); ++position)
      add(library, batch.subspan(position, 1), effort);
  }
  if (!code) return;
  for (std::size_t position = 0; position < batch.size(); ++position) {
    const layout::NativeRequest& request = batch[position];
    compiled_.emplace(request.condition, Compiled{code->predicates()[position], request,
                                                  reads_of(*program_, request.condition, request.answer)});
  }
  batches_.push_back(std::move(*code));
}

const NativePredicates::Compiled* NativePredicates::find(ir::ExpressionId condition, const eval::Inputs& inputs,
                                                         NativeAnswer answer) const {
  const auto [first, last] = compiled_.equal_range(condition);
  const auto found = std::find_if(first, last, [&](const auto& entry) {
    const Compiled& compiled = entry.second;
    return tells(compiled.request, answer) && fits(compiled.request, compiled.reads, inputs);
  });
  return found == last ? nullptr : &found->second;
}

Truth NativePredicates::judge(const ir::Program& program, ir::ExpressionId condition,
                              const eval::Inputs& inputs) const {
  const Compiled* compiled = &program == program_.get() ? find(condition, inputs, NativeAnswer::truth) : nullptr;
  if (compiled == nullptr) return eval::judge(program, condition, inputs);
  return call_once(program, compiled->predicate, compiled->reads, inputs);
}

bool NativePredicates::holds(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  const Compiled* compiled = &program == program_.get() ? find(condition, inputs, NativeAnswer::holds) : nullptr;
  if (compiled == nullptr) return eval::judge(program, condition, inputs) == Truth::yes;
  return call_once(program, compiled->predicate, compiled->reads, inputs) == Truth::yes;
}

NativeCaller::NativeCaller(const NativePredicates& predicates, Instant now, const Zone& zone)
    : predicates_(&predicates) {
  for (const auto& [condition, compiled] : predicates.compiled_) {
    const Reads& reads = compiled.reads;
    cells_.fit(reads);
    fill_moments(*predicates.program_, reads, now, zone, cells_.moments);
  }
}

Truth NativeCaller::judge(ir::ExpressionId condition, const eval::Inputs& inputs) {
  return judge(predicates_->find(condition, inputs, NativeAnswer::truth), condition, inputs);
}

bool NativeCaller::holds(ir::ExpressionId condition, const eval::Inputs& inputs) {
  return judge(predicates_->find(condition, inputs, NativeAnswer::holds), condition, inputs) == Truth::yes;
}

Truth NativeCaller::judge(const NativePredicates::Compiled* compiled, ir::ExpressionId condition,
                          const eval::Inputs& inputs) {
  const ir::Program& program = *predicates_->program_;
  if (compiled == nullptr) return eval::judge(program, condition, inputs);
  return call(program, compiled->predicate, compiled->reads, inputs, cells_.moments, cells_);
}

}  // namespace wend::engine
