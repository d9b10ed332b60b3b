// What is said about names that mean nothing, or two things. Each reports one fault and returns nothing.
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/place.hpp"

namespace wend::check {

// A bare name in a place for values: not a field, not a tag. `enums` are those that have a value of the name.
std::nullopt_t report_unknown(const Place& place, const syntax::Name& name,
                              const std::vector<schema::EnumIndex>& enums);
// Whether the name is an event, a list, an area or another thing that has no value.
[[nodiscard]] bool is_something_else(const Place& place, const syntax::Name& name);
std::nullopt_t report_unknown_tag(const Place& place, const syntax::Name& name);
std::nullopt_t report_unknown_value(const Place& place, const syntax::Name& name, schema::EnumIndex index);
std::nullopt_t report_unknown_product(const Place& place, const syntax::Name& name);
std::nullopt_t report_unknown_field(const Place& place, const syntax::Name& name, schema::EventIndex event);
std::nullopt_t report_unknown_product_field(const Place& place, const syntax::Name& name);
std::nullopt_t report_unknown_event(Context& context, const syntax::Path& path);
// A label that several things carry.
std::nullopt_t report_ambiguous(const Place& place, const syntax::Name& name);
// A bare name that is a field of the event and a tag.
std::nullopt_t report_field_and_tag(const Place& place, const syntax::Name& name);
// `event.x` where there is no event.
std::nullopt_t report_no_event(const Place& place, const syntax::Name& name);

}  // namespace wend::check
