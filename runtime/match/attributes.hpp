// What the attributes of an index stand for in a program, and how their values are read from what an event is judged
// with.
//
// The fields and the time of the event that is matched and the customer's tags are cheap: they lie in rows. Whatever
// else a condition compares with constants (a window, a sum, a moment) is one dear attribute, computed once for an
// event however many rules ask for it; and so is a condition that is no comparison with constants: 1 where it is true,
// 0 where it is not. Texts are known by a hash of 63 bits, which only ever refutes: equality is judged as a condition
// as well.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "compiler/ir/program.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/match/formula.hpp"
#include "runtime/match/values.hpp"

namespace wend::match {

// What a cheap attribute is in any program of the schema, or a dear one in one program.
struct Definition {
  ir::Operation operation = ir::Operation::constant;  // tag, event_field or event_time where cheap
  std::uint32_t index = 0;                            // the tag's or field's
  std::shared_ptr<const ir::Program> program;         // of a dear one
  ir::ExpressionId expression = ir::kNone;
};

struct Definitions {
  std::vector<Definition> cheap;
  std::vector<Definition> dear;  // from kFirstDear
};

// The number that a value is for the index; nothing where it is unknown. Sets, lists and periods are no numbers: a
// comparison with them is a condition.
[[nodiscard]] std::optional<std::int64_t> number_of(const Value& value);
[[nodiscard]] bool has_number(const Type& type);

// Numbers the attributes as rules come and go: a dear one is forgotten with the last rule that uses it.
class AttributeTable {
 public:
  // Nothing where there are too many.
  [[nodiscard]] std::optional<Attribute> cheap(ir::Operation operation, std::uint32_t index);
  [[nodiscard]] std::optional<Attribute> dear(const std::shared_ptr<const ir::Program>& program,
                                              ir::ExpressionId expression);
  // The formula is what became of all that was asked for since the last `keep`: the dear attributes that it has are
  // used once more, and what no formula uses is forgotten. Returns those that it has, each once.
  std::vector<Attribute> keep(const FormulaView& formula);
  // A formula that had them is gone.
  void release(std::span<const Attribute> dear);

  // As they are now: what is read by it stays valid whatever comes and goes.
  [[nodiscard]] std::shared_ptr<const Definitions> definitions();

 private:
  void forget(Attribute dear);

  using Cheap = std::pair<ir::Operation, std::uint32_t>;
  using Dear = std::pair<const ir::Program*, ir::ExpressionId>;

  Definitions now_;
  std::shared_ptr<const Definitions> published_;
  std::map<Cheap, Attribute> cheap_;
  std::map<Dear, Attribute> dear_;
  std::vector<std::uint32_t> uses_;
  std::vector<Attribute> free_;
  std::vector<Attribute> fresh_;  // asked for since the last `keep`
};

// Reads for one event; borrows both.
class InputsSource final : public Source {
 public:
  InputsSource(const Definitions& definitions, const eval::Inputs& inputs)
      : definitions_(definitions), inputs_(inputs) {}
  [[nodiscard]] std::optional<std::int64_t> read(Attribute attribute) override;

 private:
  const Definitions& definitions_;
  const eval::Inputs& inputs_;
};

}  // namespace wend::match
