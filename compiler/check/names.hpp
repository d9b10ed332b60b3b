// What the names in an expression mean.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/check/place.hpp"

namespace wend::check {

// `aum`, `gold`, `event.amount`, `v.product.kind`.
[[nodiscard]] Checked check_reference(const Place& place, const syntax::Path& path, std::optional<Type> hint);

// The fields of a product, one after the other: `.kind` of a base that is checked already.
[[nodiscard]] Checked check_product_fields(const Place& place, Typed base, std::span<const syntax::Name> fields);

// A field of an event, or its time, by the name after the dot. `product.kind` and the like go on from there.
[[nodiscard]] Checked check_event_field(const Place& place, const EventInScope& event, const syntax::Name& name);

// Which of several parts gives the others their types: the highest leads.
enum class Lead : std::uint8_t {
  needs_hint,  // a bare name of an enum value or product: means nothing alone
  literal,     // what the author wrote out, and can be blamed where it does not fit
  may_yield,   // a name that stands alone and is an enum value too
  alone,
};
[[nodiscard]] Lead leading(const Place& place, const syntax::Expression& tree);

}  // namespace wend::check
