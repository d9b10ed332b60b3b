// How many customers have which value of a tag, in the order of the values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::tools {

class Breakdown {
 public:
  // Different values beyond this many are counted together.
  static constexpr std::size_t kMost = 10'000;

  // Borrows the schema.
  Breakdown(const schema::Schema& schema, schema::TagIndex tag, const Zone& zone);

  // What a customer has for the tag.
  void add(const Value& value);

  struct Count {
    enum class Kind : std::uint8_t { value, others, missing };
    Kind kind = Kind::value;
    std::string value;
    std::uint64_t customers = 0;
  };
  // By value, then those that were counted together, then those without a value; only what there is.
  [[nodiscard]] std::vector<Count> counts() const;

 private:
  // Scalars by their number, all else by its text.
  using Key = std::pair<std::int64_t, std::string>;
  [[nodiscard]] Key key_of(const Value& value) const;

  const schema::Schema& schema_;
  schema::TagIndex tag_;
  Zone zone_;
  std::map<Key, std::uint64_t> counts_;
  std::uint64_t others_ = 0;
  std::uint64_t missing_ = 0;
};

}  // namespace wend::tools
