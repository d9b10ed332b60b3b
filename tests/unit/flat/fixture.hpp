// Conditions over rows of chosen layouts, judged by flat code and by the reference, which must agree.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/flat.hpp"

namespace wend::flat {

inline constexpr Type kBoolean = type_of(TypeKind::boolean);
inline constexpr Type kInteger = type_of(TypeKind::integer);
inline constexpr Type kDate = type_of(TypeKind::date);
inline constexpr Type kText = type_of(TypeKind::text);
inline constexpr Type kColour = enumeration(0);
inline constexpr Type kColours = set_of_enumeration(0);

using Id = ir::ExpressionId;
using ir::Operation;

class FlatTest : public testing::Test {
 protected:
  FlatTest() { program_.schema = schema_; }

  Id tag(std::uint32_t index) { return build_.leaf(Operation::tag, tags_.fields[index].type, index); }
  Id integer(std::int64_t value) { return build_.constant(kInteger, value); }
  Id make(Operation operation, std::initializer_list<Id> operands, Type type = kBoolean, std::uint32_t index = 0) {
    return build_.make(operation, type, operands, index);
  }

  // A row of the tags' dense layout.
  void put(const std::vector<Value>& values) {
    row_.clear();
    layout::append_row(tags_, values, row_);
    inputs_.tags = {&tags_, row_.data()};
  }

  [[nodiscard]] Code compile(Id condition) const { return Code::compile(program_, condition, {.tags = &tags_}); }

  // What both say.
  [[nodiscard]] Truth judge(Id condition) const {
    const Truth expected = eval::judge(program_, condition, inputs_);
    const Code code = compile(condition);
    EXPECT_TRUE(code.fits(inputs_));
    EXPECT_EQ(code.judge(inputs_), expected) << ir::to_text(program_, condition);
    return expected;
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout tags_;
  std::vector<std::byte> row_;
  eval::Inputs inputs_;
};

}  // namespace wend::flat
