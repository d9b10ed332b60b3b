// The customers that an author asks about at the prompt, in memory with all their tags.
//
// About 8 bytes a tag and customer, and the texts. One thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/eval/evaluate.hpp"
#include "tools/data/customers.hpp"

namespace wend::tools {

class Customers {
 public:
  // Borrows the schema.
  Customers(const schema::Schema& schema, const Zone& zone);

  void add(std::string_view id, std::span<const Value> values);
  void ask(std::shared_ptr<const lists::NameLists> name_lists) { name_lists_ = std::move(name_lists); }
  [[nodiscard]] std::size_t size() const { return by_id_.size(); }

  struct Count {
    std::size_t matching = 0;  // for whom the condition is true
    std::size_t unknown = 0;
    std::chrono::microseconds spent{0};
  };
  [[nodiscard]] Count count(const ir::Program& program, ir::ExpressionId condition, Instant now) const;

  // What the evaluator is given for a customer; nothing where there is none of that id.
  [[nodiscard]] std::optional<eval::Inputs> inputs(std::string_view id, Instant now) const;

 private:
  [[nodiscard]] eval::Inputs inputs_at(std::string_view id, std::size_t offset, Instant now) const;

  const schema::Schema* schema_;
  Zone zone_;
  layout::RowLayout layout_;
  std::vector<std::byte> rows_;
  std::shared_ptr<const lists::NameLists> name_lists_;
  std::map<std::string, std::size_t, std::less<>> by_id_;  // to an offset
};

}  // namespace wend::tools
