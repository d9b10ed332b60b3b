// Reads events and updates of tags: JSON Lines, or CSV with a header, streaming.
//
//     EventReader events("events.jsonl", schema, zone);
//     while (events.next() != Outcome::end) …
//
// `id`, `type`, `customer` and `time` must be there; the rest are the fields of the event that `type` names; JSON null
// and an empty cell are missing. An update has the type `tags` and its values in `set`:
//
//     {"id": "7", "type": "tags", "customer": "2873", "time": "2026-03-02T10:00:00+08:00", "set": {"tier": "gold"}}
//
// Lines may come in any order of time. A field that the schema lacks, and a value outside of the schema's range, is
// counted (warnings); a value that does not fit its field's type and an event that the schema lacks are faults of
// their line, and reading may go on behind it. Borrows the schema. One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "tools/data/field_reader.hpp"
#include "tools/data/rows.hpp"

namespace wend::data {

class EventReader {
 public:
  EventReader(std::string path, const schema::Schema& schema, const Zone& zone);

  [[nodiscard]] Outcome next();

  // Of the row; valid until the next call.
  [[nodiscard]] std::string_view id() const { return id_; }
  [[nodiscard]] std::string_view customer() const { return customer_; }
  [[nodiscard]] Instant time() const { return time_; }
  // Whether the row updates tags; else it is an event of type().
  [[nodiscard]] bool is_update() const { return fields_ == &tags_; }
  [[nodiscard]] schema::EventIndex type() const { return type_; }
  // By field of the event, or by tag; Unknown where the line says nothing.
  [[nodiscard]] std::span<const Value> values() const { return fields_->values(); }
  // Of an update: the tags that it sets (to Unknown: takes away), in the line's order.
  [[nodiscard]] std::span<const std::uint32_t> updated() const { return tags_.named(); }
  // The line as it stands in the file, also of a fault.
  [[nodiscard]] std::string_view text() const { return rows_.text(); }
  [[nodiscard]] const Fault& fault() const { return fault_; }

  // What was counted so far; a file with nothing in it says so here.
  [[nodiscard]] std::vector<Fault> warnings() const;
  [[nodiscard]] std::uint64_t bytes_read() const { return rows_.bytes_read(); }
  [[nodiscard]] std::uint64_t size() const { return rows_.size(); }

 private:
  // The members that every line has, and `set`.
  enum Key : std::uint8_t { kId, kType, kCustomer, kTime, kSet };
  static constexpr std::array<std::string_view, 5> kKeys = {"id", "type", "customer", "time", "set"};
  static constexpr std::size_t kRequired = 4;

  static const std::string_view* key_of(std::string_view name);
  bool read_row();
  bool find_keys();
  bool read_keys();
  bool choose_type(const Node& node);
  bool unknown_type(const Node& node);
  bool read_event();
  bool read_update();
  bool fail(Problem problem);

  const schema::Schema& schema_;
  Rows rows_;
  ValueReader reader_;
  Tally tally_;
  FieldReader tags_;
  std::vector<FieldReader> events_;
  std::unordered_map<std::string_view, schema::EventIndex> types_;
  std::array<const Node*, kKeys.size()> keys_{};
  FieldReader* fields_ = &tags_;
  std::string_view id_;
  std::string_view customer_;
  Instant time_ = 0;
  schema::EventIndex type_ = 0;
  Fault fault_;
  bool failed_ = false;  // fatally
  bool ended_ = false;
};

}  // namespace wend::data
