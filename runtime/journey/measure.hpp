// What is measured of an entry: the samples of a metric, taken when they are due.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/ir/metric.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::journey {

// Measurements of one customer under way at one time; further entries are not measured, and counted.
inline constexpr std::size_t kMostMeasurements = 256;

// What became of one measurement, for whoever adds them up.
struct Measured {
  enum class Kind : std::uint8_t {
    begun,     // of an entry; one of the others follows
    value,     // all samples are there
    unknown,   // likewise, and the value cannot be computed
    left_out,  // not taken, or not to its end: too many, or the program that was published measures something else
  };
  Kind kind = Kind::begun;
  bool control = false;
  std::string journey;
  std::string metric;
  std::uint64_t definition = 0;  // of the metric; values of different definitions are not added up
  ir::Metric::Aggregate aggregate = ir::Metric::Aggregate::average;
  Type type;
  std::int64_t value = 0;  // of kind `value`: the scalar, a truth as 0 or 1
};

}  // namespace wend::journey
