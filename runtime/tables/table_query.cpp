#include "runtime/tables/table_query.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "runtime/columns/bound.hpp"
#include "runtime/tables/chunk_reader.hpp"
#include "runtime/tables/zones.hpp"

namespace wend::tables {

TableQuery::TableQuery(const Table& table, const ir::Program& program, std::vector<ir::ExpressionId> conditions,
                       const columns::Moment& moment)
    : table_(table), program_(program), conditions_(std::move(conditions)), moment_(moment) {
  for (const layout::ColumnLayout& layout : table.layouts()) {
    roughs_.push_back(make_rough_query(queries_.emplace_back(program, conditions_, layout)));
  }
}

Status TableQuery::use(const Compile& compile) {
  for (std::size_t layout = 0; layout < queries_.size(); ++layout) {
    columns::Query& query = queries_[layout];
    const auto exact = compile({.program = &query.masks(), .layout = &query.layout(), .knowns = false});
    if (!exact) return exact.error();
    query.use(*exact);
    if (!roughs_[layout]) continue;
    RoughQuery& rough = *roughs_[layout];
    const auto code = compile({.program = &rough.masks.program, .layout = &rough.layout, .knowns = false});
    if (!code) return code.error();
    rough.native = *code;
  }
  return Done{};
}

// Layout by layout, so that what is bound to a dictionary is bound once.
void TableQuery::settle(const Take& take) const {
  for (std::uint32_t position = 0; position < queries_.size(); ++position) {
    const columns::Query& query = queries_[position];
    columns::Binder binder(program_, query.masks(), query.layout(), moment_);
    Zones zones(table_, query.masks());
    Settled settled;
    std::vector<layout::ColumnData> heads;
    for (std::size_t chunk = 0; chunk < table_.chunks(); ++chunk) {
      if (table_.layout_of(chunk) != position) continue;
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
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> error;
  const auto work = [&] {
    ChunkReader reader(table_);
    for (std::size_t index = next++; index < chunks.size(); index = next++) {
      const Result<layout::Chunk> read = reader.read(chunks[index]);
      if (read) continue;
      const std::scoped_lock lock(mutex);
      if (!error) error = read.error();
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < std::min<std::size_t>(threads, chunks.size()); ++thread)
      others.emplace_back(work);
    work();
  }
  if (error) return *error;
  return Done{};
}

// Of chunks of one layout: by rough numbers where that helps, else by the query. A chunk that ends within a block, the
// file's last, is left to the query too.
Status TableQuery::count_some(std::uint32_t layout, std::span<const std::size_t> which,
                              std::span<const layout::Chunk> chunks, unsigned threads,
                              std::vector<std::uint64_t>& counts) const {
  const columns::Query& query = queries_[layout];
  const auto add = [&](std::span<const std::uint64_t> more) {
    for (std::size_t condition = 0; condition < more.size(); ++condition) counts[condition] += more[condition];
  };
  const bool whole = !chunks.empty() && chunks.back().rows % layout::kBlockRows == 0;
  const std::span<const layout::Chunk> roughly =
      roughs_[layout] ? chunks.first(chunks.size() - (whole ? 0 : 1)) : std::span<const layout::Chunk>();
  const std::span<const layout::Chunk> exactly = chunks.subspan(roughly.size());
  if (!exactly.empty()) add(query.count(exactly, moment_, {.threads = threads}));
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> error;
  const auto work = [&] {
    RoughCounter counter(table_, program_, query, *roughs_[layout], moment_);
    std::vector<std::uint64_t> own(counts.size());
    Status status = Done{};
    for (std::size_t at = next++; at < roughly.size() && status; at = next++) {
      status = counter.count(which[at], roughly[at], own);
    }
    const std::scoped_lock lock(mutex);
    add(own);
    if (!status) error = status.error();
  };
  if (!roughly.empty()) {
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < std::min<std::size_t>(threads, roughly.size()); ++thread) {
      others.emplace_back(work);
    }
    work();
  }
  if (error) return *error;
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
  ChunkReader reader(table_);
  for (std::uint32_t position = 0; position < queries_.size(); ++position) {
    for (std::span<const std::size_t> rest = open[position]; !rest.empty();) {
      const std::span<const std::size_t> some = rest.first(std::min(rest.size(), kMostAtOnce));
      rest = rest.subspan(some.size());
      if (Status touched = touch(some, threads); !touched) return touched.error();
      const auto chunks = reader.read(some);
      if (!chunks) return chunks.error();
      if (Status counted = count_some(position, some, *chunks, threads, answer.counts); !counted) {
        return counted.error();
      }
      answer.chunks_read += some.size();
    }
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
