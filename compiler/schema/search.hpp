// Finding things in a schema by what people call them.
//
//     for (const Hit& hit : search(schema, "资产")) print(hit.thing.name);
//
// Letters are compared whatever their case or width (`ＡＵＭ` finds `aum`). The best come first: the whole identifier,
// the whole label, the beginning of one, a part of one, a part of the description, every word somewhere; among equals
// the schema's order.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/schema/things.hpp"

namespace wend::schema {

enum class Closeness : std::uint8_t {
  identifier,
  label,
  beginning_of_identifier,
  beginning_of_label,
  in_identifier,
  in_label,
  in_description,
  all_words
};

// The thing's labels are the schema's, which has to outlive it.
struct Hit {
  Closeness closeness{};
  Thing thing;
};

[[nodiscard]] std::vector<Hit> search(const Schema& schema, std::string_view wanted, std::size_t most = 50);

}  // namespace wend::schema
