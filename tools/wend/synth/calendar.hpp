// On which day how many events of which kind happen: rates out of the schema, spread over days so that the numbers come
// out exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::tools {

// An event's field that can say `salary`, and that value.
struct Salary {
  schema::EventIndex event = 0;
  schema::FieldIndex field = 0;
  std::int64_t value = 0;
};
[[nodiscard]] std::optional<Salary> find_salary(const schema::Schema& schema);

inline constexpr int kPaydays = 4;
inline constexpr std::uint64_t kPaid = 60;  // per cent of the customers

// Which of the paydays a day is; nothing on other days.
[[nodiscard]] std::optional<int> payday_on(Date date);

// What happens on a day at one rate: an event of a type, or the salaries.
struct Stream {
  schema::EventIndex event = 0;
  std::uint64_t rate = 0;  // millionths for each customer and day
  bool is_salary = false;
};
[[nodiscard]] std::vector<Stream> streams_of(const schema::Schema& schema, const std::optional<Salary>& salary);

// How likely a stream is on a day, beside others and other days.
[[nodiscard]] std::uint64_t weight_on(const Stream& stream, Date date);

// Days that it takes for `events` events of `customers` customers; at least 1 and at most ten years.
[[nodiscard]] int days_for(const std::vector<Stream>& streams, std::uint64_t customers, std::uint64_t events);

// Shares `total` out by weights handed in one after the other, so that the shares add up to it.
class Shares {
 public:
  Shares(std::uint64_t total, std::uint64_t all_weights) : total_(total), all_(all_weights) {}
  [[nodiscard]] std::uint64_t next(std::uint64_t weight);

 private:
  std::uint64_t total_;
  std::uint64_t all_;
  std::uint64_t weights_ = 0;
  std::uint64_t given_ = 0;
};

}  // namespace wend::tools
