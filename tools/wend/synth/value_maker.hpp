// Made-up values of the schema's types, within its ranges, and as likely as such values are: small amounts more often
// than large ones, the first values of an enum more often than the last.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/value.hpp"
#include "tools/wend/synth/random.hpp"

namespace wend::tools {

// What a value has to be: a tag's or a field's name, type and range.
struct Wanted {
  std::string_view name;
  Type type;
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> greatest;
};

class ValueMaker {
 public:
  // `today` is what open ranges of dates and times end with. Borrows the schema.
  ValueMaker(const schema::Schema& schema, Date today, std::uint64_t customers);

  [[nodiscard]] OwnedValue make(const Wanted& wanted, Random& random) const;

  // The range that a value is taken from, in the type's own units.
  struct Range {
    std::int64_t least = 0;
    std::int64_t greatest = 0;

    [[nodiscard]] std::uint64_t size() const {
      return static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
    }
  };
  [[nodiscard]] Range range_of(const Wanted& wanted) const;
  // An amount as people write it: whole where it is large, else with two digits after the point.
  [[nodiscard]] static std::int64_t rounded(std::int64_t money, const Range& range);

 private:
  [[nodiscard]] OwnedValue scalar(const Wanted& wanted, Random& random) const;
  [[nodiscard]] OwnedValue set(const Wanted& wanted, Random& random) const;
  [[nodiscard]] OwnedValue place(Random& random) const;
  [[nodiscard]] OwnedValue records(const schema::List& list, Random& random) const;

  const schema::Schema& schema_;
  Date today_;
  std::uint64_t customers_;
};

// The id of the customer at a position from 0.
[[nodiscard]] std::string customer_id(std::uint64_t position);

}  // namespace wend::tools
