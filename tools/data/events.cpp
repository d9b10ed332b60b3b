#include "tools/data/events.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/data.hpp"
#include "tools/data/customers.hpp"

namespace wend::data {

namespace {

namespace codes = diagnostics::codes;

constexpr std::string_view kTags = "tags";

std::vector<FieldReader::Field> event_fields(const schema::Event& event) {
  std::vector<FieldReader::Field> fields;
  for (const schema::Field& field : event.fields)
    fields.push_back({field.name, field.type, field.least, field.greatest});
  return fields;
}

}  // namespace

EventReader::EventReader(std::string path, const schema::Schema& schema, const Zone& zone)
    : schema_(schema),
      rows_(std::move(path)),
      reader_(schema, zone),
      tags_(tag_fields(schema), FieldReader::Of::tags, {}, reader_, tally_) {
  for (const schema::Event& event : schema.events) {
    types_.emplace(event.name, static_cast<schema::EventIndex>(types_.size()));
    events_.emplace_back(event_fields(event), FieldReader::Of::event, event.name, reader_, tally_);
  }
}

bool EventReader::fail(Problem problem) {
  fault_ = rows_.fault_of(std::move(problem));
  return false;
}

Outcome EventReader::next() {
  if (failed_) return Outcome::end;
  reader_.clear();
  switch (rows_.next()) {
    case Outcome::row: return read_row() ? Outcome::row : Outcome::fault;
    case Outcome::fault:
      fault_ = rows_.fault();
      failed_ = fault_.fatal;
      return Outcome::fault;
    case Outcome::end: ended_ = true; return Outcome::end;
  }
  return Outcome::end;
}

const std::string_view* EventReader::key_of(std::string_view name) {
  const auto* found = std::ranges::find(kKeys, name);
  return found == kKeys.end() ? nullptr : found;
}

bool EventReader::find_keys() {
  keys_ = {};
  const Nodes nodes = rows_.nodes();
  for (std::size_t index = 0; index < nodes.size(); index += 1 + nodes[index].within) {
    const std::string_view* key = key_of(nodes[index].name);
    if (key == nullptr) continue;
    const Node*& place = keys_[static_cast<std::size_t>(key - kKeys.data())];
    if (place != nullptr) return fail({codes::data_written_twice, {std::string(*key)}, {}, nodes[index].place});
    place = &nodes[index];
  }
  for (std::size_t key = 0; key < kRequired; ++key) {
    if (keys_[key] != nullptr && keys_[key]->form != Form::null) continue;
    return fail({codes::data_key_missing, {std::string(kKeys[key])}, {}, 0});
  }
  return true;
}

bool EventReader::read_keys() {
  const bool fit = reader_.read_id(*keys_[kId], id_) && reader_.read_id(*keys_[kCustomer], customer_) &&
                   reader_.read_time(*keys_[kTime], time_);
  return fit || fail(reader_.problem());
}

bool EventReader::unknown_type(const Node& node) {
  std::vector<std::string_view> names = {kTags};
  for (const schema::Event& event : schema_.events) names.push_back(event.name);
  Problem problem{codes::data_unknown_event, {shown(node.text)}, {}, node.place};
  for (const std::string_view name : diagnostics::nearest(node.text, names, 3)) problem.nearest.emplace_back(name);
  return fail(std::move(problem));
}

bool EventReader::choose_type(const Node& node) {
  const bool may_be = node.form == Form::text || node.form == Form::cell;
  if (may_be && node.text == kTags) {
    fields_ = &tags_;
    return true;
  }
  const auto found = types_.find(node.text);
  if (!may_be || found == types_.end()) return unknown_type(node);
  type_ = found->second;
  fields_ = &events_[type_];
  return true;
}

bool EventReader::read_row() {
  if (!find_keys() || !choose_type(*keys_[kType]) || !read_keys()) return false;
  fields_->begin(rows_.line());
  return is_update() ? read_update() : read_event();
}

bool EventReader::read_event() {
  const Nodes nodes = rows_.nodes();
  std::size_t position = 0;
  for (std::size_t index = 0; index < nodes.size(); index += 1 + nodes[index].within, ++position) {
    const std::string_view* key = key_of(nodes[index].name);
    if (key != nullptr && *key != kKeys[kSet]) continue;
    if (!fields_->read(nodes, index, position)) return fail(fields_->problem());
  }
  return true;
}

bool EventReader::read_update() {
  const Node* set = keys_[kSet];
  if (set == nullptr || set->form != Form::object) {
    return fail({codes::data_set_missing, {}, {}, set == nullptr ? 0 : set->place});
  }
  const Nodes nodes = parts(rows_.nodes(), static_cast<std::size_t>(set - rows_.nodes().data()));
  std::size_t position = 0;
  for (std::size_t index = 0; index < nodes.size(); index += 1 + nodes[index].within, ++position) {
    if (!fields_->read(nodes, index, position)) return fail(fields_->problem());
  }
  return true;
}

std::vector<Fault> EventReader::warnings() const {
  std::vector<Fault> warnings = tally_.warnings(rows_.path());
  if (!ended_ || !rows_.was_empty()) return warnings;
  Fault& empty = warnings.emplace_back();
  empty.code = codes::data_empty;
  empty.path = rows_.path();
  return warnings;
}

}  // namespace wend::data
