// From what stands in a file to values of the schema's types, exactly.
//
//     ValueReader values(schema, zone);
//     Value value;
//     if (!values.read(nodes, index, tag.type, value)) report(values.problem());
//
// What is accepted: true and false (in CSV 1 and 0 too); numbers as JSON writes them, in quotes or not, rounded half
// to even to the type's places; dates, times and times of day in ISO 8601, a time without an offset in the zone;
// spans as `3 days`, `2 hours`; enum values and products by their names; a set as a JSON list, in CSV as `a|b`, the
// empty one as `|`; a place as `[31.23, 121.47]` or `31.23,121.47`, latitude first; a distance as metres; a list of
// records as a JSON list of objects, in a cell of CSV the same. JSON null and an empty cell are missing: Unknown. Texts
// come out in Unicode's normal form C.
//
// Values borrow from the line and from the ValueReader until the next `clear`. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/layout/row_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/value.hpp"
#include "tools/data/fault.hpp"
#include "tools/data/json_line.hpp"
#include "tools/data/node.hpp"
#include "tools/data/scratch.hpp"

namespace wend::data {

class ValueReader {
 public:
  // Borrows the schema.
  ValueReader(const schema::Schema& schema, const Zone& zone);

  // False where the node does not fit the type; problem() says why.
  [[nodiscard]] bool read(Nodes nodes, std::size_t index, const Type& type, Value& value);
  [[nodiscard]] const Problem& problem() const { return problem_; }

  // A name of a customer or an event: a text, or a whole number that stands for one. Not empty.
  [[nodiscard]] bool read_id(const Node& node, std::string_view& id);
  [[nodiscard]] bool read_time(const Node& node, Instant& time);

  // Gives back the memory of the row that was read.
  void clear() { scratch_.clear(); }

 private:
  using Positions = std::unordered_map<std::string_view, std::int32_t>;

  bool read_scalar(const Node& node, const Type& type, Value& value);
  bool read_boolean(const Node& node, Value& value);
  bool read_decimal(const Node& node, int places, diagnostics::Code code, Value& value);
  bool read_integer(const Node& node, Value& value);
  bool read_span(const Node& node, TypeKind kind, Value& value);
  bool read_text(const Node& node, Value& value);
  bool read_member(const Node& node, const Positions& positions, diagnostics::Code code, Value& value);
  bool read_enum(const Node& node, schema::EnumIndex index, Value& value);
  bool read_set(Nodes nodes, std::size_t index, const Type& type, Value& value);
  bool read_place(Nodes nodes, std::size_t index, Value& value);
  bool read_records(Nodes nodes, std::size_t index, const Type& type, Value& value);
  bool read_each_record(std::string_view name, Nodes records, const Type& type, Value& value);
  bool read_record(std::string_view name, Nodes members, const Type& type, std::string& row);
  bool read_elements(Nodes elements, const Type& type, Value& value);
  bool fail(const Node& node, diagnostics::Code code, std::vector<std::string> more = {});
  std::string_view normal_form(std::string_view text);

  const schema::Schema& schema_;
  Zone zone_;
  std::vector<Positions> enums_;
  Positions products_;
  Scratch scratch_;
  std::vector<Node> elements_;  // of a set that is written in one cell
  // By list of the schema; empty where no tag is of it.
  std::vector<layout::RowLayout> records_;
  std::vector<Positions> record_fields_;
  std::unique_ptr<JsonLine> cell_;  // of CSV that holds JSON
  std::string cell_text_;
  Problem problem_;
};

}  // namespace wend::data
