// The records of a list, one after another: for `any(holdings where …)`, and for whoever walks through a list.
//
//     RecordCursor holdings(program, inputs, list, slot);
//     if (!holdings.is_known()) return …;                      // a missing list is not an empty one
//     for (std::size_t index = 0; index < holdings.size(); ++index) {
//       if (holdings.judge(index, where) == Truth::yes) use(holdings.record(index));
//     }
//
// The list's own expression is evaluated once, when the cursor is made. Values that it gives borrow from the row that
// the list lies in. Allocates nothing.
#pragma once

#include "runtime/eval/evaluate.hpp"

namespace wend::eval {

class RecordCursor {
 public:
  // `list` is an expression of type list; while a condition is judged, the record stands in `slot`.
  RecordCursor(const ir::Program& program, const Inputs& inputs, ir::ExpressionId list, std::uint32_t slot);

  [[nodiscard]] bool is_known() const { return is_known_; }
  [[nodiscard]] std::size_t size() const { return records_.size(); }
  [[nodiscard]] layout::Row record(std::size_t index) const;
  // What the condition is for the record; an absent one is true.
  [[nodiscard]] Truth judge(std::size_t index, ir::ExpressionId where);

 private:
  const ir::Program& program_;
  Inputs inputs_;  // the caller's, but for the record
  Type type_;
  Records records_;
  bool is_known_ = false;
  std::uint32_t slot_;
};

}  // namespace wend::eval
