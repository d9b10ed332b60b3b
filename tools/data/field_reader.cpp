#include "tools/data/field_reader.hpp"

#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/diagnostics/codes/records_data.hpp"
#include "compiler/schema/identifiers.hpp"
#include "tools/data/utf8.hpp"

namespace wend::data {

namespace {

namespace codes = diagnostics::codes;

bool is_outside(const FieldReader::Field& field, const Value& value) {
  const auto* scalar = std::get_if<std::int64_t>(&value);
  if (scalar == nullptr) return false;
  return (field.least && *scalar < *field.least) || (field.greatest && *scalar > *field.greatest);
}

}  // namespace

FieldReader::FieldReader(std::vector<Field> fields, Of of, std::string_view owner, ValueReader& values, Tally& tally)
    : fields_(std::move(fields)),
      of_(of),
      owner_(owner),
      values_(values),
      tally_(tally),
      row_(fields_.size()),
      named_in_(fields_.size()) {
  for (const Field& field : fields_) by_name_.emplace(field.name, static_cast<std::uint32_t>(by_name_.size()));
}

void FieldReader::begin(std::uint64_t line) {
  for (const std::uint32_t field : named_) row_[field] = Unknown{};
  named_.clear();
  ++row_number_;
  line_ = line;
}

FieldReader::Place& FieldReader::place_of(std::string_view name, std::size_t position) {
  if (position >= places_.size()) places_.resize(position + 1);
  Place& place = places_[position];
  if (place.name != name || name.empty()) learn(place, name);
  return place;
}

void FieldReader::learn(Place& place, std::string_view name) {
  place.name = name;
  const auto found = is_ascii(name) ? by_name_.find(name) : by_name_.find(schema::normalised(name));
  if (found != by_name_.end()) {
    place.field = found->second;
    return;
  }
  place.field.reset();
  place.unknown = &unknown(place.name);
}

Tally::Count& FieldReader::unknown(const std::string& name) {
  switch (of_) {
    case Of::tags: return tally_.of(codes::data_unknown_tag, {name});
    case Of::event: return tally_.of(codes::data_unknown_field, {name, owner_});
    case Of::list: break;
  }
  return tally_.of(codes::data_unknown_list_field, {name, owner_});
}

void FieldReader::count(const Field& field, const Value& value) {
  if (is_outside(field, value)) tally_.of(codes::data_out_of_range, {std::string(field.name)}).add(line_);
}

bool FieldReader::read(Nodes nodes, std::size_t index, std::size_t position) {
  const Node& node = nodes[index];
  const Place& place = place_of(node.name, position);
  if (!place.field) {
    if (node.form != Form::null) place.unknown->add(line_);
    return true;
  }
  const std::uint32_t field = *place.field;
  if (named_in_[field] == row_number_) {
    problem_ = {codes::data_written_twice, {std::string(node.name)}, {}, node.place};
    return false;
  }
  named_in_[field] = row_number_;
  named_.push_back(field);
  if (!values_.read(nodes, index, fields_[field].type, row_[field])) {
    problem_ = values_.problem();
    return false;
  }
  if (node.form != Form::null) count(fields_[field], row_[field]);
  return true;
}

}  // namespace wend::data
