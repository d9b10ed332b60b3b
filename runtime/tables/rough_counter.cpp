#include "runtime/tables/rough_counter.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "runtime/columns/mask_loops.hpp"
#include "runtime/tables/rough.hpp"

namespace wend::tables {
namespace {

using layout::ColumnStorage;
using layout::kBlockRows;

constexpr std::size_t kLine = 64;
constexpr std::size_t kAhead = 4'096;  // bytes of a column

void ask_for(const std::byte* bytes, std::size_t size) {
  for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(bytes + at, 0, 2);
}

}  // namespace

std::optional<RoughQuery> make_rough_query(const columns::Query& query) {
  RoughQuery rough;
  rough.layout = query.layout();
  for (layout::Column& column : rough.layout.columns) {
    const bool wide = column.storage == ColumnStorage::integer32 || column.storage == ColumnStorage::integer64;
    if (wide) column.storage = ColumnStorage::integer16;
    rough.is_rough.push_back(wide);
  }
  std::optional<RoughMasks> masks = make_rough_masks(query.masks(), rough.is_rough);
  if (!masks) return std::nullopt;
  rough.masks = *std::move(masks);
  rough.plan = columns::make_plan(rough.masks.program, false);
  rough.exact_plan = columns::make_plan(query.masks(), false);
  return rough;
}

RoughCounter::RoughCounter(const Table& table, const ir::Program& program, const columns::Query& exact,
                           const RoughQuery& rough, const columns::Moment& moment)
    : table_(table),
      exact_query_(exact),
      query_(rough),
      kernels_(columns::kernels(columns::best_instructions())),
      binder_(program, exact.masks(), exact.layout(), moment),
      exact_(exact.masks(), exact.layout(), rough.exact_plan, kernels_),
      rough_(rough.masks.program, rough.layout, rough.plan, kernels_),
      bounds_(rough.masks.program.limits.size()),
      from_(rough.layout.columns.size()),
      words_(rough.masks.program.roots.size() * rough_.most_blocks()),
      scratch_(rough.native.scratch / sizeof(Line) + 1) {
  for (std::size_t root = 0; root < rough.masks.program.roots.size(); ++root) {
    truths_.push_back(words_.data() + root * rough_.most_blocks());
  }
}

void RoughCounter::bind_limit(std::size_t limit, std::size_t chunk, std::uint32_t rows) {
  const layout::Bound& exact = bound_.bounds[limit];
  layout::Bound& possible = bounds_[limit];
  layout::Bound& certain = bounds_[limit + bound_.bounds.size()];
  possible = certain = exact;
  const std::uint32_t tag = exact_query_.masks().limits[limit].tag;
  if (!query_.is_rough[tag]) return;
  const Piece& piece = *table_.piece(chunk, tag);
  const RoughMasks::Sides& sides = query_.masks.sides[limit];
  if (has_rough(piece, rows)) {
    const RoughBounds bounds = rough_bounds(piece, exact, sides.low, sides.high);
    possible = bounds.possible;
    certain = bounds.certain;
    return;
  }
  // Nobody is known, or all are the same: whatever number stands there is inside, or none is.
  const bool inside = (!sides.low || piece.least >= exact.low) && (!sides.high || piece.least <= exact.high);
  possible.low = std::numeric_limits<Rough>::min();
  possible.high = std::numeric_limits<Rough>::max();
  possible.enable = inside ? exact.enable : 0;
  certain = possible;
}

Status RoughCounter::bind(std::size_t chunk, const layout::Chunk& rows) {
  bound_ = binder_.bind(rows);
  columns_.resize(rows.columns.size());
  for (std::size_t limit = 0; limit < bound_.bounds.size(); ++limit) bind_limit(limit, chunk, table_.rows_of(chunk));
  for (const OpenedColumn& column : table_.columns()) {
    columns_[column.tag] = rows.columns[column.tag];
    if (!query_.is_rough[column.tag]) continue;
    const Result<std::span<const std::byte>> rough = table_.touch_rough(chunk, column);
    if (!rough) return rough.error();
    if (!rough->empty()) columns_[column.tag].values = rough->data();
  }
  return Done{};
}

Status RoughCounter::count(std::size_t chunk, const layout::Chunk& rows, std::vector<std::uint64_t>& counts) {
  if (Status bound = bind(chunk, rows); !bound) return bound;
  const std::size_t all = rows.rows / kBlockRows;
  const std::size_t most = rough_.most_blocks();
  for (std::size_t first = 0; first < all; first += most) {
    const std::size_t next = first + most;
    if (next < all) prefetch(next, std::min(most, all - next));
    count_blocks(rows, first, std::min(most, all - first), counts);
  }
  return Done{};
}

// The processor follows one column by itself once it has seen some of it, which takes longer than a bitmap lasts: what
// comes next is asked for while there is still other work.
void RoughCounter::prefetch(std::size_t first, std::size_t blocks) const {
  for (const std::uint32_t tag : query_.plan.tags) {
    const layout::Column& column = query_.layout.columns[tag];
    const layout::ColumnData data = layout::advance(column, columns_[tag], first * kBlockRows);
    const std::size_t values = column.storage == ColumnStorage::bits
                                   ? blocks * sizeof(std::uint64_t)
                                   : layout::value_width(column.storage) * blocks * kBlockRows;
    ask_for(data.values, std::min(values, kAhead));
    if (data.known != nullptr) ask_for(data.known, blocks * sizeof(std::uint64_t));
  }
}

void RoughCounter::count_blocks(const layout::Chunk& rows, std::size_t first, std::size_t blocks,
                                std::vector<std::uint64_t>& counts) {
  for (const std::uint32_t tag : query_.plan.tags) {
    from_[tag] = layout::advance(query_.layout.columns[tag], columns_[tag], first * kBlockRows);
  }
  layout::ColumnFrame frame{
      .columns = from_.data(), .bounds = bounds_.data(), .tables = bound_.tables.data(), .blocks = blocks};
  if (query_.native.predicate != nullptr) {
    run_native(frame);
  } else {
    run_blocks(frame);
  }
  open_.clear();
  for (std::size_t condition = 0; condition < counts.size(); ++condition) take(condition, blocks, counts);
  if (!open_.empty()) count_exactly(rows, first, counts);
}

void RoughCounter::run_native(layout::ColumnFrame& frame) {
  frame.truths = truths_.data();
  frame.scratch = scratch_.data()->bytes;
  query_.native.predicate(&frame);
}

void RoughCounter::run_blocks(const layout::ColumnFrame& frame) {
  rough_.run(frame, [&](std::size_t root, const std::uint64_t* truths, const std::uint64_t*) {
    std::copy_n(truths, frame.blocks, truths_[root]);
  });
}

void RoughCounter::take(std::size_t condition, std::size_t blocks, std::vector<std::uint64_t>& counts) {
  const std::uint64_t* possible = truths_[condition];
  const std::uint64_t* certain = truths_[condition + counts.size()];
  counts[condition] += kernels_.masks->count(certain, blocks);
  for (std::size_t block = 0; block < blocks; ++block) {
    if (possible[block] == certain[block]) continue;
    open_.push_back({static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(condition)});
    counts[condition] -= static_cast<std::uint64_t>(std::popcount(certain[block]));
  }
}

// The blocks that are left open, one by one: for each all conditions are judged once.
void RoughCounter::count_exactly(const layout::Chunk& rows, std::size_t first, std::vector<std::uint64_t>& counts) {
  std::ranges::sort(open_, {}, [](const Open& open) { return std::pair(open.block, open.condition); });
  for (std::size_t at = 0; at < open_.size();) {
    const std::uint32_t block = open_[at].block;
    for (const std::uint32_t tag : query_.exact_plan.tags) {
      from_[tag] = layout::advance(exact_query_.layout().columns[tag], rows.columns[tag], (first + block) * kBlockRows);
    }
    const layout::ColumnFrame frame{
        .columns = from_.data(), .bounds = bound_.bounds.data(), .tables = bound_.tables.data(), .blocks = 1};
    exact_.run(frame, [&](std::size_t condition, const std::uint64_t* truths, const std::uint64_t*) {
      if (at == open_.size() || open_[at].block != block || open_[at].condition != condition) return;
      counts[condition] += static_cast<std::uint64_t>(std::popcount(*truths));
      ++at;
    });
  }
}

}  // namespace wend::tables
