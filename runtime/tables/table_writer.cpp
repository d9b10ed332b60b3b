#include "runtime/tables/table_writer.hpp"

#include <xxhash.h>

#include <array>
#include <numeric>

#include "compiler/layout/column_layout.hpp"

namespace wend::tables {
namespace {

constexpr std::size_t kRowsBetweenLooks = 1'024;  // whole blocks

template <typename Item>
std::span<const std::byte> bytes_of(const Item& item) {
  return std::as_bytes(std::span(&item, 1));
}

}  // namespace

TableWriter::TableWriter(const schema::Schema& schema, PartFile file, const TableShape& shape)
    : schema_(&schema), file_(std::move(file)), chunk_rows_(shape.chunk_rows), ids_{ColumnEncoder::of_ids()} {
  for (schema::TagIndex tag = 0; tag < schema.tags.size(); ++tag) {
    columns_.push_back({ColumnEncoder(schema, tag, shape.sketch_codes)});
  }
}

Result<TableWriter> TableWriter::create(const std::string& path, const schema::Schema& schema,
                                        const TableShape& shape) {
  Result<PartFile> file = PartFile::create(path);
  if (!file) return file.error();
  TableWriter writer(schema, *std::move(file), shape);
  const Status written = writer.file_.write(bytes_of(Header{}));
  if (!written) return written.error();
  return writer;
}

std::size_t TableWriter::held() const {
  return std::accumulate(columns_.begin(), columns_.end(), ids_.encoder.size(),
                         [](std::size_t sum, const Column& column) { return sum + column.encoder.size(); });
}

Status TableWriter::add(std::string_view customer, std::span<const Value> values) {
  ids_.encoder.add(customer);
  for (std::size_t tag = 0; tag < columns_.size(); ++tag) {
    columns_[tag].encoder.add(tag < values.size() ? values[tag] : Value{});
  }
  ++open_rows_;
  if (open_rows_ == chunk_rows_) return close_chunk();
  if (open_rows_ % kRowsBetweenLooks == 0 && held() >= kMostHeld) return close_chunk();
  return Done{};
}

Result<Section> TableWriter::write_section(const void* bytes, std::size_t size) {
  if (size == 0) return Section{};
  constexpr std::array<std::byte, kSectionAlignment> kZeros{};
  const Status padded = file_.write(std::span(kZeros).first(aligned(file_.size()) - file_.size()));
  if (!padded) return padded.error();
  const Section section{file_.size(), size, XXH3_64bits(bytes, size)};
  const Status written = file_.write({static_cast<const std::byte*>(bytes), size});
  if (!written) return written.error();
  return section;
}

Status TableWriter::write_piece(Column& column) {
  if (!column.encoder.take(encoded_)) return Error{"the values of some customers are too large"};
  const Result<Section> section = write_section(encoded_.bytes.data(), encoded_.bytes.size());
  if (!section) return section.error();
  encoded_.piece.section = *section;
  const Result<Section> sketch = write_section(encoded_.sketch.data(), encoded_.sketch.size());
  if (!sketch) return sketch.error();
  encoded_.piece.sketch = *sketch;
  column.pieces.push_back(encoded_.piece);
  return Done{};
}

Status TableWriter::close_chunk() {
  if (open_rows_ == 0) return Done{};
  for (Column& column : columns_) {
    if (Status written = write_piece(column); !written) return written;
  }
  if (Status written = write_piece(ids_); !written) return written;
  chunks_.push_back(open_rows_);
  rows_ += open_rows_;
  open_rows_ = 0;
  return Done{};
}

Status TableWriter::write_column(const Column& column, StoredColumn& stored) {
  const std::string dictionary = column.encoder.dictionary();
  const Result<Section> entries = write_section(dictionary.data(), dictionary.size());
  if (!entries) return entries.error();
  const Result<Section> pieces = write_section(column.pieces.data(), column.pieces.size() * sizeof(Piece));
  if (!pieces) return pieces.error();
  stored.entries = column.encoder.entries();
  stored.dictionary = *entries;
  stored.pieces = *pieces;
  return Done{};
}

Result<Written> TableWriter::finish() {
  if (Status closed = close_chunk(); !closed) return closed.error();
  Directory directory;
  directory.rows = rows_;
  directory.chunks = chunks_;
  for (std::size_t tag = 0; tag < columns_.size(); ++tag) {
    StoredColumn& stored = directory.columns.emplace_back(column_of(*schema_, schema_->tags[tag]));
    if (Status written = write_column(columns_[tag], stored); !written) return written.error();
  }
  StoredColumn ids;
  if (Status written = write_column(ids_, ids); !written) return written.error();
  directory.ids = ids.pieces;
  const std::string bytes = encode(directory);
  const Result<Section> section = write_section(bytes.data(), bytes.size());
  if (!section) return section.error();
  Footer footer;
  footer.directory = *section;
  footer.file_size = file_.size() + sizeof footer;
  footer.hash = XXH3_64bits(&footer, offsetof(Footer, hash));
  if (Status written = file_.write(bytes_of(footer)); !written) return written.error();
  if (Status published = file_.publish(); !published) return published.error();
  return Written{rows_, chunks_.size(), footer.file_size};
}

}  // namespace wend::tables
