// What an expression computes, as a hash of its content: the same wherever it stands and in whatever program, so that
// what was made of it (compiled code, a cached result) can be found again.
//
//     const ir::ContentHashes hashes(program);
//     const ContentHash key = hashes.of(segment.condition);
//
// Two expressions have the same hash exactly when they have the same structure: operations, types, constants, moments,
// windows and selections with what is in them, and the schema's fingerprint (compiler/schema/fingerprint.hpp), by which
// the positions of tags, fields, areas and lists mean something. Names of segments, labels, and where in the program
// the expression stands are no part of it; a derived tag is what it is derived from.
//
// An event's field is known by its slot, position and type: which event stands in the slot is said by whoever uses the
// expression (a pattern, a journey), and is no part of it. Who keeps what depends on that event's layout adds it to the
// key.
//
// Immutable once made; safe from many threads. Making it takes time and memory in proportion to the program.
#pragma once

#include <vector>

#include "compiler/ir/program.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::ir {

class ContentHashes {
 public:
  explicit ContentHashes(const Program& program);

  // Of kNone: a hash that no expression has.
  [[nodiscard]] ContentHash of(ExpressionId id) const { return id == kNone ? ContentHash{} : hashes_[id]; }

 private:
  std::vector<ContentHash> hashes_;  // by expression
};

}  // namespace wend::ir
