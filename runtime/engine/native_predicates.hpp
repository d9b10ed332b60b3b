// Conditions of a program judged by native code, with the reference evaluator for whatever was not compiled.
//
//     const std::vector<layout::NativeRequest> requests = requests_of(*program, tag_layout, event_layouts);
//     Result<NativePredicates> native = NativePredicates::compile(library, program, requests);
//     const Truth truth = native->judge(*program, segment.condition, inputs);
//
// or, for many customers at one instant:
//
//     NativeCaller caller(*native, now, zone);
//     for (…) caller.judge(segment.condition, inputs);
//
// What a condition reads that is not in a row is computed by the reference and handed over: moments once for an
// instant, windows for each call that needs them. Layouts are told apart by their address, so those of the requests
// must stay where they are for as long as the predicates are used.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "runtime/engine/native_call.hpp"
#include "runtime/engine/native_library.hpp"
#include "runtime/engine/native_reads.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/journey/predicates.hpp"

namespace wend::engine {

// Every condition of the program, once for each combination of events whose fields it may be judged with, and asking
// only whether it holds where nobody tells false from unknown. `events` is by event index, or empty where there are no
// events.
[[nodiscard]] std::vector<layout::NativeRequest> requests_of(const ir::Program& program, const layout::RowLayout& tags,
                                                             std::span<const layout::RowLayout> events);

// Thread-safety: may be used from many threads at once.
class NativePredicates final : public journey::Predicates {
 public:
  // Compiles in batches. What cannot be compiled is left to the reference; an error where that is everything.
  [[nodiscard]] static Result<NativePredicates> compile(const NativeLibrary& library,
                                                        std::shared_ptr<const ir::Program> program,
                                                        std::span<const layout::NativeRequest> requests,
                                                        layout::NativeEffort effort = layout::NativeEffort::quick);

  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override;
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition,
                           const eval::Inputs& inputs) const override;

  // Why conditions were left to the reference: one error each.
  [[nodiscard]] const std::vector<Error>& left_out() const { return left_out_; }
  // Whether native code answers that, and not the reference.
  [[nodiscard]] bool covers(ir::ExpressionId condition, const eval::Inputs& inputs,
                            layout::NativeAnswer answer = layout::NativeAnswer::truth) const {
    return find(condition, inputs, answer) != nullptr;
  }

 private:
  friend class NativeCaller;

  struct Compiled {
    layout::Predicate predicate;
    layout::NativeRequest request;
    Reads reads;
  };

  explicit NativePredicates(std::shared_ptr<const ir::Program> program) : program_(std::move(program)) {}

  void add(const NativeLibrary& library, std::span<const layout::NativeRequest> batch, layout::NativeEffort effort);

  // For these rows, and telling what is asked; null where there is none.
  [[nodiscard]] const Compiled* find(ir::ExpressionId condition, const eval::Inputs& inputs,
                                     layout::NativeAnswer answer) const;

  std::shared_ptr<const ir::Program> program_;
  std::vector<NativeCode> batches_;
  std::unordered_multimap<ir::ExpressionId, Compiled> compiled_;
  std::vector<Error> left_out_;
};

// Judges at one instant, with the moments computed once. For one thread; the predicates must outlive it.
class NativeCaller {
 public:
  NativeCaller(const NativePredicates& predicates, Instant now, const Zone& zone);

  // The inputs' `now` and `zone` must be the caller's.
  [[nodiscard]] Truth judge(ir::ExpressionId condition, const eval::Inputs& inputs);
  [[nodiscard]] bool holds(ir::ExpressionId condition, const eval::Inputs& inputs);

 private:
  // By the reference where nothing is compiled.
  Truth judge(const NativePredicates::Compiled* compiled, ir::ExpressionId condition, const eval::Inputs& inputs);

  const NativePredicates* predicates_;
  NativeCells cells_;
};

}  // namespace wend::engine
