#include "runtime/columns/query.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <optional>

#include "runtime/columns/block_executor.hpp"
#include "runtime/columns/in_threads.hpp"
#include "runtime/columns/last_block.hpp"

namespace wend::columns {
namespace {

constexpr std::size_t kRows = layout::kBlockRows;

// What native code is given at once: 64 blocks for ten thousand conditions, 1,024 for a few.
constexpr std::size_t kResultBytes = std::size_t{4} << 20U;
constexpr std::size_t kFewestBlocks = 8;
constexpr std::size_t kMostBlocks = 1'024;

// Blocks of one chunk that one thread judges at once.
struct Morsel {
  std::uint32_t chunk = 0;
  std::size_t first_block = 0;
  std::size_t blocks = 0;
};

// The last block may be short.
std::vector<Morsel> morsels_of(std::span<const layout::Chunk> chunks, std::size_t most_blocks) {
  std::vector<Morsel> morsels;
  for (std::uint32_t chunk = 0; chunk < chunks.size(); ++chunk) {
    const std::size_t whole = chunks[chunk].rows / kRows;
    for (std::size_t block = 0; block < whole; block += most_blocks) {
      morsels.push_back({chunk, block, std::min(most_blocks, whole - block)});
    }
    if (chunks[chunk].rows % kRows != 0) morsels.push_back({chunk, whole, 1});
  }
  return morsels;
}

// Takes what a thread found for a morsel and a root. The words are whole: rows behind the last are 0.
using Take = std::function<void(unsigned worker, const Morsel& morsel, std::size_t root, const std::uint64_t* truths,
                                const std::uint64_t* knowns)>;

}  // namespace

struct Query::Parts {
  const ir::Program* program;
  layout::ColumnLayout layout;
  masks::MaskProgram masks;
  Plan truths_alone;
  Plan with_knowns;
  RowConditions rows;
  layout::NativeColumns native_truths;
  layout::NativeColumns native_knowns;

  Parts(const ir::Program& of, std::span<const ir::ExpressionId> conditions, layout::ColumnLayout stored)
      : program(&of),
        layout(std::move(stored)),
        masks(masks::make_masks(of, conditions, layout)),
        truths_alone(make_plan(masks, false)),
        with_knowns(make_plan(masks, true)),
        rows(of, masks, layout) {}

  void run(std::span<const layout::Chunk> chunks, const Moment& moment, const Effort& effort, bool knowns,
           const Take& take) const;
};

namespace {

// One thread's work: its own masks, row and room for the last block.
class Worker {
 public:
  Worker(const masks::MaskProgram& masks, const layout::ColumnLayout& layout, const Plan& plan,
         const RowConditions& rows, const Moment& moment, const Effort& effort, const layout::NativeColumns& native,
         bool knowns)
      : masks_(masks),
        layout_(layout),
        plan_(plan),
        rows_(rows, moment),
        executor_(masks, layout, plan, kernels(effort.instructions)),
        native_(native),
        knowns_(knowns),
        columns_(layout.columns.size()) {
    if (native_.predicate != nullptr) make_room();
  }

  void judge(const layout::Chunk& chunk, const BoundChunk& bound, const Morsel& morsel, const TakeRoot& take) {
    const std::size_t first_row = morsel.first_block * kRows;
    const std::size_t rows = std::min(morsel.blocks * kRows, chunk.rows - first_row);
    if (rows == morsel.blocks * kRows) {
      for (const std::uint32_t tag : plan_.tags) {
        columns_[tag] = layout::advance(layout_.columns[tag], chunk.columns[tag], first_row);
      }
    } else {
      last_block_.copy(layout_, chunk, first_row, rows, plan_.tags, columns_);
    }
    rows_.begin(chunk, first_row);
    layout::ColumnFrame frame{.columns = columns_.data(),
                              .bounds = bound.bounds.data(),
                              .tables = bound.tables.data(),
                              .blocks = morsel.blocks,
                              .judge = &RowJudge::judge_rows,
                              .context = &rows_};
    const std::uint64_t last = rows % kRows == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << rows % kRows) - 1;
    if (native_.predicate == nullptr) {
      executor_.run(frame, [&](std::size_t root, const std::uint64_t* truths, const std::uint64_t* knowns) {
        take_whole(root, truths, knowns, morsel.blocks, last, take);
      });
      return;
    }
    frame.truths = truths_.data();
    frame.knowns = known_words_.data();
    frame.scratch = scratch_.data()->bytes;
    native_.predicate(&frame);
    for (std::size_t root = 0; root < masks_.roots.size(); ++root) {
      take_whole(root, truths_[root], known_words_[root], morsel.blocks, last, take);
    }
  }

  [[nodiscard]] std::size_t most_blocks() const {
    return native_.predicate == nullptr ? executor_.most_blocks() : most_native_blocks();
  }

 private:
  // Native code keeps its own masks; what grows with the blocks are the results. Whole tiles of eight.
  [[nodiscard]] std::size_t most_native_blocks() const {
    const std::size_t bytes_a_block = masks_.roots.size() * (knowns_ ? 2 : 1) * sizeof(std::uint64_t);
    return std::clamp(kResultBytes / std::max<std::size_t>(bytes_a_block, 1), kFewestBlocks, kMostBlocks) / 8 * 8;
  }

  void make_room() {
    const std::size_t blocks = most_native_blocks();
    const std::size_t masks_of_root = knowns_ ? 2 : 1;
    scratch_.resize(native_.scratch / sizeof(Line) + 1);
    room_.resize(masks_.roots.size() * masks_of_root * blocks);
    for (std::size_t root = 0; root < masks_.roots.size(); ++root) {
      std::uint64_t* first = room_.data() + root * masks_of_root * blocks;
      truths_.push_back(first);
      known_words_.push_back(knowns_ ? first + blocks : nullptr);
    }
  }

  // Without what was judged of rows behind the last.
  void take_whole(std::size_t root, const std::uint64_t* truths, const std::uint64_t* knowns, std::size_t blocks,
                  std::uint64_t last, const TakeRoot& take) {
    if (last == ~std::uint64_t{0}) return take(root, truths, knowns);
    const std::uint64_t truth = truths[blocks - 1] & last;
    const std::uint64_t known = knowns == nullptr ? 0 : knowns[blocks - 1] & last;
    take(root, &truth, knowns == nullptr ? nullptr : &known);
  }

  const masks::MaskProgram& masks_;
  const layout::ColumnLayout& layout_;
  const Plan& plan_;
  RowJudge rows_;
  BlockExecutor executor_;
  layout::NativeColumns native_;
  bool knowns_;
  LastBlock last_block_;
  std::vector<layout::ColumnData> columns_;
  struct alignas(layout::kColumnScratchAlignment) Line {
    std::byte bytes[layout::kColumnScratchAlignment];
  };
  std::vector<Line> scratch_;
  std::vector<std::uint64_t> room_;
  std::vector<std::uint64_t*> truths_;  // by root
  std::vector<std::uint64_t*> known_words_;
};

}  // namespace

void Query::Parts::run(std::span<const layout::Chunk> chunks, const Moment& moment, const Effort& effort, bool knowns,
                       const Take& take) const {
  const Plan& plan = knowns ? with_knowns : truths_alone;
  const layout::NativeColumns& native = knowns ? native_knowns : native_truths;
  Binder binder(*program, masks, layout, moment);
  std::vector<BoundChunk> bound;
  bound.reserve(chunks.size());
  for (const layout::Chunk& chunk : chunks) bound.push_back(binder.bind(chunk));
  Worker own(masks, layout, plan, rows, moment, effort, native, knowns);
  const std::vector<Morsel> morsels = morsels_of(chunks, own.most_blocks());
  std::atomic<std::size_t> next{0};
  const std::size_t threads = std::min<std::size_t>(std::clamp(effort.threads, 1U, kMostThreads), morsels.size());
  in_threads(static_cast<unsigned>(threads), [&](unsigned number) {
    std::optional<Worker> another;
    if (number != 0) another.emplace(masks, layout, plan, rows, moment, effort, native, knowns);
    Worker& worker = number == 0 ? own : *another;
    for (std::size_t index = next++; index < morsels.size(); index = next++) {
      const Morsel& morsel = morsels[index];
      worker.judge(chunks[morsel.chunk], bound[morsel.chunk], morsel,
                   [&](std::size_t root, const std::uint64_t* truths, const std::uint64_t* known_words) {
                     take(number, morsel, root, truths, known_words);
                   });
    }
  });
}

Query::Query(const ir::Program& program, std::span<const ir::ExpressionId> conditions, layout::ColumnLayout layout)
    : parts_(std::make_unique<Parts>(program, conditions, std::move(layout))) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

const masks::MaskProgram& Query::masks() const {
  return parts_->masks;
}
const layout::ColumnLayout& Query::layout() const {
  return parts_->layout;
}
void Query::use(const layout::NativeColumns& truths, const layout::NativeColumns& knowns) {
  parts_->native_truths = truths;
  parts_->native_knowns = knowns;
}

std::vector<std::uint64_t> Query::count(std::span<const layout::Chunk> chunks, const Moment& moment,
                                        const Effort& effort) const {
  const std::size_t roots = parts_->masks.roots.size();
  const std::size_t threads = std::clamp(effort.threads, 1U, kMostThreads);
  const MaskLoops& loops = *kernels(effort.instructions).masks;
  // By thread, so that none writes where another does.
  std::vector<std::vector<std::uint64_t>> counts(threads, std::vector<std::uint64_t>(roots));
  parts_->run(chunks, moment, effort, false,
              [&](unsigned worker, const Morsel& morsel, std::size_t root, const std::uint64_t* truths,
                  const std::uint64_t*) { counts[worker][root] += loops.count(truths, morsel.blocks); });
  for (std::size_t worker = 1; worker < threads; ++worker) {
    for (std::size_t root = 0; root < roots; ++root) counts[0][root] += counts[worker][root];
  }
  return std::move(counts[0]);
}

std::vector<std::vector<Bits>> Query::bits(std::span<const layout::Chunk> chunks, const Moment& moment,
                                           const Effort& effort) const {
  std::vector<std::vector<Bits>> all(parts_->masks.roots.size(), std::vector<Bits>(chunks.size()));
  for (std::vector<Bits>& of_root : all) {
    for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk) {
      of_root[chunk].words.resize((chunks[chunk].rows + kRows - 1) / kRows);
    }
  }
  parts_->run(chunks, moment, effort, false,
              [&](unsigned, const Morsel& morsel, std::size_t root, const std::uint64_t* truths, const std::uint64_t*) {
                std::copy_n(truths, morsel.blocks, all[root][morsel.chunk].words.data() + morsel.first_block);
              });
  return all;
}

std::vector<std::vector<Truths>> Query::truths(std::span<const layout::Chunk> chunks, const Moment& moment,
                                               const Effort& effort) const {
  std::vector<std::vector<Truths>> all(parts_->masks.roots.size(), std::vector<Truths>(chunks.size()));
  for (std::vector<Truths>& of_root : all) {
    for (std::size_t chunk = 0; chunk < chunks.size(); ++chunk) {
      const std::size_t words = (chunks[chunk].rows + kRows - 1) / kRows;
      of_root[chunk].yes.words.resize(words);
      of_root[chunk].known.words.resize(words);
    }
  }
  parts_->run(
      chunks, moment, effort, true,
      [&](unsigned, const Morsel& morsel, std::size_t root, const std::uint64_t* truths, const std::uint64_t* knowns) {
        Truths& found = all[root][morsel.chunk];
        std::copy_n(truths, morsel.blocks, found.yes.words.data() + morsel.first_block);
        std::copy_n(knowns, morsel.blocks, found.known.words.data() + morsel.first_block);
      });
  return all;
}

}  // namespace wend::columns
