#include "runtime/tables/sketch_counter.hpp"

#include <algorithm>
#include <bit>

#include "runtime/columns/mask_loops.hpp"
#include "runtime/tables/sketch.hpp"

namespace wend::tables {
namespace {

using layout::ColumnStorage;
using layout::kBlockRows;

constexpr std::size_t kLine = 64;

// Deciding an open row takes as long as reading about so many bytes, one after the other.
constexpr std::size_t kBytesOfOpenRow = 1'024;
constexpr std::size_t kMostPatience = 16;  // chunks

// What native code is given at once: a chunk, or what has so many results.
constexpr std::size_t kMostBlocks = kMostChunkRows / kBlockRows;
constexpr std::size_t kFewestBlocks = 8;
constexpr std::size_t kResultBytes = std::size_t{4} << 20U;

constexpr std::size_t kMostFetched = 16;  // nodes of a condition that are looked at

// The code of each row of a piece whose rows are all alike.
template <std::uint8_t code>
const std::byte* alike() {
  static const std::vector<std::byte> codes(kMostChunkRows, std::byte{code});
  return codes.data();
}

void ask_for(const std::byte* bytes, std::size_t size) {
  for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(bytes + at, 0, 2);
}

std::size_t native_blocks(std::size_t roots) {
  return std::clamp(kResultBytes / (roots * sizeof(std::uint64_t)), kFewestBlocks, kMostBlocks) / kFewestBlocks *
         kFewestBlocks;
}

// The first few that the condition comes to.
std::vector<SketchQuery::Comparison> comparisons_of(const masks::MaskProgram& masks, masks::NodeId root,
                                                    const std::vector<bool>& has_sketch) {
  std::vector<SketchQuery::Comparison> comparisons;
  std::vector<masks::NodeId> nodes{root};
  for (std::size_t at = 0; at < nodes.size() && at < kMostFetched; ++at) {
    const masks::Node& node = masks.nodes[nodes[at]];
    const auto operands = masks.operands_of(node);
    nodes.insert(nodes.end(), operands.begin(), operands.end());
    const bool is_comparison =
        node.kind == masks::Kind::interval || node.kind == masks::Kind::at_least || node.kind == masks::Kind::at_most;
    if (is_comparison && has_sketch[node.tag]) comparisons.push_back({node.tag, node.index});
  }
  return comparisons;
}

}  // namespace

std::optional<SketchQuery> make_sketch_query(const columns::Query& query) {
  SketchQuery made;
  made.layout = query.layout();
  for (layout::Column& column : made.layout.columns) {
    const bool wide = column.storage == ColumnStorage::integer16 || column.storage == ColumnStorage::integer32 ||
                      column.storage == ColumnStorage::integer64;
    made.has_sketch.push_back(wide);
    made.widths.push_back(layout::value_width(column.storage));
    if (!wide) continue;
    column.storage = ColumnStorage::unsigned8;
    column.nullable = false;
  }
  std::optional<SketchMasks> masks = make_sketch_masks(query.masks(), made.has_sketch);
  if (!masks) return std::nullopt;
  made.masks = *std::move(masks);
  made.plan = columns::make_plan(made.masks.program, false);
  made.exact_plan = columns::make_plan(query.masks(), false);
  for (const std::uint32_t tag : made.plan.tags) made.saved += made.has_sketch[tag] ? made.widths[tag] - 1 : 0;
  for (const masks::NodeId root : query.masks().roots) {
    made.comparisons.push_back(comparisons_of(query.masks(), root, made.has_sketch));
  }
  return made;
}

SketchCounter::SketchCounter(const Table& table, const ir::Program& program, const columns::Query& exact,
                             const SketchQuery& query, const columns::Moment& moment)
    : table_(table),
      exact_query_(exact),
      query_(query),
      kernels_(columns::kernels(columns::best_instructions())),
      binder_(program, exact.masks(), exact.layout(), moment),
      exact_(exact.masks(), exact.layout(), query.exact_plan, kernels_),
      sketched_(query.masks.program, query.layout, query.plan, kernels_),
      most_blocks_(query.native.predicate == nullptr ? std::min(exact_.most_blocks(), sketched_.most_blocks())
                                                     : native_blocks(query.masks.program.roots.size())),
      bounds_(query.masks.program.limits.size()),
      ranges_(query.layout.columns.size()),
      columns_(query.layout.columns.size()),
      from_(query.layout.columns.size()),
      words_(query.masks.program.roots.size() * most_blocks_),
      scratch_(std::max(query.native.scratch, query.exact_native.scratch) / sizeof(Line) + 1) {
  for (std::size_t root = 0; root < query.masks.program.roots.size(); ++root) {
    truths_.push_back(words_.data() + root * most_blocks_);
  }
}

// --- what a chunk's sketches say of limits ---------------------------------------------------------------------------

Status SketchCounter::bind(std::size_t chunk, const layout::Chunk& rows) {
  bound_ = binder_.bind(rows);
  for (const OpenedColumn& column : table_.columns()) {
    if (Status bound = bind_column(chunk, column, rows); !bound) return bound;
  }
  for (std::size_t limit = 0; limit < bound_.bounds.size(); ++limit) bind_limit(limit, chunk);
  bounds_.back() = {
      .low = 1, .high = std::int64_t{kMostSketchCodes}, .enable = ~std::uint64_t{0}, .settled = ~std::uint64_t{0}};
  return Done{};
}

// What has no sketch of its own has a code for all of its rows.
Status SketchCounter::bind_column(std::size_t chunk, const OpenedColumn& column, const layout::Chunk& rows) {
  layout::ColumnData& data = columns_[column.tag];
  data = rows.columns[column.tag];
  if (!query_.has_sketch[column.tag]) return Done{};
  const Piece& piece = column.pieces[chunk];
  const Result<std::span<const std::byte>> bytes = table_.touch_sketch(chunk, column);
  if (!bytes) return bytes.error();
  const SketchView sketch = bytes->empty() ? SketchView{} : sketch_view(piece, *bytes);
  ranges_[column.tag] = sketch.ranges;
  data.known = nullptr;
  data.values = sketch.codes;
  if (bytes->empty()) data.values = is_missing(piece, table_.rows_of(chunk)) ? alike<0>() : alike<1>();
  return Done{};
}

void SketchCounter::bind_limit(std::size_t limit, std::size_t chunk) {
  const layout::Bound& exact = bound_.bounds[limit];
  layout::Bound& possible = bounds_[limit];
  layout::Bound& certain = bounds_[limit + bound_.bounds.size()];
  possible = certain = exact;
  const std::uint32_t tag = exact_query_.masks().limits[limit].tag;
  if (!query_.has_sketch[tag]) return;
  const Piece& piece = *table_.piece(chunk, tag);
  const SketchRange alone{piece.least, piece.greatest};
  const std::span ranges = ranges_[tag].empty() ? std::span(&alone, 1) : ranges_[tag];
  const SketchMasks::Sides& sides = query_.masks.sides[limit];
  const SketchBounds bounds = sketch_bounds(ranges, exact, sides.low, sides.high);
  possible = bounds.possible;
  certain = bounds.certain;
}

// --- batches ---------------------------------------------------------------------------------------------------------

Status SketchCounter::count(std::size_t chunk, const layout::Chunk& rows, std::vector<std::uint64_t>& counts) {
  const std::size_t all = rows.rows / kBlockRows;
  if (resting_ > 0 && rows.rows % kBlockRows == 0) {
    --resting_;
    bound_ = binder_.bind(rows);
    for (std::size_t first = 0; first < all; first += most_blocks_) {
      count_exactly(rows, first, std::min(most_blocks_, all - first), counts);
    }
    return Done{};
  }
  if (Status bound = bind(chunk, rows); !bound) return bound;
  count_sketched(rows, counts);
  count_last_block(rows, counts);
  return Done{};
}

void SketchCounter::count_sketched(const layout::Chunk& rows, std::vector<std::uint64_t>& counts) {
  const std::size_t all = rows.rows / kBlockRows;
  bool was_of_use = true;
  for (std::size_t first = 0; first < all; first += most_blocks_) {
    const std::size_t blocks = std::min(most_blocks_, all - first);
    if (query_.native.predicate == nullptr) fetch(first + blocks, std::min(most_blocks_, all - first - blocks));
    if (count_batch(rows, first, blocks, counts)) continue;
    count_exactly(rows, first, blocks, counts);
    was_of_use = false;
  }
  patience_ = was_of_use ? 0 : std::clamp<std::size_t>(2 * patience_, 1, kMostPatience);
  resting_ = patience_;
}

// One that is not whole, row by row.
void SketchCounter::count_last_block(const layout::Chunk& rows, std::vector<std::uint64_t>& counts) {
  open_.clear();
  for (std::size_t row = rows.rows / kBlockRows * kBlockRows; row < rows.rows; ++row) {
    for (std::size_t condition = 0; condition < counts.size(); ++condition) {
      open_.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(condition)});
    }
  }
  decide(rows, counts);
}

// For the block executor, which goes through one column after the other: what comes next is asked for while there is
// still other work. Native code has all columns in hand at once, which the processor follows by itself.
void SketchCounter::fetch(std::size_t first, std::size_t blocks) const {
  for (const std::uint32_t tag : query_.plan.tags) {
    const layout::Column& column = query_.layout.columns[tag];
    const layout::ColumnData data = layout::advance(column, columns_[tag], first * kBlockRows);
    const std::size_t width = layout::value_width(column.storage);
    ask_for(data.values, blocks * (width == 0 ? sizeof(std::uint64_t) : width * kBlockRows));
    if (data.known != nullptr) ask_for(data.known, blocks * sizeof(std::uint64_t));
  }
}

// False, and nothing counted, where too many rows are left open.
bool SketchCounter::count_batch(const layout::Chunk& rows, std::size_t first, std::size_t blocks,
                                std::vector<std::uint64_t>& counts) {
  for (const std::uint32_t tag : query_.plan.tags) {
    from_[tag] = layout::advance(query_.layout.columns[tag], columns_[tag], first * kBlockRows);
  }
  layout::ColumnFrame frame{
      .columns = from_.data(), .bounds = bounds_.data(), .tables = bound_.tables.data(), .blocks = blocks};
  run(query_.native, sketched_, frame);
  if (!find_open(first, blocks, counts.size())) return false;
  for (std::size_t condition = 0; condition < counts.size(); ++condition) {
    counts[condition] += kernels_.masks->count(truths_[condition + counts.size()], blocks);
  }
  decide(rows, counts);
  return true;
}

void SketchCounter::run(const layout::NativeColumns& native, columns::BlockExecutor& executor,
                        layout::ColumnFrame& frame) {
  if (native.predicate != nullptr) {
    frame.truths = truths_.data();
    frame.scratch = scratch_.data()->bytes;
    return native.predicate(&frame);
  }
  executor.run(frame, [&](std::size_t root, const std::uint64_t* truths, const std::uint64_t*) {
    std::copy_n(truths, frame.blocks, truths_[root]);
  });
}

void SketchCounter::count_exactly(const layout::Chunk& rows, std::size_t first, std::size_t blocks,
                                  std::vector<std::uint64_t>& counts) {
  for (const std::uint32_t tag : query_.exact_plan.tags) {
    from_[tag] = layout::advance(exact_query_.layout().columns[tag], rows.columns[tag], first * kBlockRows);
  }
  layout::ColumnFrame frame{
      .columns = from_.data(), .bounds = bound_.bounds.data(), .tables = bound_.tables.data(), .blocks = blocks};
  run(query_.exact_native, exact_, frame);
  for (std::size_t condition = 0; condition < counts.size(); ++condition) {
    counts[condition] += kernels_.masks->count(truths_[condition], blocks);
  }
}

// --- rows that are left open -----------------------------------------------------------------------------------------

// False where deciding them would take longer than what sketches save.
bool SketchCounter::find_open(std::size_t first, std::size_t blocks, std::size_t conditions) {
  const std::size_t most = blocks * kBlockRows * query_.saved / kBytesOfOpenRow;
  open_.clear();
  for (std::uint32_t condition = 0; condition < conditions; ++condition) {
    const std::uint64_t* possible = truths_[condition];
    const std::uint64_t* certain = truths_[condition + conditions];
    for (std::size_t block = 0; block < blocks; ++block) {
      for (std::uint64_t open = possible[block] ^ certain[block]; open != 0; open &= open - 1) {
        const std::size_t row = (first + block) * kBlockRows + static_cast<std::size_t>(std::countr_zero(open));
        open_.push_back({static_cast<std::uint32_t>(row), condition});
      }
    }
    if (open_.size() > most) return false;
  }
  return true;
}

// All that they need is asked for before any of it is read.
void SketchCounter::decide(const layout::Chunk& rows, std::vector<std::uint64_t>& counts) const {
  const masks::MaskProgram& masks = exact_query_.masks();
  const RowTruth truths(masks, exact_query_.layout(),
                        {rows.columns, bound_, query_.has_sketch, query_.widths, columns_, bounds_});
  for (const auto& [row, condition] : open_) {
    for (const auto& [tag, limit] : query_.comparisons[condition]) truths.fetch(tag, limit, row);
  }
  for (const auto& [row, condition] : open_) {
    counts[condition] += truths.of(masks.roots[condition], row) == Truth::yes ? 1 : 0;
  }
}

}  // namespace wend::tables
