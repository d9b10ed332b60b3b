#include <algorithm>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/reading.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

std::vector<Parameter> read_parameters(Reading& reading, const Json& object, const Path& path) {
  std::vector<Parameter> parameters;
  const Path list(path, "parameters");
  NameScope scope(reading, list);
  const Json& elements = elements_of(object, "parameters");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Json& element = elements[i];
    scope.add(element, i);
    const Type type = read_type(reading, element, "type", Path(list, i), TypePlace::parameter);
    parameters.push_back({text_of(element, "name"), type, labels_of(element), flag_of(element, "required", true)});
  }
  scope.check_labels();
  return parameters;
}

Template read_template(Reading& reading, const Json& object, const Path& path) {
  Template result;
  result.name = text_of(object, "name");
  result.label = labels_of(object);
  if (const Json* purpose = member(object, "purpose")) {
    result.purpose = read_purpose(reading, *purpose, Path(path, "purpose"));
  }
  result.personalised = flag_of(object, "personalised");
  result.refusal = text_of(object, "refusal");
  result.general = text_of(object, "general");
  result.approved_until = read_date(reading, text_of(object, "approved_until"), Path(path, "approved_until"));
  result.parameters = read_parameters(reading, object, path);
  return result;
}

// A template's general alternative is another template of the same channel or slot.
void check_general(Reading& reading, const std::vector<Template>& templates, const Path& list) {
  std::unordered_map<std::string_view, std::size_t> by_name;
  for (std::size_t i = 0; i < templates.size(); ++i) by_name.try_emplace(templates[i].name, i);
  for (std::size_t i = 0; i < templates.size(); ++i) {
    if (templates[i].general.empty()) continue;
    const auto found = by_name.find(templates[i].general);
    if (found != by_name.end() && found->second != i) continue;
    std::vector<std::string_view> others;
    for (std::size_t other = 0; other < templates.size(); ++other) {
      if (other != i) others.emplace_back(templates[other].name);
    }
    const Path element(list, i);
    reading.add_unknown(codes::schema_unknown_template, Path(element, "general"), templates[i].general, others);
  }
}

std::vector<Template> read_templates(Reading& reading, const Json& object, const Path& path) {
  std::vector<Template> templates;
  const Path list(path, "templates");
  NameScope scope(reading, list);
  const Json& elements = elements_of(object, "templates");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    scope.add(elements[i], i);
    templates.push_back(read_template(reading, elements[i], Path(list, i)));
  }
  scope.check_labels();
  check_general(reading, templates, list);
  return templates;
}

std::vector<std::string> read_outcomes(Reading& reading, const Json& object, const Path& path) {
  std::vector<std::string> outcomes;
  const Path list(path, "outcomes");
  NameScope scope(reading, list);
  scope.forbid({"tags"});
  const Json& elements = elements_of(object, "outcomes");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    outcomes.push_back(elements[i].get<std::string>());
    scope.add_name(elements[i], i);
  }
  return outcomes;
}

Channel read_channel(Reading& reading, const Json& object, const Path& path) {
  return {text_of(object, "name"),
          labels_of(object),
          flag_of(object, "contact", true),
          text_of(object, "cost"),
          read_outcomes(reading, object, path),
          read_templates(reading, object, path)};
}

Slot read_slot(Reading& reading, const Json& object, const Path& path) {
  return {text_of(object, "name"), labels_of(object), read_templates(reading, object, path)};
}

Task read_task(Reading& reading, const Json& object, const Path& path) {
  return {text_of(object, "name"), labels_of(object), read_outcomes(reading, object, path),
          read_parameters(reading, object, path)};
}

Benefit read_benefit(Reading& reading, const Json& object, const Path& path) {
  Benefit benefit{text_of(object, "name"), labels_of(object), std::nullopt, read_parameters(reading, object, path)};
  if (const Json* budget = member(object, "budget")) benefit.budget = budget->get<std::int64_t>();
  return benefit;
}

template <typename T>
void read_all(Reading& reading, std::string_view section, std::vector<T>& result,
              T (*read_one)(Reading&, const Json&, const Path&)) {
  const Path list(section);
  NameScope scope(reading, list);
  const Json& elements = elements_of(reading.document, section);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    scope.add(elements[i], i);
    result.push_back(read_one(reading, elements[i], Path(list, i)));
  }
  scope.check_labels();
}

}  // namespace

void read_actions(Reading& reading) {
  read_all(reading, "channels", reading.schema.channels, read_channel);
  read_all(reading, "slots", reading.schema.slots, read_slot);
  read_all(reading, "tasks", reading.schema.tasks, read_task);
  read_all(reading, "benefits", reading.schema.benefits, read_benefit);
}

}  // namespace wend::schema
