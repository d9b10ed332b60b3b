// Metrics: what is measured of those who entered a journey, and when.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/ir/span.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::ir {

inline constexpr std::size_t kMostSamples = 8;    // of a metric
inline constexpr std::size_t kMostMeasures = 16;  // of a journey

// `average(aum at +30 days - aum at entry) over payroll_savers`. Of each entry into a journey that measures it, its
// samples are taken when they are due, whatever became of the instance; its value is computed from them once the last
// is there, and the values of all entries are brought together, apart for those treated and those who walk as control.
struct Metric {
  enum class Aggregate : std::uint8_t { average, sum, count, share };
  // `aum at +30 days`: judged of the customer alone. A scalar or a truth.
  struct Sample {
    ExpressionId value = kNone;
    bool at_entry = false;
    Span offset;  // from the entry, where it is not at it
    friend bool operator==(const Sample&, const Sample&) = default;
  };
  std::string name;
  std::string label;
  Aggregate aggregate = Aggregate::average;
  std::vector<Sample> samples;
  // Over the samples: here field i of the event in Slot::matched is sample i. Of `count` and `share` a condition.
  ExpressionId value = kNone;
  ExpressionId over = kNone;  // measured are those of whom this is true at entry; kNone: everyone
  Type type;                  // of the value; an average of integers is a number, a share one too
};
using MetricIndex = std::uint32_t;

// `study added_aum until 2026-06-30 with 20_000`: what will be read, when, and over how many, said before it starts.
struct Study {
  std::string subject;  // a goal's or a metric's name
  bool is_goal = false;
  Date until = 0;         // the last day
  std::int64_t with = 0;  // entries
};

}  // namespace wend::ir
