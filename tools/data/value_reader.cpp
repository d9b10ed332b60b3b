#include "tools/data/value_reader.hpp"

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/diagnostics/codes/records_data.hpp"
#include "compiler/schema/identifiers.hpp"
#include "compiler/schema/units.hpp"
#include "runtime/value/decimal.hpp"
#include "tools/data/utf8.hpp"

namespace wend::data {

namespace {

using diagnostics::Code;
namespace codes = diagnostics::codes;

constexpr char kSetSeparator = '|';
constexpr std::size_t kMostValuesShown = 8;

bool is_quoted_or_cell(const Node& node) {
  return node.form == Form::text || node.form == Form::cell;
}

bool is_numeric(const Node& node) {
  return node.form == Form::number || is_quoted_or_cell(node);
}

std::string as_written(const Node& node) {
  switch (node.form) {
    case Form::null:
    case Form::boolean:
    case Form::number:
    case Form::cell: return shown(node.text);
    case Form::text: return shown("\"" + std::string(node.text) + "\"");
    case Form::list: return shown("[…]");
    case Form::object: return shown("{…}");
    case Form::deep: return shown("[…[…]…]");
  }
  return {};
}

std::string names_of(const schema::Enum& enumeration) {
  std::string names;
  const std::size_t count = std::min(enumeration.values.size(), kMostValuesShown);
  for (std::size_t i = 0; i < count; ++i) names.append(i == 0 ? "" : ", ").append(enumeration.values[i].name);
  return count < enumeration.values.size() ? names + ", …" : names;
}

template <typename Items>
std::unordered_map<std::string_view, std::int32_t> positions_of(const Items& items) {
  std::unordered_map<std::string_view, std::int32_t> positions;
  for (const auto& item : items) positions.emplace(item.name, static_cast<std::int32_t>(positions.size()));
  return positions;
}

std::vector<std::string> nearest_to(std::string_view written,
                                    const std::unordered_map<std::string_view, std::int32_t>& positions) {
  std::vector<std::string_view> names;
  for (const auto& [name, position] : positions) names.push_back(name);
  std::ranges::sort(names);
  std::vector<std::string> nearest;
  for (const std::string_view name : diagnostics::nearest(written, names, 3)) nearest.emplace_back(name);
  return nearest;
}

}  // namespace

ValueReader::ValueReader(const schema::Schema& schema, const Zone& zone)
    : schema_(schema), zone_(zone), products_(positions_of(schema.products.items)) {
  for (const schema::Enum& enumeration : schema.enums) enums_.push_back(positions_of(enumeration.values));
  for (const schema::List& list : schema.lists) {
    records_.push_back(layout::record_layout(list));
    record_fields_.push_back(positions_of(list.fields));
  }
}

bool ValueReader::fail(const Node& node, Code code, std::vector<std::string> more) {
  problem_ = {code, {std::string(node.name), as_written(node)}, {}, node.place};
  std::ranges::move(more, std::back_inserter(problem_.arguments));
  return false;
}

bool ValueReader::read(Nodes nodes, std::size_t index, const Type& type, Value& value) {
  const Node& node = nodes[index];
  value = Unknown{};
  if (node.form == Form::null) return true;
  if (type.kind == TypeKind::set) return read_set(nodes, index, type, value);
  if (type.kind == TypeKind::place) return read_place(nodes, index, value);
  if (type.kind == TypeKind::list) return read_records(nodes, index, type, value);
  return read_scalar(node, type, value);
}

bool ValueReader::read_scalar(const Node& node, const Type& type, Value& value) {
  switch (type.kind) {
    case TypeKind::boolean: return read_boolean(node, value);
    case TypeKind::integer: return read_integer(node, value);
    case TypeKind::number: return read_decimal(node, decimal::kNumberPlaces, codes::data_not_number, value);
    case TypeKind::money: return read_decimal(node, decimal::kMoneyPlaces, codes::data_not_money, value);
    case TypeKind::duration:
    case TypeKind::period: return read_span(node, type.kind, value);
    case TypeKind::date: {
      const Result<Date> date = parse_date(node.text);
      if (!is_quoted_or_cell(node) || !date) return fail(node, codes::data_not_date);
      value = std::int64_t{*date};
      return true;
    }
    case TypeKind::time: return read_time(node, value.emplace<std::int64_t>());
    case TypeKind::time_of_day: {
      const Result<Microseconds> time = parse_time_of_day(node.text);
      if (!is_quoted_or_cell(node) || !time) return fail(node, codes::data_not_time_of_day);
      value = *time;
      return true;
    }
    case TypeKind::text: return read_text(node, value);
    case TypeKind::customer: return read_id(node, value.emplace<std::string_view>());
    case TypeKind::enumeration: return read_enum(node, type.detail, value);
    case TypeKind::product: return read_member(node, products_, codes::data_not_product, value);
    case TypeKind::distance: return read_decimal(node, 0, codes::data_not_distance, value);
    case TypeKind::set:
    case TypeKind::place:
    case TypeKind::list: return true;  // above
  }
  return true;
}

bool ValueReader::read_boolean(const Node& node, Value& value) {
  const bool may_be = node.form == Form::boolean || node.form == Form::cell;
  const bool yes = node.text == "true" || (node.form == Form::cell && node.text == "1");
  const bool no = node.text == "false" || (node.form == Form::cell && node.text == "0");
  if (!may_be || yes == no) return fail(node, codes::data_not_boolean);
  value = yes;
  return true;
}

bool ValueReader::read_decimal(const Node& node, int places, Code code, Value& value) {
  const std::optional<std::int64_t> number =
      is_numeric(node) ? decimal::quantise(node.text, places) : std::optional<std::int64_t>();
  if (!number) return fail(node, code);
  value = *number;
  return true;
}

bool ValueReader::read_integer(const Node& node, Value& value) {
  if (is_numeric(node)) {
    if (const Result<std::int64_t> number = decimal::parse(node.text, 0)) {
      value = *number;
      return true;
    }
  }
  return fail(node, codes::data_not_integer);
}

bool ValueReader::read_span(const Node& node, TypeKind kind, Value& value) {
  const bool exact = kind == TypeKind::duration;
  const Result<schema::Extent> extent = schema::parse_extent(node.text);
  const bool fits = extent && (exact ? extent->period == Period{} : extent->duration == 0);
  if (!is_quoted_or_cell(node) || !fits) return fail(node, exact ? codes::data_not_duration : codes::data_not_period);
  if (exact) {
    value = extent->duration;
  } else {
    value = extent->period;
  }
  return true;
}

bool ValueReader::read_time(const Node& node, Instant& time) {
  const Result<Instant> instant = parse_time(node.text, zone_);
  // An offset may lead out of the years in which the calendar holds.
  const bool fits = instant && *instant >= kFirstDate * kDay && *instant < (kLastDate + 1) * kDay;
  if (!is_quoted_or_cell(node) || !fits) return fail(node, codes::data_not_time);
  time = *instant;
  return true;
}

std::string_view ValueReader::normal_form(std::string_view text) {
  if (is_ascii(text)) return text;
  return scratch_.texts.take() = schema::normalised(text);
}

bool ValueReader::read_text(const Node& node, Value& value) {
  if (!is_quoted_or_cell(node)) return fail(node, codes::data_not_text);
  value = normal_form(node.text);
  return true;
}

bool ValueReader::read_id(const Node& node, std::string_view& id) {
  const bool digits = node.form == Form::number && node.text.find_first_not_of("0123456789") == std::string_view::npos;
  if ((!digits && !is_quoted_or_cell(node)) || node.text.empty()) return fail(node, codes::data_not_id);
  id = normal_form(node.text);
  return true;
}

bool ValueReader::read_member(const Node& node, const Positions& positions, Code code, Value& value) {
  if (is_quoted_or_cell(node)) {
    if (const auto found = positions.find(normal_form(node.text)); found != positions.end()) {
      value = std::int64_t{found->second};
      return true;
    }
  }
  fail(node, code);
  problem_.nearest = nearest_to(node.text, positions);
  return false;
}

bool ValueReader::read_enum(const Node& node, schema::EnumIndex index, Value& value) {
  if (read_member(node, enums_[index], codes::data_not_enum, value)) return true;
  problem_.arguments.push_back(names_of(schema_.enums[index]));
  return false;
}

bool ValueReader::read_set(Nodes nodes, std::size_t index, const Type& type, Value& value) {
  const Node& node = nodes[index];
  if (node.form == Form::list) {
    if (read_elements(parts(nodes, index), type, value)) return true;
    problem_.arguments.front() = node.name;
    return false;
  }
  if (node.form != Form::cell) return fail(node, codes::data_not_set);
  elements_.clear();
  for (std::string_view rest = node.text; !rest.empty();) {
    const std::string_view element = rest.substr(0, rest.find(kSetSeparator));
    if (!element.empty()) elements_.push_back({node.name, element, Form::cell, 0, node.place});
    rest.remove_prefix(std::min(rest.size(), element.size() + 1));
  }
  return read_elements(elements_, type, value);
}

bool ValueReader::read_elements(Nodes elements, const Type& type, Value& value) {
  std::vector<std::int32_t>& ordinals = scratch_.ordinals.take();
  std::vector<std::string>& texts = scratch_.sets.take();
  for (std::size_t index = 0; index < elements.size(); index += 1 + elements[index].within) {
    Value element;
    const bool fits = type.element == TypeKind::enumeration ? read_enum(elements[index], type.detail, element)
                                                            : read_text(elements[index], element);
    if (!fits) return false;
    if (const auto* ordinal = std::get_if<std::int64_t>(&element)) {
      ordinals.push_back(static_cast<std::int32_t>(*ordinal));
    } else {
      texts.emplace_back(std::get<std::string_view>(element));
    }
  }
  std::ranges::sort(ordinals);
  ordinals.erase(std::ranges::unique(ordinals).begin(), ordinals.end());
  std::ranges::sort(texts);
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
  if (type.element == TypeKind::enumeration) {
    value = Ordinals(ordinals);
  } else {
    value = Texts(texts);
  }
  return true;
}

}  // namespace wend::data
