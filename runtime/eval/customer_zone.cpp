#include "runtime/eval/customer_zone.hpp"

namespace wend::eval {

Zone customer_zone(const schema::Schema& schema, const layout::Row& tags, const Zone& otherwise) {
  if (!schema.customer_zone) return otherwise;
  const Value value = layout::load(tags, *schema.customer_zone);
  const auto* name = std::get_if<std::string_view>(&value);
  if (name == nullptr) return otherwise;
  const Result<Zone> zone = Zone::named(*name);
  return zone ? *zone : otherwise;
}

}  // namespace wend::eval
