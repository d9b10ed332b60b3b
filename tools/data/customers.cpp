#include "tools/data/customers.hpp"
#include "compiler/diagnostics/codes/data.hpp"

#include <algorithm>

namespace wend::data {

namespace {

namespace codes = diagnostics::codes;

constexpr std::string_view kCustomer = "customer";

std::vector<std::uint32_t> required_tags(const schema::Schema& schema) {
  std::vector<std::uint32_t> required;
  for (std::uint32_t tag = 0; tag < schema.tags.size(); ++tag) {
    if (schema.tags[tag].always_known) required.push_back(tag);
  }
  return required;
}

}  // namespace

std::vector<FieldReader::Field> tag_fields(const schema::Schema& schema) {
  std::vector<FieldReader::Field> fields;
  for (const schema::Tag& tag : schema.tags) fields.push_back({tag.name, tag.type, tag.least, tag.greatest});
  return fields;
}

CustomerReader::CustomerReader(std::string path, const schema::Schema& schema, const Zone& zone)
    : schema_(schema),
      rows_(std::move(path)),
      reader_(schema, zone),
      tags_(tag_fields(schema), FieldReader::Of::tags, {}, reader_, tally_),
      required_(required_tags(schema)) {
  if (ColumnRows::is_at(rows_.path())) columns_ = std::make_unique<ColumnRows>(rows_.path(), schema);
}

bool CustomerReader::fail(Problem problem) {
  fault_ = rows_.fault_of(std::move(problem));
  return false;
}

// Of a CSV file: a column that must be there and is not would be a fault of every line.
bool CustomerReader::check_header() {
  header_checked_ = true;
  if (!rows_.is_csv()) return true;
  const auto lacks = [this](std::string_view name) {
    return std::ranges::find(rows_.header(), name) == rows_.header().end();
  };
  std::string missing = lacks(kCustomer) ? std::string(kCustomer) : "";
  for (const std::uint32_t tag : required_) {
    if (missing.empty() && lacks(schema_.tags[tag].name)) missing = schema_.tags[tag].name;
  }
  if (missing.empty()) return true;
  fault_ = rows_.fatal(codes::data_column_missing, {missing}, 1);
  failed_ = true;
  return false;
}

Outcome CustomerReader::next_of_columns() {
  const Outcome outcome = columns_->next();
  if (outcome == Outcome::row) id_ = columns_->id();
  if (outcome == Outcome::fault) {
    fault_ = columns_->fault();
    failed_ = true;
  }
  return outcome;
}

Outcome CustomerReader::next() {
  if (failed_) return Outcome::end;
  if (columns_) return next_of_columns();
  reader_.clear();
  const Outcome outcome = rows_.next();
  if (!header_checked_ && !rows_.header().empty() && !check_header()) return Outcome::fault;
  switch (outcome) {
    case Outcome::row: return read_row() ? Outcome::row : Outcome::fault;
    case Outcome::fault:
      fault_ = rows_.fault();
      failed_ = fault_.fatal;
      return Outcome::fault;
    case Outcome::end: ended_ = true; return Outcome::end;
  }
  return outcome;
}

bool CustomerReader::read_members(const Node*& customer) {
  const Nodes nodes = rows_.nodes();
  std::size_t position = 0;
  for (std::size_t index = 0; index < nodes.size(); index += 1 + nodes[index].within, ++position) {
    if (nodes[index].name != kCustomer) {
      if (!tags_.read(nodes, index, position)) return fail(tags_.problem());
      continue;
    }
    if (customer != nullptr) return fail({codes::data_written_twice, {std::string(kCustomer)}, {}, nodes[index].place});
    customer = &nodes[index];
  }
  return true;
}

bool CustomerReader::read_row() {
  const Node* customer = nullptr;
  tags_.begin(rows_.line());
  if (!read_members(customer)) return false;
  if (customer == nullptr || customer->form == Form::null)
    return fail({codes::data_key_missing, {std::string(kCustomer)}, {}, 0});
  if (!reader_.read_id(*customer, id_)) return fail(reader_.problem());
  for (const std::uint32_t tag : required_) {
    if (is_known(tags_.values()[tag])) continue;
    return fail({codes::data_required_missing, {schema_.tags[tag].name}, {}, 0});
  }
  return remember(*customer);
}

bool CustomerReader::remember(const Node& customer) {
  const std::optional<std::uint64_t> earlier = seen_.add(id_, rows_.line());
  if (!earlier) return true;
  return fail({codes::data_customer_twice, {std::string(id_), std::to_string(*earlier)}, {}, customer.place});
}

std::vector<Fault> CustomerReader::warnings() const {
  std::vector<Fault> warnings = tally_.warnings(rows_.path());
  if (!ended_ || !rows_.was_empty()) return warnings;
  Fault& empty = warnings.emplace_back();
  empty.code = codes::data_empty;
  empty.path = rows_.path();
  return warnings;
}

}  // namespace wend::data
