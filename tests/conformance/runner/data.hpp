// Values, tags and events of the cases, by the same readers that read customers and events from files.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/layout/row_layout.hpp"
#include "runtime/lists/name_list.hpp"
#include "runtime/value/result.hpp"
#include "runtime/value/value.hpp"
#include "tests/conformance/runner/programs.hpp"
#include "tests/conformance/runner/suite.hpp"

namespace wend::conformance {

// One tag or field of what a case says.
struct Named {
  std::uint32_t index = 0;
  OwnedValue value;
};

struct ReadEvent {
  std::string id;
  std::string customer;
  Instant time = 0;
  schema::EventIndex type = 0;
  std::vector<OwnedValue> fields;  // by field
};

// `"unknown"` is Unknown; everything else is read as data of the type is.
[[nodiscard]] Result<OwnedValue> read_value(const Bank& bank, const Json& value, const Type& type);
[[nodiscard]] Result<Instant> read_time(const Bank& bank, const Json& time);
// The object's members but `customer`, as tags.
[[nodiscard]] Result<std::vector<Named>> read_tags(const Bank& bank, const Json& tags);
// `type` and `time` must be there; the customer is `customer` where the event names none.
[[nodiscard]] Result<ReadEvent> read_event(const Bank& bank, const Json& event, const std::string& customer);

// `{"vip_names": [{"customer": "1", "seat": "A1"}]}`: the name lists that are there; null where the case has none.
[[nodiscard]] Result<std::shared_ptr<const lists::NameLists>> read_lists(const Bank& bank, const Case& of);

[[nodiscard]] std::vector<std::byte> row_of(const layout::RowLayout& layout, const std::vector<Named>& named);
[[nodiscard]] std::vector<std::byte> row_of(const layout::RowLayout& layout, const std::vector<OwnedValue>& values);

// `gold`, `0.25`, `unknown`: as the cases write it.
[[nodiscard]] std::string shown(const Bank& bank, const OwnedValue& value, const Type& type);

}  // namespace wend::conformance
