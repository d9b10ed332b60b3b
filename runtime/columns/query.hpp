// Conditions over columns, made ready once and asked of any number of chunks: who, and how many.
//
//     const Query query(program, conditions, layout);
//     const std::vector<std::uint64_t> counts = query.count(chunks, {.now = now, .zone = zone}, {.threads = 2});
//     const std::vector<std::vector<Bits>> bits = query.bits(chunks, moment, {});
//
// All conditions are judged in one pass over the rows, some thousand at a time, by native code where there is some and
// by the block executor where there is none. A Query never changes but by `use`; any number of threads may ask it.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "compiler/layout/column_interface.hpp"
#include "compiler/layout/native_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/columns/bound.hpp"
#include "runtime/columns/kernels.hpp"
#include "runtime/columns/plan.hpp"
#include "runtime/columns/row_judge.hpp"

namespace wend::columns {

// The most threads that one question is given.
inline constexpr unsigned kMostThreads = 256;

struct Effort {
  unsigned threads = 1;  // the calling one among them; 0 is 1
  Instructions instructions = best_instructions();
};

// A bit for each row of a chunk, the lowest first; those behind the last row are 0.
struct Bits {
  std::vector<std::uint64_t> words;
};

// What a condition says of the rows of a chunk.
struct Truths {
  Bits yes;
  Bits known;
};

class Query {
 public:
  // Borrows the program. The conditions read tags alone: what else they read is unknown.
  Query(const ir::Program& program, std::span<const ir::ExpressionId> conditions, layout::ColumnLayout layout);
  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;
  ~Query();

  // For whoever compiles them.
  [[nodiscard]] const masks::MaskProgram& masks() const;
  [[nodiscard]] const layout::ColumnLayout& layout() const;

  // Native code for `masks()` and `layout()`, or one without a predicate for the block executor again; whoever owns the
  // code keeps it for as long as the query is asked. `truths` answers `count` and `bits`, `knowns` answers `truths`: it
  // is the code that was asked for what is known too.
  void use(const layout::NativeColumns& truths, const layout::NativeColumns& knowns = {});

  // By condition: the rows for which it is true.
  [[nodiscard]] std::vector<std::uint64_t> count(std::span<const layout::Chunk> chunks, const Moment& moment,
                                                 const Effort& effort = {}) const;
  // By condition and chunk.
  [[nodiscard]] std::vector<std::vector<Bits>> bits(std::span<const layout::Chunk> chunks, const Moment& moment,
                                                    const Effort& effort = {}) const;
  [[nodiscard]] std::vector<std::vector<Truths>> truths(std::span<const layout::Chunk> chunks, const Moment& moment,
                                                        const Effort& effort = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::columns
