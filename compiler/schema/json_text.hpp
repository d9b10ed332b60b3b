// A schema's JSON text: read into a tree, and, where there are faults, searched for the places they are at.
//
// Both are passes of nlohmann's SAX parser, which needs no stack for nesting; the parser is fed through an iterator
// that knows how far it has come, which is how a value's place in the text is known.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/schema/fault.hpp"
#include "compiler/source/source.hpp"

namespace wend::schema {

using Json = nlohmann::json;

inline constexpr std::size_t kLargestText = 64u * 1024 * 1024;  // bytes
inline constexpr std::size_t kDeepestNesting = 32;
inline constexpr std::size_t kMostValues = 4'000'000;

// The document, if the text is JSON within the bounds above and no object has a key twice. Faults found here know
// their place already.
[[nodiscard]] std::optional<Json> parse(const source::SourceFile& file, Faults& faults);

// Where each fault's value, or key, is in the text; of an array or object the opening bracket. The text is JSON.
struct Places {
  source::Span fault;
  std::optional<source::Span> related;
};
[[nodiscard]] std::vector<Places> locate(const source::SourceFile& file, const std::vector<Fault>& faults);

}  // namespace wend::schema
