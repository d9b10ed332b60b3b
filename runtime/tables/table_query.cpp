#include "runtime/tables/table_query.hpp"

#include <algorithm>
#include <mutex>
#include <optional>

#include "runtime/columns/bound.hpp"
#include "runtime/tables/by_threads.hpp"
#include "runtime/tables/chunk_reader.hpp"
#include "runtime/tables/zones.hpp"

namespace wend::tables {

TableQuery::TableQuery(const Table& table, const ir::Program& program, std::vector<ir::ExpressionId> conditions,
                       const columns::Moment& moment)
    : table_(table), program_(program), conditions_(std::move(conditions)), moment_(moment) {
  for (const layout::ColumnLayout& layout : table.layouts()) {
    sketches_.push_back(make_sketch_query(queries_.emplace_back(program, conditions_, layout)));
  }
}

Status TableQuery::use(const Compile& compile) {
  for (std::size_t layout = 0; layout < std::min(queries_.size(), kMostCompiled); ++layout) {
    columns::Query& query = queries_[layout];
    const auto exact = compile({.program = &query.masks(), .layout = &query.layout(), .knowns = false});
    if (!exact) return exact.error();
    query.use(*exact);
    if (!sketches_[layout]) continue;
    SketchQuery& sketch = *sketches_[layout];
    const auto code = compile({.program = &sketch.masks.program, .layout = &sketch.layout, .knowns = false});
    if (!code) return code.error();
    sketch.native = *code;
    sketch.exact_native = *exact;
  }
  return Done{};
}

// Layout by layout, so that what is bound to a dictionary is bound once.
void TableQuery::settle(const Take& take) const {
  std::vector<std::vector<std::size_t>> chunks(queries_.size());
  for (std::size_t chunk = 0; chunk < table_.chunks(); ++chunk) chunks[table_.layout_of(chunk)].push_back(chunk);
  for (std::uint32_t position = 0; position < queries_.size(); ++position) {
    const columns::Query& query = queries_[position];
    columns::Binder binder(program_, query.masks(), query.layout(), moment_);
    Zones zones(table_, query.masks());
    Settled settled;
    std::vector<layout::ColumnData> heads;
    for (const std::size_t chunk : chunks[position]) {
      table_.set_heads(chunk, heads);
      const columns::BoundChunk bound = binder.bind({heads, table_.rows_of(chunk), {}});
      zones.judge(chunk, bound.bounds, bound.tables);
      settled = {true, true, std::vector<std::uint64_t>(conditions_.size())};
      for (std::size_t condition = 0; condition < conditions_.size(); ++condition) {
        const Possible& possible = zones.of(condition);
        settled.none = settled.none && !possible.yes;
        settled.all = settled.all && (!possible.yes || possible.only_yes());
        if (possible.only_yes()) settled.counts[condition] = table_.rows_of(chunk);
      }
      take(chunk, settled);
    }
  }
}

// Has all threads check what nobody has looked at yet.
Status TableQuery::touch(std::span<const std::size_t> chunks, unsigned threads) const {
  return by_threads(threads, chunks.size(), [&](Jobs& jobs) -> Status {
    ChunkReader reader(table_);
    while (const auto job = jobs.next()) {
      if (const Result<layout::Chunk> read = reader.read(chunks[*job]); !read) return read.error();
    }
    return Done{};
  });
}

Status TableQuery::count_by_sketches(std::uint32_t layout, std::span<const std::size_t> chunks, unsigned threads,
                                     std::vector<std::uint64_t>& counts) const {
  std::mutex mutex;
  return by_threads(threads, chunks.size(), [&](Jobs& jobs) -> Status {
    ChunkReader reader(table_);
    SketchCounter counter(table_, program_, queries_[layout], *sketches_[layout], moment_);
    std::vector<std::uint64_t> own(counts.size());
    while (const auto job = jobs.next()) {
      const Result<layout::Chunk> rows = reader.read(chunks[*job]);
      if (!rows) return rows.error();
      if (Status counted = counter.count(chunks[*job], *rows, own); !counted) return counted;
    }
    const std::scoped_lock lock(mutex);
    for (std::size_t condition = 0; condition < own.size(); ++condition) counts[condition] += own[condition];
    return Done{};
  });
}

Status TableQuery::count_exactly(std::uint32_t layout, std::span<const std::size_t> chunks, unsigned threads,
                                 std::vector<std::uint64_t>& counts) const {
  ChunkReader reader(table_);
  while (!chunks.empty()) {
    const std::span<const std::size_t> some = chunks.first(std::min(chunks.size(), kMostAtOnce));
    chunks = chunks.subspan(some.size());
    if (Status touched = touch(some, threads); !touched) return touched.error();
    const auto read = reader.read(some);
    if (!read) return read.error();
    const std::vector<std::uint64_t> more = queries_[layout].count(*read, moment_, {.threads = threads});
    for (std::size_t condition = 0; condition < more.size(); ++condition) counts[condition] += more[condition];
  }
  return Done{};
}

Result<TableQuery::Answer> TableQuery::count(unsigned threads) const {
  Answer answer;
  answer.counts.resize(conditions_.size());
  const auto add = [&](const std::vector<std::uint64_t>& counts) {
    for (std::size_t condition = 0; condition < counts.size(); ++condition)
      answer.counts[condition] += counts[condition];
  };
  std::vector<std::vector<std::size_t>> open(queries_.size());
  settle([&](std::size_t chunk, const Settled& settled) {
    if (settled.all) {
      add(settled.counts);
      ++answer.chunks_settled;
    } else {
      open[table_.layout_of(chunk)].push_back(chunk);
    }
  });
  for (std::uint32_t layout = 0; layout < queries_.size(); ++layout) {
    const Status counted = sketches_[layout] ? count_by_sketches(layout, open[layout], threads, answer.counts)
                                             : count_exactly(layout, open[layout], threads, answer.counts);
    if (!counted) return counted.error();
    answer.chunks_read += open[layout].size();
  }
  return answer;
}

// Of chunks of one layout.
void TableQuery::visit_rows(std::span<const std::size_t> which, std::span<const layout::Chunk> chunks, unsigned threads,
                            Answer& answer, const Visit& visit) const {
  const columns::Query& query = queries_[table_.layout_of(which.front())];
  const auto bits = query.bits(chunks, moment_, {.threads = threads});
  for (std::size_t index = 0; index < chunks.size(); ++index) {
    const std::uint64_t first = table_.first_row_of(which[index]);
    for (std::size_t row = 0; row < chunks[index].rows; ++row) {
      for (std::size_t condition = 0; condition < bits.size(); ++condition) {
        if ((bits[condition][index].words[row / 64] >> (row % 64) & 1U) == 0) continue;
        ++answer.counts[condition];
        visit({condition, first + row, query.layout(), chunks[index], row});
      }
    }
  }
}

Result<TableQuery::Answer> TableQuery::visit(unsigned threads, const Visit& visit) const {
  Answer answer;
  answer.counts.resize(conditions_.size());
  std::vector<std::size_t> open;
  settle([&](std::size_t chunk, const Settled& settled) {
    if (settled.none) {
      ++answer.chunks_settled;
    } else {
      open.push_back(chunk);
    }
  });
  std::ranges::sort(open);
  ChunkReader reader(table_);
  for (std::span<const std::size_t> rest = open; !rest.empty();) {
    // Neighbours of one layout.
    const std::uint32_t layout = table_.layout_of(rest.front());
    std::size_t size = 1;
    while (size < std::min(rest.size(), kMostVisitedAtOnce) && table_.layout_of(rest[size]) == layout) ++size;
    const std::span<const std::size_t> some = rest.first(size);
    rest = rest.subspan(size);
    if (Status touched = touch(some, threads); !touched) return touched.error();
    const auto chunks = reader.read(some);
    if (!chunks) return chunks.error();
    visit_rows(some, *chunks, threads, answer, visit);
    answer.chunks_read += size;
  }
  return answer;
}

}  // namespace wend::tables
