#include "tests/conformance/runner/data.hpp"

#include "runtime/engine/effect_json.hpp"
#include "tools/data/customers.hpp"
#include "tools/data/fault.hpp"
#include "tools/data/json_line.hpp"
#include "tools/data/text_lines.hpp"
#include "tools/data/value_reader.hpp"

namespace wend::conformance {
namespace {

// A JSON object as the readers want it: a line with room behind it.
class Line {
 public:
  explicit Line(const Json& object) : text_(object.dump()) {
    const std::size_t size = text_.size();
    text_.resize(size + data::TextLines::kPadding);
    is_read_ = json_.read(std::string_view(text_).substr(0, size));
  }
  [[nodiscard]] bool is_read() const { return is_read_; }
  [[nodiscard]] data::Nodes nodes() const { return json_.nodes(); }

 private:
  std::string text_;
  data::JsonLine json_;
  bool is_read_ = false;
};

Error fault_of(const data::Problem& problem) {
  data::Fault fault;
  fault.code = problem.code;
  fault.arguments = problem.arguments;
  fault.nearest = problem.nearest;
  return Error{data::message(fault, diagnostics::Language::english)};
}

// All members of an object as fields: those that there are must be known, and fit.
Result<std::vector<Named>> read_fields(const Bank& bank, std::vector<data::FieldReader::Field> fields,
                                       const std::string& event, const Json& object) {
  data::ValueReader values(*bank.schema, bank.zone);
  data::Tally tally;
  using Of = data::FieldReader::Of;
  data::FieldReader reader(std::move(fields), event.empty() ? Of::tags : Of::event, event, values, tally);
  const Line line(object);
  if (!line.is_read()) return Error{"nested too deep: " + object.dump()};
  reader.begin(1);
  std::size_t position = 0;
  const data::Nodes nodes = line.nodes();
  for (std::size_t index = 0; index < nodes.size(); index += 1 + nodes[index].within, ++position) {
    if (!reader.read(nodes, index, position)) return fault_of(reader.problem());
  }
  const std::vector<data::Fault> warnings = tally.warnings("");
  if (!warnings.empty()) return Error{data::message(warnings.front(), diagnostics::Language::english)};
  std::vector<Named> named;
  for (const std::uint32_t field : reader.named()) named.push_back({field, own(reader.values()[field])});
  return named;
}

std::optional<schema::EventIndex> event_named(const Bank& bank, const std::string& name) {
  for (std::size_t index = 0; index < bank.schema->events.size(); ++index) {
    if (bank.schema->events[index].name == name) return static_cast<schema::EventIndex>(index);
  }
  return std::nullopt;
}

std::vector<Value> borrowed(const std::vector<OwnedValue>& values) {
  std::vector<Value> borrowed;
  borrowed.reserve(values.size());
  for (const OwnedValue& value : values) borrowed.push_back(borrow(value));
  return borrowed;
}

}  // namespace

Result<OwnedValue> read_value(const Bank& bank, const Json& value, const Type& type) {
  if (value == "unknown") return OwnedValue{Unknown{}};
  const Line line(Json::object({{"value", value}}));
  data::ValueReader reader(*bank.schema, bank.zone);
  Value read;
  if (!line.is_read()) return Error{"nested too deep: " + value.dump()};
  if (!reader.read(line.nodes(), 0, type, read)) return fault_of(reader.problem());
  return own(read);
}

Result<Instant> read_time(const Bank& bank, const Json& time) {
  return parse_time(time.get<std::string>(), bank.zone);
}

Result<std::vector<Named>> read_tags(const Bank& bank, const Json& tags) {
  Json own = tags;
  own.erase("customer");
  return read_fields(bank, data::tag_fields(*bank.schema), {}, own);
}

Result<ReadEvent> read_event(const Bank& bank, const Json& event, const std::string& customer) {
  ReadEvent read;
  const auto type = event_named(bank, event.at("type").get<std::string>());
  if (!type) return Error{"the schema has no event " + event.at("type").dump()};
  const Result<Instant> time = read_time(bank, event.at("time"));
  if (!time) return time.error();
  read.id = event.value("id", std::string());
  read.customer = event.value("customer", customer);
  read.time = *time;
  read.type = *type;
  const schema::Event& described = bank.schema->events[*type];
  std::vector<data::FieldReader::Field> fields;
  for (const schema::Field& field : described.fields) fields.push_back({field.name, field.type, {}, {}});
  Json own = event;
  for (const char* key : {"id", "type", "customer", "time"}) own.erase(key);
  Result<std::vector<Named>> named = read_fields(bank, std::move(fields), described.name, own);
  if (!named) return named.error();
  read.fields.resize(described.fields.size());
  for (Named& field : *named) read.fields[field.index] = std::move(field.value);
  return read;
}

Result<std::shared_ptr<const lists::NameLists>> read_lists(const Bank& bank, const Case& of) {
  if (!of.has("lists")) return std::shared_ptr<const lists::NameLists>();
  auto all = std::make_shared<lists::NameLists>(bank.schema->lists.size());
  for (const auto& [name, rows] : of.members.at("lists").items()) {
    const auto found = bank.names->find(schema::Names::Kind::list, name);
    if (!found) return Error{"the schema has no list " + name};
    const schema::List& list = bank.schema->lists[found->index];
    lists::NameListBuilder builder(list);
    std::vector<data::FieldReader::Field> fields;
    for (const schema::Field& field : list.fields) fields.push_back({field.name, field.type, {}, {}});
    for (const Json& row : rows) {
      Json own = row;
      own.erase("customer");
      const Result<std::vector<Named>> named = read_fields(bank, fields, name, own);
      if (!named) return named.error();
      std::vector<OwnedValue> values(list.fields.size());
      for (const Named& field : *named) values[field.index] = field.value;
      if (!builder.add(row.at("customer").get<std::string>(), borrowed(values))) return Error{name + " has a double"};
    }
    all->set(found->index, std::make_shared<const lists::NameList>(std::move(builder).finish()));
  }
  return std::shared_ptr<const lists::NameLists>(all);
}

std::vector<std::byte> row_of(const layout::RowLayout& layout, const std::vector<OwnedValue>& values) {
  std::vector<std::byte> row;
  layout::append_row(layout, borrowed(values), row);
  return row;
}

std::vector<std::byte> row_of(const layout::RowLayout& layout, const std::vector<Named>& named) {
  std::vector<OwnedValue> values(layout.fields.size());
  for (const Named& tag : named) values[tag.index] = tag.value;
  return row_of(layout, values);
}

std::string shown(const Bank& bank, const OwnedValue& value, const Type& type) {
  if (!is_known(value)) return "unknown";
  std::string text;
  engine::append_json(value, type, *bank.schema, bank.zone, text);
  return text;
}

}  // namespace wend::conformance
