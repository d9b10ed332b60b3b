// Where an expression is being checked: what its parts share.
#pragma once

#include <initializer_list>
#include <span>
#include <string>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/check/typed.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

using diagnostics::Code;
namespace codes = diagnostics::codes;
using diagnostics::Report;

inline constexpr Type kBoolean = type_of(TypeKind::boolean);
inline constexpr Type kInteger = type_of(TypeKind::integer);
inline constexpr Type kNumber = type_of(TypeKind::number);
inline constexpr Type kDuration = type_of(TypeKind::duration);
inline constexpr Type kPeriod = type_of(TypeKind::period);
inline constexpr Type kDate = type_of(TypeKind::date);
inline constexpr Type kTime = type_of(TypeKind::time);
inline constexpr Type kTimeOfDay = type_of(TypeKind::time_of_day);
inline constexpr Type kText = type_of(TypeKind::text);
inline constexpr Type kPlace = type_of(TypeKind::place);
inline constexpr Type kDistance = type_of(TypeKind::distance);
inline constexpr Type kCustomer = type_of(TypeKind::customer);
inline constexpr Type kProduct = type_of(TypeKind::product);

// Borrows both; made anew at each step of the walk.
struct Place {
  Context& context;
  const Scope& scope;

  [[nodiscard]] const schema::Schema& schema() const { return context.schema; }

  // A part of the expression.
  [[nodiscard]] Checked check(const syntax::Expression& tree, std::optional<Type> hint = std::nullopt) const;

  Report report(Code code, const source::Span& span) const { return context.sink.report(code, span); }
  // The type in the language's words.
  [[nodiscard]] std::string words(const Type& type) const { return schema::describe(context.schema, type); }
  // Keeps what a name means for the tools.
  void record(Use::Kind kind, const source::Span& span, std::uint32_t index, std::uint32_t part = 0,
              bool by_label = false) const;

  // Expressions of the IR. Where all operands are constants and the result needs neither clock nor zone and is known,
  // the result is a constant.
  [[nodiscard]] Typed constant(Type type, OwnedValue value) const;
  [[nodiscard]] Typed leaf(ir::Operation operation, Type type, std::uint32_t index,
                           ir::Slot slot = ir::Slot::matched) const;
  [[nodiscard]] Typed make(ir::Operation operation, Type type, std::span<const ir::ExpressionId> operands,
                           std::uint32_t index = 0) const;
  [[nodiscard]] Typed make(ir::Operation operation, Type type, std::initializer_list<ir::ExpressionId> operands,
                           std::uint32_t index = 0) const {
    return make(operation, type, std::span(operands.begin(), operands.size()), index);
  }
  // The constant that the expression is; null where it is none. Valid until the next constant is made.
  [[nodiscard]] const ir::Constant* constant_of(ir::ExpressionId id) const;
};

}  // namespace wend::check
