// The program that is looked at, and what is wrong with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/ir/program.hpp"
#include "compiler/verify/verify.hpp"
#include "runtime/value/result.hpp"

namespace wend::verify {

class Subject {
 public:
  explicit Subject(const ir::Program& of) : program(of), schema(*of.schema) {}

  const ir::Program& program;
  const schema::Schema& schema;

  // What is looked at from here on: `expression 17`, `journey welcome, step greeting`. The texts are borrowed.
  void at(std::string_view kind, std::uint64_t number) { place_ = {kind, {}, number, {}}; }
  void at(std::string_view kind, std::string_view name) { place_ = {kind, name, 0, {}}; }
  void at_step(std::string_view step) { place_.step = step; }

  // Remembers what is wrong there. Always false, as `demand` is where it does not hold.
  bool refuse(std::string_view what) {
    std::string place(place_.kind);
    place.append(" ").append(place_.name.empty() ? std::to_string(place_.number) : std::string(place_.name));
    if (!place_.step.empty()) place.append(", step ").append(place_.step);
    error_ = within(std::move(place), {std::string(what)});
    return false;
  }
  bool demand(bool holds, std::string_view what) { return holds || refuse(what); }
  [[nodiscard]] const Error& error() const { return error_; }

  // One more look at some part of the program; false, and a refusal, once that was too many.
  bool may_visit() { return demand(++visits_ <= kMostVisits, "the program takes too long to verify: make it several"); }

  // An expression of the program, of the type.
  bool demand_type(ir::ExpressionId id, const Type& type, std::string_view what) {
    if (id >= program.expressions.size()) return refuse("it refers to an expression that there is none of");
    return demand(program.at(id).type == type, what);
  }
  bool demand_condition(ir::ExpressionId id) {
    return demand_type(id, type_of(TypeKind::boolean), "a condition is no truth");
  }
  // The same, where there may be none.
  bool allow_condition(ir::ExpressionId id) { return id == ir::kNone || demand_condition(id); }

 private:
  struct Place {
    std::string_view kind;
    std::string_view name;
    std::uint64_t number = 0;
    std::string_view step;
  };
  Place place_{"program", {}, 0, {}};
  std::uint64_t visits_ = 0;
  Error error_;
};

}  // namespace wend::verify
