// Adds up what was measured, exactly, apart for those treated and those who walk as control.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "runtime/journey/measure.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::engine {

// One side of a comparison.
struct MetricSide {
  std::uint64_t begun = 0;  // entries of which it is measured
  std::uint64_t known = 0;  // whose value is there
  std::uint64_t unknown = 0;
  std::uint64_t left_out = 0;
  decimal::Wide sum = 0;  // of the values; of truths, how many hold

  // Entries whose samples are not all due yet.
  [[nodiscard]] std::uint64_t pending() const { return begun - known - unknown - left_out; }
};

struct MetricStatistics {
  std::string journey;
  std::string metric;
  ir::Metric::Aggregate aggregate = ir::Metric::Aggregate::average;
  Type type;
  MetricSide treated;
  MetricSide control;
};

// What the metric comes to over one side, as a decimal: `1234.5678`, of a share `0.125`. An average and a share are
// rounded half to even to the places of their type, a sum and a count are exact, and 0 of nothing. No average and no
// share where no value is known.
[[nodiscard]] std::optional<std::string> value_of(const MetricStatistics& metric, const MetricSide& side);
// Treated less control, of an average and a share; nothing where one of them is missing.
[[nodiscard]] std::optional<std::string> difference_of(const MetricStatistics& metric);

class Measures {
 public:
  void count(const journey::Measured& measured);
  // By journey, metric, and, where a metric was published anew with another meaning, one for each meaning.
  [[nodiscard]] std::vector<MetricStatistics> statistics() const;

 private:
  std::map<std::tuple<std::string, std::string, std::uint64_t>, MetricStatistics> metrics_;
};

}  // namespace wend::engine
