#include "tests/conformance/runner/decided.hpp"

#include <algorithm>

#include "runtime/engine/effect_json.hpp"
#include "tests/conformance/runner/data.hpp"

namespace wend::conformance {
namespace {

// `2026-03-02 10:00`, with seconds and their fraction only where there are any.
std::string clock(const Bank& bank, Instant time) {
  std::string text = format_time(time, bank.zone);
  text[10] = ' ';
  const std::size_t offset = text.find_first_of("+-Z", 11);
  text.resize(std::min(offset, text.size()));
  if (text.ends_with(":00") && text.size() == 19) text.resize(16);
  return text;
}

std::string member(const Json& effect, const char* key) {
  const auto found = effect.find(key);
  return found == effect.end() ? std::string() : " " + found->get<std::string>();
}

// `2026-03-02 10:00 send sms.hello`, `… enter welcome`, `… exit welcome completed`, `… skip sms.hello consent`.
std::string brief(const Bank& bank, const Json& effect, bool with_customer) {
  const Result<Instant> time = read_time(bank, effect.at("time"));
  std::string text = time ? clock(bank, *time) : effect.at("time").get<std::string>();
  if (with_customer) text += member(effect, "customer");
  const std::string kind = effect.at("kind").get<std::string>();
  text += " " + kind;
  text += effect.contains("action") ? member(effect, "action") : member(effect, "journey");
  text += member(effect, "reason");
  if (effect.contains("control")) text += " control";
  return text;
}

// The keys that the expected object names; `null` asks that there be none.
bool agrees(const Bank& bank, const Json& expected, const Json& came) {
  for (const auto& [key, value] : expected.items()) {
    const auto found = came.find(key);
    if (found == came.end()) {
      if (!value.is_null()) return false;
    } else if (key == "time") {
      const Result<Instant> left = read_time(bank, value);
      const Result<Instant> right = read_time(bank, *found);
      if (!left || !right || *left != *right) return false;
    } else if (nlohmann::json(value) != nlohmann::json(*found)) {
      return false;  // as plain JSON: the order of an object's keys says nothing
    }
  }
  return true;
}

template <typename Item, typename Agrees, typename Show>
std::optional<std::string> compare_lists(const Json& expected, const std::vector<Item>& came, Agrees agrees,
                                         Show show) {
  bool same = expected.size() == came.size();
  for (std::size_t index = 0; same && index < came.size(); ++index) same = agrees(expected[index], came[index]);
  if (same) return std::nullopt;
  std::string text = "\n  expected:";
  for (const Json& one : expected) text += "\n    " + (one.is_string() ? one.get<std::string>() : one.dump());
  text += "\n  came:";
  for (const Item& one : came) text += "\n    " + show(one);
  return text;
}

bool has_objects(const Json& list) {
  return std::ranges::any_of(list, [](const Json& one) { return one.is_object(); });
}

std::optional<std::string> compare_effects(const Bank& bank, const Case& of, const Decided& decided) {
  const Json& expected = of.members.at("effects");
  const bool with_customer = of.has("customers");
  std::vector<Json> came;
  for (const std::string& line : decided.lines) {
    Json effect = Json::parse(line);
    const Json only = of.members.value("only", Json::array());
    const bool wanted = only.empty() || std::ranges::find(only, effect.at("kind")) != only.end();
    if (wanted) came.push_back(std::move(effect));
  }
  const bool in_full = has_objects(expected);
  return compare_lists(
      expected, came,
      [&](const Json& one, const Json& effect) {
        return one.is_string() ? one == brief(bank, effect, with_customer) : agrees(bank, one, effect);
      },
      [&](const Json& effect) { return in_full ? effect.dump() : brief(bank, effect, with_customer); });
}

std::optional<std::string> compare_firings(const Bank& bank, const Case& of, const Decided& decided) {
  const auto show = [&](const DecidedFiring& firing) {
    const std::string customer = of.has("customers") ? " " + firing.customer : "";
    return clock(bank, firing.time) + customer + " " + firing.trigger;
  };
  return compare_lists(
      of.members.at("firings"), decided.firings,
      [&](const Json& one, const DecidedFiring& firing) { return one == show(firing); }, show);
}

Json side_of(const engine::MetricStatistics& metric, const engine::MetricSide& side) {
  Json text;
  const std::optional<std::string> value = engine::value_of(metric, side);
  text["value"] = value ? Json(*value) : Json(nullptr);
  text["begun"] = side.begun;
  text["known"] = side.known;
  text["unknown"] = side.unknown;
  text["pending"] = side.pending();
  text["left_out"] = side.left_out;
  return text;
}

// The keys that the expected object names, those of its sides likewise.
bool agrees(const Json& expected, const Json& came) {
  for (const auto& [key, value] : expected.items()) {
    if (!came.contains(key)) return false;
    const bool same = value.is_object() ? agrees(value, came.at(key)) : value == came.at(key);
    if (!same) return false;
  }
  return true;
}

std::optional<std::string> compare_metrics(const Case& of, const Decided& decided) {
  std::vector<Json> came;
  for (const std::string& line : decided.metrics) came.push_back(Json::parse(line));
  return compare_lists(
      of.members.at("metrics"), came, [](const Json& one, const Json& metric) { return agrees(one, metric); },
      [](const Json& metric) { return metric.dump(); });
}

}  // namespace

void Decided::add(const engine::MetricStatistics& metric) {
  Json line;
  line["journey"] = metric.journey;
  line["metric"] = metric.metric;
  line["treated"] = side_of(metric, metric.treated);
  line["control"] = side_of(metric, metric.control);
  const std::optional<std::string> difference = engine::difference_of(metric);
  line["difference"] = difference ? Json(*difference) : Json(nullptr);
  metrics.push_back(line.dump());
}

void Decided::add(const Bank& bank, const journey::Offer& offer) {
  const schema::Slot& slot = bank.schema->slots[offer.slot];
  offers.push_back(slot.name + "." + slot.templates[offer.message].name + " until " + clock(bank, offer.until));
}

void Decided::add(const Bank& bank, const journey::Effect& effect) {
  std::string line;
  engine::append_json(effect, *bank.schema, bank.zone, line);
  lines.push_back(std::move(line));
}

std::optional<std::string> compare(const Bank& bank, const Case& of, const Decided& decided) {
  std::string text;
  if (of.has("effects")) text += compare_effects(bank, of, decided).value_or("");
  if (of.has("firings")) text += compare_firings(bank, of, decided).value_or("");
  if (of.has("metrics")) text += compare_metrics(of, decided).value_or("");
  if (of.has("offers")) {
    const auto same = [](const Json& one, const std::string& offer) { return one == offer; };
    text += compare_lists(of.members.at("offers"), decided.offers, same, [](const std::string& one) {
              return one;
            }).value_or("");
  }
  if (text.empty()) return std::nullopt;
  return text;
}

std::string contrast(const Decided& reference, const Decided& other) {
  std::string text = "\n  the reference decided:";
  for (const std::string& line : reference.lines) text += "\n    " + line.substr(0, line.size() - 1);
  text += "\n    and " + std::to_string(reference.firings.size()) + " firings\n  this executor:";
  for (const std::string& line : other.lines) text += "\n    " + line.substr(0, line.size() - 1);
  return text + "\n    and " + std::to_string(other.firings.size()) + " firings";
}

}  // namespace wend::conformance
