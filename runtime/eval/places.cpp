// Places, distances and areas; see runtime/value/place.hpp.
#include "runtime/eval/context.hpp"
#include "runtime/value/place.hpp"

namespace wend::eval::operations {

Value place(const Context& context, ir::ExpressionId id) {
  return apply<std::int64_t, std::int64_t>(
      context, id, [](std::int64_t latitude, std::int64_t longitude) -> std::optional<std::int64_t> {
        const std::optional<Place> found = place_at(latitude, longitude);
        return found ? std::optional(scalar_of(*found)) : std::nullopt;
      });
}

// A row from outside may hold what is no place on earth.
Value distance(const Context& context, ir::ExpressionId id) {
  return apply<std::int64_t, std::int64_t>(context, id,
                                           [](std::int64_t left, std::int64_t right) -> std::optional<std::int64_t> {
                                             const Place one = place_of(left);
                                             const Place other = place_of(right);
                                             if (!is_on_earth(one) || !is_on_earth(other)) return std::nullopt;
                                             return wend::distance(one, other);
                                           });
}

Value in_area(const Context& context, ir::ExpressionId id) {
  const std::vector<schema::Area>& areas = context.program.schema->areas;
  const std::uint32_t area = context.at(id).index;
  return apply<std::int64_t>(context, id, [&](std::int64_t scalar) -> std::optional<bool> {
    const Place place = place_of(scalar);
    if (area >= areas.size() || !is_on_earth(place)) return std::nullopt;
    return is_inside(place, areas[area].polygon);
  });
}

}  // namespace wend::eval::operations
