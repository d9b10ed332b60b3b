#include "tools/wend/synth/make_customers.hpp"

#include <numeric>
#include <string>
#include <vector>

#include "runtime/engine/effect_json.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"
#include "tools/wend/synth/value_maker.hpp"

namespace wend::tools {

namespace {

constexpr std::uint64_t kMostMissing = 30;  // per cent

struct Column {
  Wanted wanted;
  std::uint64_t missing = 0;  // per cent
};

std::vector<Column> columns_of(const schema::Schema& schema, const std::vector<schema::TagIndex>& tags) {
  std::vector<Column> columns;
  for (const schema::TagIndex index : tags) {
    const schema::Tag& tag = schema.tags[index];
    const std::uint64_t missing = tag.always_known ? 0 : mixed(tag.name) % (kMostMissing + 1);
    columns.push_back({{tag.name, tag.type, tag.least, tag.greatest}, missing});
  }
  return columns;
}

// In quotes where the text would not come back as it is.
void append_quoted(std::string_view text, std::string& line) {
  const bool plain =
      text.find_first_of("\",\r\n") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
  if (plain) {
    line.append(text);
    return;
  }
  line.push_back('"');
  for (const char letter : text) line.append(letter == '"' ? 2 : 1, letter);
  line.push_back('"');
}

class Cells {
 public:
  Cells(const schema::Schema& schema, const Zone& zone) : schema_(schema), zone_(zone) {}

  void append(const OwnedValue& value, const Type& type, std::string& line) const {
    if (const auto* number = std::get_if<std::int64_t>(&value)) append_quoted(scalar(*number, type), line);
    if (const auto* flag = std::get_if<bool>(&value)) line.append(*flag ? "true" : "false");
    if (const auto* text = std::get_if<std::string>(&value)) append_quoted(*text, line);
    if (const auto* period = std::get_if<Period>(&value)) append_quoted(format_period(*period), line);
    if (const auto* members = std::get_if<std::vector<std::int32_t>>(&value)) {
      std::vector<std::string> names;
      for (const std::int32_t member : *members) names.push_back(name_of(type, member));
      append_set(names, line);
    }
    if (const auto* members = std::get_if<std::vector<std::string>>(&value)) append_set(*members, line);
    if (std::holds_alternative<OwnedRecords>(value)) {
      std::string json;
      engine::append_json(value, type, schema_, zone_, json);
      append_quoted(json, line);
    }
  }

 private:
  [[nodiscard]] const std::string& name_of(const Type& type, std::int64_t position) const {
    return schema_.enums[type.detail].values[static_cast<std::size_t>(position)].name;
  }

  static void append_set(const std::vector<std::string>& members, std::string& line) {
    std::string text = members.empty() ? "|" : "";
    for (const std::string& member : members) text.append(text.empty() ? "" : "|").append(member);
    append_quoted(text, line);
  }

  [[nodiscard]] std::string scalar(std::int64_t value, const Type& type) const {
    switch (type.kind) {
      case TypeKind::money: return decimal::format(value, decimal::kMoneyPlaces);
      case TypeKind::number: return decimal::format(value, decimal::kNumberPlaces);
      case TypeKind::date: return format_date(static_cast<Date>(value));
      case TypeKind::time: return format_time(value, zone_);
      case TypeKind::time_of_day: return format_time_of_day(value);
      case TypeKind::duration: return format_duration(value);
      case TypeKind::enumeration: return name_of(type, value);
      case TypeKind::product: return schema_.products.items[static_cast<std::size_t>(value)].name;
      case TypeKind::place: return format_place(place_of(value));
      case TypeKind::integer:
      case TypeKind::boolean:
      case TypeKind::period:
      case TypeKind::text:
      case TypeKind::set:
      case TypeKind::distance:
      case TypeKind::customer:
      case TypeKind::list: return std::to_string(value);
    }
    return {};
  }

  const schema::Schema& schema_;
  Zone zone_;
};

}  // namespace

std::vector<schema::TagIndex> all_tags(const schema::Schema& schema) {
  std::vector<schema::TagIndex> tags(schema.tags.size());
  std::iota(tags.begin(), tags.end(), schema::TagIndex{0});
  return tags;
}

void make_customers(const schema::Schema& schema, const Zone& zone, const SynthOptions& options, OutputFile& file) {
  const std::vector<Column> columns = columns_of(schema, options.tags);
  const ValueMaker maker(schema, options.start, options.customers);
  const Cells cells(schema, zone);
  Random random(options.seed);
  std::string line = "customer";
  for (const Column& column : columns) append_quoted(column.wanted.name, line.append(","));
  file.write(line.append("\n"));
  for (std::uint64_t customer = 0; customer < options.customers; ++customer) {
    line = customer_id(customer);
    for (const Column& column : columns) {
      line.push_back(',');
      if (!random.chance(column.missing)) cells.append(maker.make(column.wanted, random), column.wanted.type, line);
    }
    file.write(line.append("\n"));
  }
}

}  // namespace wend::tools
