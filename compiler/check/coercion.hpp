// How a value of one type becomes one of another, and what is said where it cannot.
//
// Nothing is lost on the way: an integer is a number, a value of an enum is a value of the enum that it is mapped to,
// and a literal span of days or weeks is a duration of as many times 24 hours.
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/place.hpp"

namespace wend::check {

// The value as one of the type; nothing where it cannot be, and nothing is said.
[[nodiscard]] std::optional<Typed> coerce(const Place& place, const Typed& value, const Type& type);

// The type that values of both can be compared in; nothing where there is none.
[[nodiscard]] std::optional<Type> common_type(const Place& place, const Typed& left, const Typed& right);

// Says that the tree, of type `found`, stands where `needed` is needed: in the words for just these two.
std::nullopt_t report_mismatch(const Place& place, const syntax::Expression& tree, const Type& found,
                               const Type& needed);

// `coerce`, or a report.
[[nodiscard]] Checked require(const Place& place, const syntax::Expression& tree, const Checked& value,
                              const Type& type);

// Two parts that must be of one type: each is checked with the other as its hint, brought to their common type; reports
// what does not go together.
struct Pair {
  Typed left;
  Typed right;
};
[[nodiscard]] std::optional<Pair> check_pair(const Place& place, const syntax::Expression& left,
                                             const syntax::Expression& right);

// Any number of parts that must be of one type. The hint, if any, comes from around them.
using Trees = std::vector<const syntax::Expression*>;
[[nodiscard]] std::optional<std::vector<Typed>> check_alike(const Place& place, const Trees& trees,
                                                            std::optional<Type> hint);
// The same, where the first part is checked already and leads.
[[nodiscard]] std::optional<std::vector<Typed>> check_like(const Place& place, const Typed& first, const Trees& trees);

}  // namespace wend::check
