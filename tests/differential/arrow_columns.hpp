// Customers' tags as Arrow columns of random types: widths, nulls, dictionaries, slices.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "tests/differential/random.hpp"
#include "tests/support/arrow_arrays.hpp"

namespace wend::differential {

// Which of Arrow's types a tag's column has, the same in every batch.
struct ArrowChoice {
  std::string format = {};               // of the column; empty: there is none
  std::string inner_format = {};         // of a dictionary's or a list's texts; empty: no dictionary and no list
  std::string index_format = {};         // of the codes of a list's dictionary
  bool labelled = false;                 // enumerations: positions instead of names
  std::vector<ArrowChoice> fields = {};  // of a list's records
};
[[nodiscard]] ArrowChoice random_choice(Random& random, const schema::Schema& schema, const Type& type);

// A column for `values`, in its scale and with its range: `values` become what the column then holds, worked out
// without the import that it is compared with. The column is a slice that begins at `offset`.
[[nodiscard]] std::shared_ptr<tests::ArrowNode> random_column(Random& random, const schema::Schema& schema,
                                                              const Zone& zone, const Type& type,
                                                              const ArrowChoice& choice, std::size_t offset,
                                                              std::vector<OwnedValue>& values);

}  // namespace wend::differential
