#include "runtime/tables/sorted_copy.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

#include "runtime/tables/chunk_reader.hpp"

namespace wend::tables {
namespace {

struct Row {
  std::uint32_t chunk = 0;
  std::uint32_t row = 0;
};

struct Placed {
  std::int64_t value = 0;
  Row row;

  [[nodiscard]] auto key() const { return std::tuple(value, row.chunk, row.row); }
};

class Sorter {
 public:
  Sorter(const Table& table, const schema::Schema& schema) : table_(table), schema_(schema), reader_(table) {}

  Status read() {
    std::vector<std::size_t> all(table_.chunks());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto chunks = reader_.read(all);
    if (!chunks) return chunks.error();
    chunks_ = *chunks;
    return Done{};
  }

  void sort(schema::TagIndex tag) {
    placed_.reserve(table_.rows());
    layout::ColumnScratch scratch;
    for (std::uint32_t chunk = 0; chunk < chunks_.size(); ++chunk) {
      for (std::uint32_t row = 0; row < chunks_[chunk].rows; ++row) {
        const Value value = layout::load(layout_of(chunk).columns[tag], chunks_[chunk].columns[tag], row, scratch);
        if (const auto* scalar = std::get_if<std::int64_t>(&value)) {
          placed_.push_back({*scalar, {chunk, row}});
        } else if (const auto* truth = std::get_if<bool>(&value)) {
          placed_.push_back({*truth ? 1 : 0, {chunk, row}});
        } else {
          missing_.push_back({chunk, row});
        }
      }
    }
    std::ranges::sort(placed_, {}, &Placed::key);
  }

  Status write(TableWriter& writer) {
    values_.resize(schema_.tags.size());
    scratches_.resize(schema_.tags.size());
    for (const Placed& placed : placed_) {
      if (Status added = add(placed.row, writer); !added) return added;
    }
    for (const Row& row : missing_) {
      if (Status added = add(row, writer); !added) return added;
    }
    return Done{};
  }

 private:
  [[nodiscard]] const layout::ColumnLayout& layout_of(std::size_t chunk) const {
    return table_.layouts()[table_.layout_of(chunk)];
  }

  Status add(const Row& at, TableWriter& writer) {
    const layout::Chunk& chunk = chunks_[at.chunk];
    const layout::ColumnLayout& layout = layout_of(at.chunk);
    for (std::size_t tag = 0; tag < values_.size(); ++tag) {
      values_[tag] = layout::load(layout.columns[tag], chunk.columns[tag], at.row, scratches_[tag]);
    }
    layout::ColumnScratch scratch;
    const Value id = layout::load(layout.customer, chunk.customer, at.row, scratch);
    return writer.add(*std::get_if<std::string_view>(&id), values_);
  }

  const Table& table_;
  const schema::Schema& schema_;
  ChunkReader reader_;
  std::span<const layout::Chunk> chunks_;
  std::vector<Placed> placed_;
  std::vector<Row> missing_;
  std::vector<Value> values_;
  std::vector<layout::ColumnScratch> scratches_;  // by tag: a row's values are good together
};

}  // namespace

bool is_sortable(const Type& type) {
  return type.kind == TypeKind::boolean || (is_scalar(type.kind) && type.kind != TypeKind::place);
}

Status write_sorted(const Table& table, const schema::Schema& schema, schema::TagIndex tag, TableWriter& writer) {
  Sorter sorter(table, schema);
  if (Status read = sorter.read(); !read) return read;
  sorter.sort(tag);
  return sorter.write(writer);
}

}  // namespace wend::tables
