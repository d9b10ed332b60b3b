#include "tests/differential/arrow_nested.hpp"

#include <limits>
#include <optional>
#include <utility>

#include "compiler/layout/row_layout.hpp"
#include "runtime/value/place.hpp"

namespace wend::differential {
namespace {

using tests::ArrowNode;

std::shared_ptr<ArrowNode> coordinates(const char* name, const std::vector<double>& degrees,
                                       const std::vector<bool>& known) {
  auto node = std::make_shared<ArrowNode>();
  node->name = name;
  node->format = "g";
  node->length = static_cast<std::int64_t>(degrees.size());
  node->null_count = -1;
  node->buffers = {tests::bitmap_of(known), tests::bytes_of(degrees)};
  return node;
}

// Coordinates of no place on earth.
std::pair<double, double> nowhere(Random& random) {
  switch (random.below(4)) {
    case 0: return {std::numeric_limits<double>::quiet_NaN(), 0};
    case 1: return {0, -std::numeric_limits<double>::infinity()};
    case 2: return {90.0000001, 0};
    default: return {0, -180.0000001};
  }
}

// The values of lists, taken apart into columns of their fields.
class RecordTaker {
 public:
  explicit RecordTaker(const schema::List& list) : layout_(layout::record_layout(list)), fields_(list.fields.size()) {}

  void skip(std::size_t records) {
    for (auto& field : fields_) field.resize(field.size() + records, Unknown{});
    count_ += records;
  }
  void take(const std::string& row) {
    const layout::Row record{&layout_, reinterpret_cast<const std::byte*>(row.data())};
    for (std::uint32_t field = 0; field < fields_.size(); ++field) {
      fields_[field].push_back(own(layout::load(record, field)));
    }
    ++count_;
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::vector<OwnedValue>& field(std::size_t position) { return fields_[position]; }
  // The record as the fields now say it.
  [[nodiscard]] std::string row(std::size_t record) const {
    std::vector<Value> values;
    for (const auto& field : fields_) values.push_back(borrow(field[record]));
    std::vector<std::byte> bytes;
    layout::append_row(layout_, values, bytes);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

 private:
  layout::RowLayout layout_;
  std::vector<std::vector<OwnedValue>> fields_;
  std::size_t count_ = 0;
};

// The records of all lists as one column of structs, which is a slice that begins behind `skipped` of them.
std::shared_ptr<ArrowNode> structs_of(Random& random, const RecordsChoice& choice, RecordTaker& records,
                                      std::size_t skipped) {
  auto node = std::make_shared<ArrowNode>();
  node->name = "item";
  node->format = "+s";
  node->offset = static_cast<std::int64_t>(skipped);
  node->length = static_cast<std::int64_t>(records.count() - skipped);
  node->buffers = {std::nullopt};
  const std::vector<schema::Field>& fields = choice.schema.lists[choice.type.detail].fields;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    std::vector<OwnedValue>& values = records.field(field);
    if (choice.choice.fields[field].format.empty()) {
      values.assign(records.count(), Unknown{});
      continue;
    }
    auto child = random_column(random, choice.schema, choice.zone, fields[field].type, choice.choice.fields[field],
                               random.below(5), values);
    child->name = fields[field].name;
    node->children.push_back(std::move(child));
  }
  // A struct without columns tells nobody how many there are.
  if (node->children.empty()) {
    auto child = std::make_shared<ArrowNode>();
    child->name = "nothing";
    child->format = "n";
    child->length = static_cast<std::int64_t>(records.count());
    node->children.push_back(std::move(child));
  }
  return node;
}

}  // namespace

NestedColumn places_node(Random& random, std::vector<OwnedValue>& values) {
  std::vector<double> latitudes;
  std::vector<double> longitudes;
  std::vector<bool> latitude_known;
  std::vector<bool> longitude_known;
  NestedColumn column{.node = std::make_shared<ArrowNode>(), .known = {}};
  for (OwnedValue& value : values) {
    const auto* scalar = std::get_if<std::int64_t>(&value);
    const Place place = scalar == nullptr ? Place{} : place_of(*scalar);
    std::pair<double, double> degrees{place.latitude / double{kDegree}, place.longitude / double{kDegree}};
    const bool is_moved = random.chance(5);
    if (is_moved) degrees = nowhere(random);
    latitudes.push_back(degrees.first);
    longitudes.push_back(degrees.second);
    latitude_known.push_back(!random.chance(5));
    longitude_known.push_back(!random.chance(5));
    column.known.push_back(scalar != nullptr);
    // Some customers are nowhere on earth, too.
    const bool is_somewhere = !is_moved && is_on_earth(place);
    if (!is_somewhere || !latitude_known.back() || !longitude_known.back()) value = Unknown{};
  }
  column.node->format = "+s";
  column.node->children = {coordinates("x", longitudes, longitude_known), coordinates("y", latitudes, latitude_known)};
  return column;
}

NestedColumn records_node(Random& random, const RecordsChoice& choice, std::vector<OwnedValue>& values) {
  RecordTaker records(choice.schema.lists[choice.type.detail]);
  const std::size_t skipped = random.below(4);
  records.skip(skipped);
  // Lists may begin behind the first of the structs.
  records.skip(random.below(3));
  std::vector<std::int64_t> offsets{static_cast<std::int64_t>(records.count() - skipped)};
  NestedColumn column{.node = nullptr, .known = {}};
  for (const OwnedValue& value : values) {
    const auto* list = std::get_if<OwnedRecords>(&value);
    column.known.push_back(list != nullptr);
    if (list != nullptr) {
      for (const std::string& row : list->rows) records.take(row);
    }
    offsets.push_back(static_cast<std::int64_t>(records.count() - skipped));
  }
  const auto structs = structs_of(random, choice, records, skipped);
  std::vector<bool> record_known(records.count());
  for (std::size_t record = 0; record < records.count(); ++record) record_known[record] = !random.chance(2);
  structs->buffers = {tests::bitmap_of(record_known)};
  structs->null_count = -1;
  for (std::size_t row = 0; row < values.size(); ++row) {
    auto* list = std::get_if<OwnedRecords>(&values[row]);
    if (list == nullptr) continue;
    bool is_whole = true;
    for (std::size_t at = 0; at < list->rows.size(); ++at) {
      const std::size_t record = skipped + static_cast<std::size_t>(offsets[row]) + at;
      is_whole = is_whole && record_known[record];
      list->rows[at] = records.row(record);
    }
    if (!is_whole) values[row] = Unknown{};
  }
  const std::vector<std::int32_t> narrow(offsets.begin(), offsets.end());
  column.node = std::make_shared<ArrowNode>();
  column.node->format = choice.choice.format;
  column.node->buffers = {choice.choice.format == "+L" ? tests::bytes_of(offsets) : tests::bytes_of(narrow)};
  column.node->children = {structs};
  return column;
}

}  // namespace wend::differential
