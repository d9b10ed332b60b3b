#include "tools/data/column_rows.hpp"

#include <array>
#include <filesystem>
#include <fstream>

#include "compiler/diagnostics/codes/tables.hpp"

namespace wend::data {

bool ColumnRows::is_at(const std::string& path) {
  // A pipe's first bytes would be missing from what is read of it later.
  if (!std::filesystem::is_regular_file(path)) return false;
  std::array<char, tables::kMagic.size()> first{};
  std::ifstream file(path, std::ios::binary);
  file.read(first.data(), first.size());
  return file && tables::is_table(std::as_bytes(std::span(first)));
}

ColumnRows::ColumnRows(std::string path, const schema::Schema& schema)
    : path_(std::move(path)), schema_(schema), scratches_(schema.tags.size() + 1), values_(schema.tags.size()) {}

Outcome ColumnRows::fail(const Error& error) {
  fault_ = {};
  fault_.code = diagnostics::codes::table_unreadable;
  fault_.arguments = {error.message};
  fault_.path = path_;
  fault_.fatal = true;
  return Outcome::fault;
}

std::uint64_t ColumnRows::bytes_read() const {
  if (!table_ || table_->chunks() == 0) return 0;
  return table_->bytes() / table_->chunks() * next_chunk_;
}

Outcome ColumnRows::next_chunk() {
  if (!table_) {
    auto opened = tables::Table::open(path_, schema_, {.all_tags = true, .ids = true});
    if (!opened) return fail(opened.error());
    table_ = *std::move(opened);
    reader_.emplace(*table_);
  }
  if (next_chunk_ == table_->chunks()) return Outcome::end;
  const Result<layout::Chunk> read = reader_->read(next_chunk_++);
  if (!read) return fail(read.error());
  chunk_ = *read;
  row_ = 0;
  return Outcome::row;
}

Outcome ColumnRows::next() {
  if (row_ == chunk_.rows) {
    if (const Outcome outcome = next_chunk(); outcome != Outcome::row) return outcome;
  }
  const layout::ColumnLayout& layout = table_->layouts()[table_->layout_of(next_chunk_ - 1)];
  for (std::size_t tag = 0; tag < values_.size(); ++tag) {
    values_[tag] = layout::load(layout.columns[tag], chunk_.columns[tag], row_, scratches_[tag]);
  }
  const Value id = layout::load(layout.customer, chunk_.customer, row_, scratches_.back());
  id_ = *std::get_if<std::string_view>(&id);
  ++row_;
  return Outcome::row;
}

}  // namespace wend::data
