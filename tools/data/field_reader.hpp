// The fields of one event type or name list, or the tags, out of a line's nodes: by name, in any order, each at most
// once.
//
// A name that the schema lacks, and a value outside of the schema's range, is counted and passed over. Files have the
// same fields in the same order line after line, so each place remembers which field it was last.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "tools/data/tally.hpp"
#include "tools/data/value_reader.hpp"

namespace wend::data {

class FieldReader {
 public:
  struct Field {
    std::string_view name;
    Type type;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> greatest;
  };

  // Whose fields they are: of the schema's tags, or of the event or name list that `owner` names.
  enum class Of : std::uint8_t { tags, event, list };
  // Borrows what it is given.
  FieldReader(std::vector<Field> fields, Of of, std::string_view owner, ValueReader& values, Tally& tally);

  // Forgets the last row: every field is missing.
  void begin(std::uint64_t line);
  // `position` is the node's among its neighbours. False where the value does not fit; problem() says why.
  [[nodiscard]] bool read(Nodes nodes, std::size_t index, std::size_t position);
  [[nodiscard]] const Problem& problem() const { return problem_; }

  // By field.
  [[nodiscard]] std::span<const Value> values() const { return row_; }
  // Positions of the fields that the row names, in its order.
  [[nodiscard]] std::span<const std::uint32_t> named() const { return named_; }

 private:
  struct Place {
    std::string name;
    std::optional<std::uint32_t> field;
    Tally::Count* unknown = nullptr;
  };

  Place& place_of(std::string_view name, std::size_t position);
  void learn(Place& place, std::string_view name);
  [[nodiscard]] Tally::Count& unknown(const std::string& name);
  void count(const Field& field, const Value& value);

  std::vector<Field> fields_;
  Of of_;
  std::string owner_;
  ValueReader& values_;
  Tally& tally_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;
  std::vector<Place> places_;
  std::vector<Value> row_;
  std::vector<std::uint64_t> named_in_;  // by field: the row that last named it
  std::vector<std::uint32_t> named_;
  std::uint64_t row_number_ = 0;
  std::uint64_t line_ = 0;
  Problem problem_;
};

}  // namespace wend::data
