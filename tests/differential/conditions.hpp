// Random conditions, built as the checker would build them: every operation over operands of the types that it takes.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "tests/differential/pools.hpp"
#include "tests/differential/random.hpp"

namespace wend::differential {

// The event that each slot holds.
using Slots = std::array<schema::EventIndex, ir::kSlots>;

class Conditions {
 public:
  Conditions(Random& random, ir::Program& program, const Pools& pools, const Slots& slots);

  // A boolean expression that nests about so deep.
  [[nodiscard]] ir::ExpressionId make(int depth) { return boolean(depth); }

 private:
  using Id = ir::ExpressionId;
  struct Made {
    Type type;
    Id id;
  };

  // conditions.cpp: any type
  Id expression(const Type& type, int depth);
  Id leaf(const Type& type);
  Id constant(const Type& type);
  Id operation(const Type& type, int depth);
  Id choice(const Type& type, int depth);
  std::vector<Id> references(const Type& type);
  Id product_field(const Type& type, schema::FieldIndex field);
  Id moment(bool as_time);

  // conditions_boolean.cpp
  Id boolean(int depth);
  Id junction(int depth);
  Id comparison(int depth);
  Id set_condition(int depth);
  Id text_condition(int depth);

  // conditions_scalar.cpp
  Id scalar(const Type& type, int depth);
  Id extreme(const Type& type, int depth);
  Id sum(const Type& type, int depth);
  Id arithmetic(const Type& type, int depth);
  Id integer(int depth);
  Id number(int depth);
  Id duration(int depth);
  Id period(int depth);
  Id date(int depth);
  Id time(int depth);

  // conditions_record.cpp
  std::optional<Id> selection(const Type& type, int depth);
  std::vector<ir::Selection> selections_of(const Type& type) const;
  void add_selections_over(std::vector<ir::Selection>& found, const ir::Selection& selection,
                           const Type& field_type) const;
  Id where_of_records(std::uint16_t list, int depth);
  void add_record_fields(std::vector<Id>& found, const Type& type);
  Id place(int depth);

  // conditions_window.cpp
  std::optional<Id> window(const Type& type, int depth);
  std::vector<ir::Window> windows_of(const Type& type) const;
  void add_windows_over(std::vector<ir::Window>& found, const ir::Window& window, const Type& field_type) const;
  Id where(schema::EventIndex event, int depth);
  Id end_of_range(int depth);

  Id make(ir::Operation operation, const Type& type, std::initializer_list<Id> operands, std::uint32_t index = 0) {
    return build_.make(operation, type, operands, index);
  }
  Id make(ir::Operation operation, const Type& type, const std::vector<Id>& operands, std::uint32_t index = 0) {
    return build_.make(operation, type, operands, index);
  }
  // So many expressions of the type.
  std::vector<Id> several(const Type& type, std::size_t count, int depth);

  Random& random_;
  ir::Program& program_;
  const Pools& pools_;
  ir::Builder build_;
  std::vector<Type> types_;
  Slots slots_;
  std::vector<Made> made_;  // used again now and then, so that expressions share parts
  int windows_around_ = 0;
  std::vector<std::uint16_t> lists_around_;  // whose records the `where` being made may read, the outermost first
};

}  // namespace wend::differential
