// Random columns of Arrow's that have columns in them: places and lists of records.
#pragma once

#include <memory>
#include <vector>

#include "tests/differential/arrow_columns.hpp"

namespace wend::differential {

// A column without its bitmap, which is still to be put in front of its buffers.
struct NestedColumn {
  std::shared_ptr<tests::ArrowNode> node;
  std::vector<bool> known;
};

// As random_column: `values` become what the column then holds.
[[nodiscard]] NestedColumn places_node(Random& random, std::vector<OwnedValue>& values);

struct RecordsChoice {
  const schema::Schema& schema;
  const Zone& zone;
  const Type& type;
  const ArrowChoice& choice;
};
[[nodiscard]] NestedColumn records_node(Random& random, const RecordsChoice& choice, std::vector<OwnedValue>& values);

}  // namespace wend::differential
