#include "compiler/schema/format_faults.hpp"
#include "compiler/diagnostics/codes/schema.hpp"

#include <algorithm>
#include <regex>
#include <string>

namespace wend::schema {

namespace {

namespace codes = diagnostics::codes;

std::string_view text(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  const auto* value = found->get_ptr<const std::string*>();
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

// JSON's own name for what somebody wrote.
std::string kind_of(const Json& value) {
  return value.is_number_integer() ? "integer" : value.type_name();
}

std::string kinds_in(const Json& types) {
  if (types.is_string()) return types.get<std::string>();
  std::string result;
  for (const Json& type : types) {
    if (!result.empty()) result += ", ";
    result += type.get<std::string>();
  }
  return result;
}

bool is_of_type(const Json& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return type == "null" && value.is_null();
}

bool is_of_a_type(const Json& value, const Json& types) {
  if (!types.is_array()) return is_of_type(value, *types.get_ptr<const std::string*>());
  return std::any_of(types.begin(), types.end(),
                     [&](const Json& type) { return is_of_type(value, *type.get_ptr<const std::string*>()); });
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }));
}

class Finder {
 public:
  Finder(const Json& format, Faults& faults) : definitions_(format.at("definitions")), faults_(faults) {}

  void visit(const Json& node, const Json& value, const Path& path) {
    if (faults_.full()) return;
    const Json& rules = resolved(node);
    if (rules.contains("type") && !is_of_a_type(value, rules["type"])) {
      faults_.add(codes::schema_wrong_kind, path,
                  {kinds_in(rules["type"]), kind_of(value), std::string(text(rules, "description"))});
    } else if (value.is_string()) {
      visit_text(rules, *value.get_ptr<const std::string*>(), path);
    } else if (value.is_number()) {
      visit_number(rules, value, path);
    } else if (value.is_array()) {
      visit_array(rules, value, path);
    } else if (value.is_object()) {
      visit_object(rules, value, path);
    }
  }

 private:
  [[nodiscard]] const Json& resolved(const Json& node) const {
    const std::string_view reference = text(node, "$ref");
    if (reference.empty()) return node;
    return definitions_.at(std::string(reference.substr(reference.rfind('/') + 1)));
  }

  void visit_text(const Json& rules, const std::string& value, const Path& path) {
    const std::size_t length = code_points(value);
    if (rules.contains("enum")) {
      visit_choice(rules["enum"], value, path);
    } else if (length < rules.value("minLength", std::size_t{0})) {
      faults_.add(codes::schema_empty_text, path);
    } else if (length > rules.value("maxLength", length)) {
      faults_.add(codes::schema_long_text, path,
                  {std::to_string(length), std::to_string(rules.value("maxLength", length))});
    } else if (rules.contains("pattern") &&
               !std::regex_search(value, std::regex(std::string(text(rules, "pattern"))))) {
      faults_.add(codes::schema_wrong_text, path, {shortened(value), std::string(text(rules, "description"))});
    }
  }

  void visit_choice(const Json& choices, const std::string& value, const Path& path) {
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) return;
    std::string all;
    std::vector<std::string_view> names;
    for (const Json& choice : choices) {
      names.emplace_back(*choice.get_ptr<const std::string*>());
      if (!all.empty()) all += ", ";
      all += names.back();
    }
    const auto near = diagnostics::nearest(value, names, 1);
    Fault& fault = faults_.add(codes::schema_not_one_of, path, {shortened(value), all});
    if (!near.empty()) fault.replacement = Json(near.front()).dump();
  }

  void visit_number(const Json& rules, const Json& value, const Path& path) {
    const bool too_small = rules.contains("minimum") && value < rules["minimum"];
    const bool too_large = rules.contains("maximum") && value > rules["maximum"];
    if (too_small) {
      faults_.add(codes::schema_number_too_small, path, {value.dump(), rules["minimum"].dump()});
    } else if (too_large) {
      faults_.add(codes::schema_number_too_large, path, {value.dump(), rules["maximum"].dump()});
    }
  }

  void visit_array(const Json& rules, const Json& value, const Path& path) {
    const std::size_t most = rules.value("maxItems", value.size());
    const std::size_t least = rules.value("minItems", std::size_t{0});
    if (value.size() > most) {
      faults_.add(codes::schema_too_many_entries, path, {std::to_string(value.size()), std::to_string(most)});
      return;
    }
    if (value.size() < least) {
      faults_.add(codes::schema_too_few_entries, path, {std::to_string(value.size()), std::to_string(least)});
    }
    const Json& items = rules.at("items");
    for (std::size_t i = 0; i < value.size() && !faults_.full(); ++i) {
      visit(items.is_array() ? items.at(i) : items, value[i], Path(path, i));
    }
  }

  void visit_object(const Json& rules, const Json& value, const Path& path) {
    if (rules.contains("required")) visit_required(rules["required"], value, path);
    const std::size_t most = rules.value("maxProperties", value.size());
    if (value.size() > most) {
      faults_.add(codes::schema_too_many_entries, path, {std::to_string(value.size()), std::to_string(most)});
      return;
    }
    static const Json kNone = Json::object();
    const auto declared = rules.find("properties");
    const Json& properties = declared == rules.end() ? kNone : *declared;
    const Json& others = rules.at("additionalProperties");
    for (auto member = value.begin(); member != value.end() && !faults_.full(); ++member) {
      const Path inner(path, member.key());
      if (const auto known = properties.find(member.key()); known != properties.end()) {
        visit(*known, member.value(), inner);
      } else if (others.is_object()) {
        visit(others, member.value(), inner);
      } else if (others == false) {
        visit_unknown(properties, member.key(), inner);
      }
    }
  }

  void visit_required(const Json& required, const Json& value, const Path& path) {
    for (const Json& key : required) {
      const std::string& name = *key.get_ptr<const std::string*>();
      if (!value.contains(name)) faults_.add(codes::schema_missing_key, path, {name});
    }
  }

  void visit_unknown(const Json& properties, const std::string& key, const Path& path) {
    std::vector<std::string_view> names;
    for (auto known = properties.begin(); known != properties.end(); ++known) names.push_back(known.key());
    const auto near = diagnostics::nearest(key, names, 1);
    Fault& fault = faults_.add(codes::schema_unknown_key, path, {shortened(key)});
    fault.part = Fault::Part::key;
    if (!near.empty()) fault.replacement = Json(near.front()).dump();
  }

  const Json& definitions_;
  Faults& faults_;
};

}  // namespace

void find_format_faults(const Json& format, const Json& document, Faults& faults) {
  Finder(format, faults).visit(format, document, Path());
}

}  // namespace wend::schema
