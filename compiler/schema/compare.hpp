// What changed between two editions of a schema, and what that may do to programs written against the old one.
//
//     for (const Change& change : compare(*old_schema, *new_schema)) print(words(change));
//     // tag aum: type changed from money CNY to number; programs that use it may no longer check
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/schema/things.hpp"

namespace wend::schema {

struct Change {
  enum class What : std::uint8_t { added, removed, aspect };

  ThingKind kind{};
  std::string name;
  What what{};
  Effect effect{};
  Aspect aspect{};     // of What::aspect
  std::string before;  // empty where nothing was said
  std::string after;
};

// Things are the same by kind and name. First what the old schema has, in its order, then what is new.
[[nodiscard]] std::vector<Change> compare(const Schema& old_schema, const Schema& new_schema);

// One line.
[[nodiscard]] std::string words(const Change& change, diagnostics::Language language = diagnostics::Language::english);

}  // namespace wend::schema
