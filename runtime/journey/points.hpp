// The points of a plan at which an event is asked for by something that waits: where journeys rest, what exits, goals
// and repeated parts listen to, and what moves the patterns on that take time.
//
// Only what an event has to be is a point's: its type and conditions. That the instance may have begun to wait later,
// or is past its limit, is judged where it rests. An index of points (Predicates::narrow_points) answers for one event
// which of them may be reached by it; what it leaves out is not asked at all.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::journey {

using PointIndex = std::uint32_t;
inline constexpr PointIndex kNoPoint = std::numeric_limits<PointIndex>::max();

// An event of the type reaches the point where both conditions are true; ir::kNone is.
struct Point {
  const ir::Program* program = nullptr;
  schema::EventIndex event = 0;
  ir::ExpressionId where = ir::kNone;
  ir::ExpressionId when = ir::kNone;
};

// All points of a plan, numbered.
class Points {
 public:
  // Of one program, by pattern: its first point; kNoPoint where it has none.
  using Table = std::vector<PointIndex>;

  // The pattern's points: of an event and of a silence one, of a sequence one for each part, in order, of other
  // patterns none. Returns the first. Those of an `any` are its leaves', which are added as well.
  PointIndex add(const ir::Program& program, ir::PatternIndex pattern);
  // The position of the program's table, which is made where there is none.
  std::size_t table_of(const ir::Program& program);

  [[nodiscard]] const std::vector<Point>& all() const { return points_; }
  [[nodiscard]] PointIndex first_of(std::size_t table, ir::PatternIndex pattern) const {
    return tables_[table].second[pattern];
  }

 private:
  std::vector<Point> points_;
  std::vector<std::pair<const ir::Program*, Table>> tables_;
};

// The points that an event may reach, of one plan.
class OpenPoints {
 public:
  // None of so many.
  void assign(std::size_t points) { words_.assign((points + 63) / 64, 0); }
  void open(PointIndex point) { words_[point / 64] |= std::uint64_t{1} << point % 64; }
  [[nodiscard]] bool is_open(PointIndex point) const { return (words_[point / 64] >> point % 64 & 1U) != 0; }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace wend::journey
