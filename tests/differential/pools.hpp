// The values that rows and constants are drawn from. They share them, so that conditions hold now and then; a few lie
// at the edges of their type, or beyond what a checked source would give.
#pragma once

#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "tests/differential/random.hpp"

namespace wend::differential {

class Pools {
 public:
  Pools(Random& random, const schema::Schema& schema, Instant now, const Zone& zone);

  // A known value of the type.
  [[nodiscard]] OwnedValue pick(Random& random, const Type& type) const;
  // Known, or unknown with the chance of a missing value.
  [[nodiscard]] OwnedValue pick_or_missing(Random& random, const Type& type) const;
  // Some records of a list of the schema.
  [[nodiscard]] OwnedValue pick_records(Random& random, const Type& type) const;

 private:
  struct Pool {
    Type type;
    std::vector<OwnedValue> usual;
    std::vector<OwnedValue> edges;
  };
  [[nodiscard]] Pool make(Random& random, const Type& type, Instant now, Date today) const;
  [[nodiscard]] const Pool& of(const Type& type) const;

  const schema::Schema& schema_;
  unsigned missing_percent_;
  std::vector<Pool> pools_;
};

}  // namespace wend::differential
