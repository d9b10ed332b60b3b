#include "runtime/engine/measures.hpp"

#include <algorithm>

#include "runtime/value/civil_time.hpp"

namespace wend::engine {
namespace {

using decimal::Wide;

int places_of(const MetricStatistics& metric) {
  if (metric.type.kind == TypeKind::money) return decimal::kMoneyPlaces;
  return metric.type.kind == TypeKind::number ? decimal::kNumberPlaces : 0;
}

std::string digits(Wide value, int places) {
  const bool is_negative = value < 0;
  std::string text;
  // The least 128-bit value has no positive twin: digits are taken off one by one, whatever the sign.
  for (int place = 0; place <= places || value != 0; ++place) {
    const int digit = static_cast<int>(value % 10);
    text += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    value /= 10;
    if (place + 1 == places) text += '.';
  }
  std::ranges::reverse(text);
  if (places > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return is_negative ? "-" + text : text;
}

// Half to even.
Wide divided(Wide sum, Wide count) {
  Wide quotient = sum / count;
  const Wide rest = sum % count;
  const Wide twice = (rest < 0 ? -rest : rest) * 2;
  if (twice > count || (twice == count && quotient % 2 != 0)) quotient += sum < 0 ? -1 : 1;
  return quotient;
}

// The scalar that the metric comes to, at the scale of its type.
std::optional<Wide> scalar_of(const MetricStatistics& metric, const MetricSide& side) {
  using Aggregate = ir::Metric::Aggregate;
  const bool is_sum = metric.aggregate == Aggregate::sum || metric.aggregate == Aggregate::count;
  if (is_sum) return side.sum;
  if (side.known == 0) return std::nullopt;
  const bool is_share = metric.aggregate == Aggregate::share;
  return divided(is_share ? side.sum * decimal::kNumberScale : side.sum, static_cast<Wide>(side.known));
}

// Durations of a length that the language has are written in its words.
std::string text_of(const MetricStatistics& metric, Wide scalar) {
  const std::optional<std::int64_t> duration = decimal::narrow(scalar);
  if (metric.type.kind == TypeKind::duration && duration) return format_duration(*duration);
  return digits(scalar, places_of(metric));
}

}  // namespace

std::optional<std::string> value_of(const MetricStatistics& metric, const MetricSide& side) {
  const std::optional<Wide> scalar = scalar_of(metric, side);
  if (!scalar) return std::nullopt;
  return text_of(metric, *scalar);
}

std::optional<std::string> difference_of(const MetricStatistics& metric) {
  using Aggregate = ir::Metric::Aggregate;
  if (metric.aggregate == Aggregate::sum || metric.aggregate == Aggregate::count) return std::nullopt;
  const std::optional<Wide> treated = scalar_of(metric, metric.treated);
  const std::optional<Wide> control = scalar_of(metric, metric.control);
  if (!treated || !control) return std::nullopt;
  return text_of(metric, *treated - *control);
}

void Measures::count(const journey::Measured& measured) {
  MetricStatistics& metric = metrics_[{measured.journey, measured.metric, measured.definition}];
  metric.journey = measured.journey;
  metric.metric = measured.metric;
  metric.aggregate = measured.aggregate;
  metric.type = measured.type;
  MetricSide& side = measured.control ? metric.control : metric.treated;
  switch (measured.kind) {
    case journey::Measured::Kind::begun: ++side.begun; return;
    case journey::Measured::Kind::unknown: ++side.unknown; return;
    case journey::Measured::Kind::left_out: ++side.left_out; return;
    case journey::Measured::Kind::value:
      ++side.known;
      side.sum += measured.value;
      return;
  }
}

std::vector<MetricStatistics> Measures::statistics() const {
  std::vector<MetricStatistics> all;
  for (const auto& [name, metric] : metrics_) all.push_back(metric);
  return all;
}

}  // namespace wend::engine
