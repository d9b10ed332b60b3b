// An argument of an import that is a name: of a tag, an event, a trigger, a template.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/check/context.hpp"
#include "compiler/modules/instance.hpp"

namespace wend::check {

// The kinds whose arguments are names, in the language's words; empty for kinds of values.
[[nodiscard]] std::string_view named_kind(syntax::ParameterType::Kind kind);

// Whether the argument names what its parameter asks for; the sink says what it names instead, or what could have been
// meant. `module` is the name of what is imported.
[[nodiscard]] bool check_name_argument(Context& context, const std::string& module, const modules::Filled& argument);

// The one of the schema's items with the name or the label; null where there is none.
template <typename Items>
[[nodiscard]] const auto* find_named(const Items& items, std::string_view name) {
  const auto found = std::ranges::find_if(items, [&](const auto& item) {
    return item.name == name ||
           std::ranges::any_of(item.label, [&](const auto& label) { return label.second == name; });
  });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace wend::check
