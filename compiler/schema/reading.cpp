#include "compiler/schema/reading.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/identifiers.hpp"

namespace wend::schema {

using diagnostics::Code;
namespace codes = diagnostics::codes;

Fault& Reading::add_unknown(Code code, const Path& path, std::string_view written,
                            const std::vector<std::string_view>& names) {
  constexpr std::size_t kMostCompared = 200'000;
  Fault& fault = faults.add(code, path, {shortened(written)});
  compared += names.size();
  if (compared > kMostCompared) return fault;
  const auto near = diagnostics::nearest(written, names, 1);
  if (!near.empty()) fault.replacement = Json(near.front()).dump();
  return fault;
}

const Json* member(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const std::string& text_of(const Json& object, std::string_view key) {
  static const std::string kNone;
  const Json* value = member(object, key);
  const auto* text = value == nullptr ? nullptr : value->get_ptr<const std::string*>();
  return text == nullptr ? kNone : *text;
}

bool flag_of(const Json& object, std::string_view key, bool fallback) {
  const Json* value = member(object, key);
  const auto* flag = value == nullptr ? nullptr : value->get_ptr<const bool*>();
  return flag == nullptr ? fallback : *flag;
}

const Json& elements_of(const Json& object, std::string_view key) {
  static const Json kNone = Json::array();
  const Json* value = member(object, key);
  return value == nullptr || !value->is_array() ? kNone : *value;
}

Labels labels_of(const Json& object) {
  Labels labels;
  const Json* value = member(object, "label");
  if (value == nullptr) return labels;
  for (const auto& [language, label] : value->items()) labels.emplace(language, *label.get_ptr<const std::string*>());
  return labels;
}

void NameScope::add(const Json& object, std::size_t index) {
  const Path element(list_, index);
  check(text_of(object, "name"), Path(element, "name"), "/name", index);
  const Json* labels = member(object, "label");
  if (labels == nullptr) return;
  for (auto label = labels->begin(); label != labels->end(); ++label) {
    labels_.push_back({*label->get_ptr<const std::string*>(), label.key(), index});
  }
}

void NameScope::add_name(const Json& name, std::size_t index) {
  check(*name.get_ptr<const std::string*>(), Path(list_, index), "", index);
}

void NameScope::check(const std::string& name, const Path& path, const std::string& related_end, std::size_t index) {
  const auto [first, is_new] = names_.try_emplace(name, index);
  if (!is_new) {
    Fault& fault = reading_.faults.add(codes::schema_duplicate_name, path, {name});
    fault.related = Path(list_, first->second).pointer() + related_end;
    return;
  }
  if (std::find(forbidden_.begin(), forbidden_.end(), name) != forbidden_.end()) {
    reading_.faults.add(codes::schema_taken_name, path, {name});
  } else if (!is_identifier(name)) {
    reading_.faults.add(codes::schema_not_identifier, path, {name});
  } else if (std::string normal = normalised(name); normal != name) {
    reading_.faults.add(codes::schema_not_normalised, path, {name}).replacement = Json(normal).dump();
  } else if (is_reserved(name)) {
    reading_.faults.add(codes::schema_reserved_name, path, {name});
  }
}

void NameScope::check_labels() {
  std::unordered_map<std::string_view, std::size_t> first;
  for (const Label& label : labels_) {
    const auto identifier = names_.find(label.text);
    const bool is_identifier_of_other = identifier != names_.end() && identifier->second != label.index;
    const auto [other, is_new] = first.try_emplace(label.text, label.index);
    if (!is_identifier_of_other && (is_new || other->second == label.index)) continue;
    const std::size_t meant_too = is_identifier_of_other ? identifier->second : other->second;
    const Path element(list_, label.index);
    const Path labels(element, "label");
    const Path path(labels, label.language);
    Fault& fault = reading_.faults.add(codes::schema_ambiguous_label, path, {std::string(label.text)});
    fault.related = Path(list_, meant_too).pointer() + "/name";
  }
}

}  // namespace wend::schema
