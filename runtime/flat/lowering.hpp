// From a condition to instructions, for flat.hpp.
//
// Each operand of an operation gets a register of its own, counted from the operation's. Where something is not as an
// operation takes it, or no register or room is left, the part is asked of the reference: so making code never fails.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "runtime/flat/flat.hpp"
#include "runtime/flat/functions.hpp"

namespace wend::flat {

// The most instructions and tests of one condition; what is beyond them is asked of the reference.
inline constexpr std::size_t kMostInstructions = 10'000;

[[nodiscard]] Form form_of(const Type& type);

// A field that is read where it lies.
struct FieldRead {
  RowNumber row = kTags;
  const layout::RowLayout* layout = nullptr;
  const layout::Field* field = nullptr;
};

// What a conjunction is made of, by how it is judged. Of a disjunction the tests are the contraries of what is written:
// it is true where not all of them are.
struct JunctionParts {
  struct RowTest {
    RowNumber row = kTags;
    Test test;
  };
  std::vector<RowTest> tests;
  std::vector<Pair> pairs;
  std::vector<ir::ExpressionId> others;

  [[nodiscard]] std::size_t size() const { return tests.size() + pairs.size() + others.size(); }
};

class Lowering {
 public:
  // All borrowed.
  Lowering(Code& code, const ir::Program& program, const Layouts& layouts)
      : code_(code), program_(program), layouts_(layouts) {}

  void lower_root(ir::ExpressionId condition);

 private:
  using Id = ir::ExpressionId;
  using Function = Instruction::Function;
  // Instructions that go on behind the end of what they are part of, which is not known yet.
  using Exits = std::vector<std::size_t>;
  struct ByForm {
    Function truths = nullptr;
    Function scalars = nullptr;
    Function texts = nullptr;
    Function ordinals = nullptr;
    Function periods = nullptr;
  };

  // lowering.cpp
  void lower(Id id, std::size_t to);
  void lower_operation(Id id, std::size_t to);
  void lower_constant(Id id, std::size_t to);
  void lower_field(Id id, std::size_t to);
  void lower_round(Id id, std::size_t to);
  void lower_member(Id id, std::size_t to);
  // The function for the form that both operands have.
  void lower_comparison(Id id, std::size_t to, const ByForm& functions, bool is_negated = false);
  // All operands scalars, any number of them.
  void lower_scalars(Id id, std::size_t to, Function function);
  // Operands of these forms, then the instruction.
  void lower_simple(Id id, std::size_t to, Form result, std::initializer_list<Form> operands, Instruction instruction);
  void lower_operands(std::span<const Id> operands, std::size_t to);
  void ask_reference(Id id, std::size_t to);

  // lowering_logic.cpp
  void lower_junction(Id id, std::size_t to);
  void lower_choose(Id id, std::size_t to);
  void lower_fallback(Id id, std::size_t to);
  // False where the expression cannot be had as a test.
  bool lower_as_test(Id id, std::size_t to);
  void gather(Id id, ir::Operation operation, JunctionParts& parts);
  bool add_test(Id id, bool is_contrary, JunctionParts& parts);
  [[nodiscard]] std::optional<Test> test_of(Id id, FieldRead& read) const;
  [[nodiscard]] std::optional<Test> comparison_test(Id id, FieldRead& read) const;
  bool add_pair(Id id, bool is_contrary, JunctionParts& parts);
  // All tests and pairs as groups; gives the instructions that judge them, without their registers.
  [[nodiscard]] std::vector<Instruction> make_groups(const JunctionParts& parts, bool is_disjunction);

  [[nodiscard]] std::optional<FieldRead> field_of(Id id) const;
  [[nodiscard]] const OwnedValue* constant_of(Id id) const;
  [[nodiscard]] Form form(Id id) const { return form_of(program_.at(id).type); }
  void note_row(const FieldRead& read);
  std::size_t emit(Instruction instruction);
  std::size_t emit(Function function, std::size_t to, std::size_t from = 0);
  // They go on at the next instruction.
  void leave_here(const Exits& exits);

  Code& code_;
  const ir::Program& program_;
  const Layouts& layouts_;
  std::uint32_t depth_ = 0;
};

}  // namespace wend::flat
