// When time alone may change what a condition says.
//
// A condition that depends on now is judged again at each local midnight, where days begin and end, and at every
// instant that lies one of its spans away from an instant that it reads: a tag, a list's record, a constant, a field of
// the entering event, an event in a window of hours. One that asks for the time of day of now is judged again whenever
// the local clock comes to a time of day that it reads, and where the zone's offset changes. To judge too often does no
// harm.
#pragma once

#include <utility>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::journey {

// What in a condition moves as time goes by, found once for a program.
struct Turning {
  bool moves = false;
  std::vector<schema::TagIndex> time_tags;  // of type time or time of day, likewise entered_fields
  // Fields of type time of the records of list tags.
  struct RecordTime {
    schema::TagIndex list = 0;
    schema::FieldIndex field = 0;
  };
  std::vector<RecordTime> record_times;
  std::vector<Instant> instants;
  std::vector<schema::FieldIndex> entered_fields;
  std::vector<std::pair<std::size_t, schema::FieldIndex>> named_fields;  // by position in Journey::named
  std::vector<schema::FieldIndex> key_fields;  // of type time or time of day, of the record that keys the journey
  std::vector<schema::EventIndex> events;
  std::vector<ir::Span> spans;
  // The local clock, and what it is compared with.
  bool by_the_clock = false;
  std::vector<Microseconds> times_of_day;
  struct EventField {
    schema::EventIndex event = 0;
    schema::FieldIndex field = 0;
  };
  std::vector<EventField> time_of_day_fields;
};

// Of an absent condition (ir::kNone): nothing moves.
[[nodiscard]] Turning turning_of(const ir::Program& program, ir::ExpressionId condition);

}  // namespace wend::journey
