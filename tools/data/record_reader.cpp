// Places and lists of records: values that have parts of their own.
#include "compiler/diagnostics/codes/records_data.hpp"
#include "runtime/value/place.hpp"
#include "tools/data/text_lines.hpp"
#include "tools/data/value_reader.hpp"

namespace wend::data {

namespace codes = diagnostics::codes;

bool ValueReader::read_place(Nodes nodes, std::size_t index, Value& value) {
  const Node& node = nodes[index];
  std::optional<Place> place;
  if (node.form == Form::text || node.form == Form::cell) place = parse_place(node.text);
  if (node.form == Form::list && node.within == 2) {
    const Nodes degrees = parts(nodes, index);
    const bool numbers = degrees[0].form == Form::number && degrees[1].form == Form::number;
    if (numbers) place = parse_place(degrees[0].text, degrees[1].text);
  }
  if (!place) return fail(node, codes::data_not_place);
  value = scalar_of(*place);
  return true;
}

// A cell of CSV is read as the JSON that stands in it. Its faults are those of the cell.
bool ValueReader::read_records(Nodes nodes, std::size_t index, const Type& type, Value& value) {
  const Node& node = nodes[index];
  if (node.form == Form::list) return read_each_record(node.name, parts(nodes, index), type, value);
  if (node.form != Form::cell) return fail(node, codes::data_not_records);
  if (cell_ == nullptr) cell_ = std::make_unique<JsonLine>();
  cell_text_.assign("{\"\":").append(node.text).append("}");
  const std::size_t size = cell_text_.size();
  cell_text_.append(TextLines::kPadding, '\0');
  const bool is_list = cell_->read(std::string_view(cell_text_).substr(0, size)) && !cell_->nodes().empty() &&
                       cell_->nodes()[0].form == Form::list && cell_->nodes().size() == 1 + cell_->nodes()[0].within;
  if (!is_list) return fail(node, codes::data_not_records);
  if (read_each_record(node.name, parts(cell_->nodes(), 0), type, value)) return true;
  problem_.place = node.place;
  return false;
}

bool ValueReader::read_each_record(std::string_view name, Nodes records, const Type& type, Value& value) {
  std::vector<std::string>& rows = scratch_.sets.take();
  for (std::size_t index = 0; index < records.size(); index += 1 + records[index].within) {
    const Node& record = records[index];
    if (record.form != Form::object) {
      fail(record, codes::data_not_records);
      problem_.arguments.front() = name;
      return false;
    }
    rows.emplace_back();
    if (!read_record(name, parts(records, index), type, rows.back())) return false;
  }
  if (rows.size() > kMostRecords) {
    const std::uint32_t place = records.front().place;
    problem_ = {codes::data_too_many_records,
                {std::string(name), std::to_string(rows.size()), std::to_string(kMostRecords)},
                {},
                place};
    return false;
  }
  value = Records{Texts(std::span<const std::string>(rows))};
  return true;
}

bool ValueReader::read_record(std::string_view name, Nodes members, const Type& type, std::string& row) {
  const std::vector<schema::Field>& fields = schema_.lists[type.detail].fields;
  const Positions& positions = record_fields_[type.detail];
  std::vector<Value> values(fields.size(), Unknown{});
  for (std::size_t index = 0; index < members.size(); index += 1 + members[index].within) {
    const Node& member = members[index];
    const auto found = positions.find(normal_form(member.name));
    if (found == positions.end()) {
      problem_ = {codes::data_unknown_record_field, {std::string(name), std::string(member.name)}, {}, member.place};
      return false;
    }
    const auto field = static_cast<std::size_t>(found->second);
    if (!read(members, index, fields[field].type, values[field])) return false;
  }
  std::vector<std::byte> block;
  layout::append_row(records_[type.detail], values, block);
  row.assign(reinterpret_cast<const char*>(block.data()), block.size());
  return true;
}

}  // namespace wend::data
