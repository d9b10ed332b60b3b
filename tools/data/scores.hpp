// What models say of customers, out of the files that the schema names for them.
//
// A model's `file` is a table as customers' files are: the column `customer` is the id and `score` what the model says;
// CSV with a header, or JSON Lines. Who is not in it has no score. Numbers are rounded half to even to the 6 places
// that a number has. All scores are kept in memory, about 100 bytes each.
//
//     Scores scores(schema);
//     scores.read(model, path, zone, [&](const Fault& fault, std::string_view line) { … return go_on; });
//     scores.fill(customers.id(), values);
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "tools/data/fault.hpp"

namespace wend::data {

class Scores {
 public:
  // Borrows the schema.
  explicit Scores(const schema::Schema& schema) : schema_(&schema), by_model_(schema.models.size()) {}

  // What to do with a line that cannot be read: true to go on behind it.
  using OnFault = std::function<bool(const Fault& fault, std::string_view line)>;
  // False where a fault ended it.
  [[nodiscard]] bool read(std::size_t model, const std::string& path, const Zone& zone, const OnFault& on_fault);

  // Whether there is none of anybody.
  [[nodiscard]] bool empty() const;
  // Puts the customer's scores in, where the values (by tag index) say nothing of them.
  void fill(std::string_view customer, std::span<Value> values) const;

 private:
  const schema::Schema* schema_;
  std::vector<std::unordered_map<std::string, Value>> by_model_;  // scalars and truths, which borrow nothing
};

}  // namespace wend::data
