#include <algorithm>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/reading.hpp"
#include "compiler/schema/units.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

void read_zone(Reading& reading) {
  const std::string& written = text_of(reading.document, "zone");
  if (written.empty()) return;
  const Result<Zone> zone = Zone::named(written);
  if (!zone) {
    reading.faults.add(codes::schema_unknown_zone, Path("zone"), {written});
    return;
  }
  reading.zone = *zone;
  reading.schema.zone = written;
}

// Once all tags are known: the one that `customer_zone` names, a text.
void read_customer_zone(Reading& reading) {
  const std::string& written = text_of(reading.document, "customer_zone");
  if (written.empty()) return;
  std::vector<std::string_view> texts;
  for (std::size_t i = 0; i < reading.schema.tags.size(); ++i) {
    const Tag& tag = reading.schema.tags[i];
    if (tag.type != type_of(TypeKind::text)) continue;
    if (tag.name == written) reading.schema.customer_zone = static_cast<TagIndex>(i);
    texts.emplace_back(tag.name);
  }
  if (!reading.schema.customer_zone) {
    reading.add_unknown(codes::schema_customer_zone, Path("customer_zone"), written, texts);
  }
}

void read_purposes(Reading& reading) {
  const Path list("purposes");
  NameScope scope(reading, list);
  const Json& purposes = elements_of(reading.document, "purposes");
  for (std::size_t i = 0; i < purposes.size(); ++i) {
    reading.schema.purposes.push_back(purposes[i].get<std::string>());
    scope.add_name(purposes[i], i);
  }
}

Enum read_enum(Reading& reading, const Json& object, const Path& path) {
  Enum result;
  result.name = text_of(object, "name");
  result.label = labels_of(object);
  result.ordered = flag_of(object, "ordered");
  const Path list(path, "values");
  NameScope scope(reading, list);
  const Json& values = elements_of(object, "values");
  for (std::size_t i = 0; i < values.size(); ++i) {
    scope.add(values[i], i);
    result.values.push_back({text_of(values[i], "name"), labels_of(values[i]), std::nullopt});
  }
  scope.check_labels();
  return result;
}

// Once all enums are known: the enum that the member `mapped_to` names, which is not the enum itself.
std::optional<EnumIndex> read_mapped_to(Reading& reading, const Json& object, const Path& path) {
  const std::string& target = text_of(object, "mapped_to");
  if (target.empty()) return std::nullopt;
  const std::string& name = text_of(object, "name");
  const auto found = reading.enums.find(target);
  if (found != reading.enums.end() && target != name) return found->second;
  std::vector<std::string_view> others;
  for (const Enum& other : reading.schema.enums) {
    if (other.name != name) others.emplace_back(other.name);
  }
  reading.add_unknown(codes::schema_unknown_enum, Path(path, "mapped_to"), target, others);
  return std::nullopt;
}

// What each value is in the other enum.
void read_values_as(Reading& reading, const Json& values, const Path& list, const Enum& target, Enum& mapped) {
  std::unordered_map<std::string_view, std::int32_t> positions;
  std::vector<std::string_view> names;
  for (const EnumValue& value : target.values) {
    positions.try_emplace(value.name, static_cast<std::int32_t>(names.size()));
    names.emplace_back(value.name);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string& as = text_of(values[i], "as");
    if (as.empty()) continue;
    const Path element(list, i);
    if (const auto position = positions.find(as); position != positions.end()) {
      mapped.values[i].mapped_to = position->second;
    } else {
      reading.add_unknown(codes::schema_unknown_value, Path(element, "as"), as, names);
    }
  }
}

void read_mapping(Reading& reading, const Json& object, const Path& path, Enum& mapped) {
  const Json& values = elements_of(object, "values");
  const Path list(path, "values");
  mapped.mapped_to = read_mapped_to(reading, object, path);
  if (mapped.mapped_to) {
    read_values_as(reading, values, list, reading.schema.enums[*mapped.mapped_to], mapped);
  } else if (member(object, "mapped_to") == nullptr) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Path element(list, i);
      const std::string& as = text_of(values[i], "as");
      if (!as.empty()) reading.faults.add(codes::schema_as_without_mapping, Path(element, "as"), {as});
    }
  }
}

Tag read_tag(Reading& reading, const Json& object, const Path& path) {
  Tag tag;
  tag.name = text_of(object, "name");
  tag.type = read_type(reading, object, "type", path, TypePlace::tag);
  tag.label = labels_of(object);
  tag.description = text_of(object, "description");
  const Range range = read_range(reading, object, tag.type, path);
  tag.least = range.least;
  tag.greatest = range.greatest;
  tag.sensitivity = read_sensitivity(object);
  tag.origin = text_of(object, "origin");
  tag.owner = text_of(object, "owner");
  tag.fresh = text_of(object, "fresh");
  tag.writable = flag_of(object, "writable");
  tag.always_known = flag_of(object, "required");
  if (member(object, "deprecated") != nullptr) tag.deprecated = text_of(object, "deprecated");
  const Json& purposes = elements_of(object, "purposes");
  const Path list(path, "purposes");
  for (std::size_t i = 0; i < purposes.size(); ++i) {
    tag.purposes.push_back(read_purpose(reading, purposes[i], Path(list, i)));
  }
  return tag;
}

}  // namespace

void read_head(Reading& reading) {
  const Json& document = reading.document;
  reading.schema.name = text_of(document, "name");
  if (const Json* version = member(document, "version")) reading.schema.version = version->get<std::int64_t>();
  reading.schema.lateness = read_extent(document, "lateness");
  const std::string& currency = text_of(document, "currency");
  if (!currency.empty()) reading.schema.currencies.push_back(currency);
  read_zone(reading);
  read_purposes(reading);
}

void read_enums(Reading& reading) {
  const Path list("enums");
  NameScope scope(reading, list);
  scope.forbid({"bool", "integer", "number", "money", "duration", "period", "date", "time", "text", "product", "place",
                "distance", "customer"});
  const Json& enums = elements_of(reading.document, "enums");
  for (std::size_t i = 0; i < enums.size(); ++i) {
    scope.add(enums[i], i);
    reading.schema.enums.push_back(read_enum(reading, enums[i], Path(list, i)));
    reading.enums.try_emplace(text_of(enums[i], "name"), static_cast<EnumIndex>(i));
  }
  scope.check_labels();
  for (std::size_t i = 0; i < enums.size(); ++i) {
    read_mapping(reading, enums[i], Path(list, i), reading.schema.enums[i]);
  }
}

void read_tags(Reading& reading) {
  const Path list("tags");
  NameScope scope(reading, list);
  scope.forbid({"customer"});
  const Json& tags = elements_of(reading.document, "tags");
  for (std::size_t i = 0; i < tags.size(); ++i) {
    scope.add(tags[i], i);
    reading.schema.tags.push_back(read_tag(reading, tags[i], Path(list, i)));
  }
  scope.check_labels();
  read_customer_zone(reading);
}

Extent read_extent(const Json& object, std::string_view key) {
  const Result<Extent> extent = parse_extent(text_of(object, key));
  return extent ? *extent : Extent{};
}

Sensitivity read_sensitivity(const Json& object) {
  const std::string& written = text_of(object, "sensitivity");
  if (written == "personal") return Sensitivity::personal;
  return written == "sensitive" ? Sensitivity::sensitive : Sensitivity::none;
}

std::string read_purpose(Reading& reading, const Json& value, const Path& path) {
  const auto& purpose = *value.get_ptr<const std::string*>();
  const std::vector<std::string>& known = reading.schema.purposes;
  if (std::find(known.begin(), known.end(), purpose) == known.end()) {
    reading.add_unknown(codes::schema_unknown_purpose, path, purpose, {known.begin(), known.end()});
  }
  return purpose;
}

}  // namespace wend::schema
