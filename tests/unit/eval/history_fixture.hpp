// A customer with a history of deposits and logins, for the tests of windows.
#pragma once

#include <deque>

#include "tests/unit/eval/fixture.hpp"

namespace wend::eval {

inline constexpr schema::EventIndex kDeposit = 0;
inline constexpr schema::EventIndex kLogin = 1;
inline constexpr schema::FieldIndex kAmount = 0;
inline constexpr schema::FieldIndex kItems = 1;
inline constexpr schema::FieldIndex kCity = 2;

class HistoryTest : public EvaluatorTest {
 protected:
  HistoryTest() {
    schema_->events = {event("deposit", {{"amount", kMoney}, {"items", kInteger}, {"city", kText}}),
                       event("login", {})};
    for (const schema::Event& type : schema_->events) layouts_.push_back(layout::event_layout(type));
    inputs_.now = *parse_time("2026-03-10T12:00:00Z", inputs_.zone);
  }

  static schema::Event event(std::string name, std::vector<std::pair<std::string, Type>> fields) {
    schema::Event result;
    result.name = std::move(name);
    for (auto& [field_name, type] : fields) {
      schema::Field& field = result.fields.emplace_back();
      field.name = std::move(field_name);
      field.type = type;
    }
    return result;
  }

  // In the order of time. Returns the event's position in its log.
  std::size_t deposit(std::string_view time, Value amount, Value items = {}, Value city = {}) {
    return remember(kDeposit, time, {amount, items, city});
  }
  std::size_t login(std::string_view time) { return remember(kLogin, time, {}); }
  std::size_t remember(schema::EventIndex type, std::string_view time, const std::vector<Value>& fields) {
    std::vector<std::byte>& row = rows_.emplace_back();
    layout::append_row(layouts_[type], fields, row);
    events_[type].push_back({type, *parse_time(time, inputs_.zone), {&layouts_[type], row.data()}});
    return events_[type].size() - 1;
  }

  // Of deposits from the given day's beginning, or from the beginning of all.
  ir::Window window(ir::Aggregate aggregate, Type type, std::optional<schema::FieldIndex> field = {},
                    std::string_view from = {}) {
    ir::Window result;
    result.aggregate = aggregate;
    result.event = kDeposit;
    result.field = field;
    result.type = type;
    if (!from.empty()) result.from = time(from);
    return result;
  }
  ir::Window count_from(std::string_view from) { return window(ir::Aggregate::count, kInteger, {}, from); }
  Id candidate(schema::FieldIndex field, Type type) {
    return build_.leaf(Operation::event_field, type, field, ir::Slot::candidate);
  }

  Value over(const ir::Window& window) {
    logs_ = {EventLog{events_[kDeposit], complete_since_}, EventLog{events_[kLogin], complete_since_}};
    inputs_.history = logs_;
    return value(build_.window(window));
  }
  std::string shown_over(const ir::Window& window) { return show(over(window)); }

  std::array<std::vector<Event>, 2> events_;
  std::optional<Instant> complete_since_;

 private:
  std::deque<std::vector<std::byte>> rows_;
  std::vector<layout::RowLayout> layouts_;
  std::vector<EventLog> logs_;
};

}  // namespace wend::eval
