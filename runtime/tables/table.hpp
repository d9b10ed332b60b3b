// A column file of customers, opened: its chunks as the executors of conditions over columns take them.
//
//     Result<std::shared_ptr<const Table>> table = Table::open("customers.wcol", schema, {.tags = tags});
//     ChunkReader reader(*table);                                       // one for each thread
//     for (std::size_t chunk = 0; chunk < table->chunks(); ++chunk) {
//       if (… nobody there, by table->zone(chunk, tag) …) continue;
//       Result<layout::Chunk> rows = reader.read(chunk);                // lies as table->layout_of(chunk) says
//       if (!rows) …                                                    // damaged
//     }
//
// The directory, and what it says of the wanted tags, is checked when the file is opened; the bytes of a column's piece
// when it is first read, once: damage is an error and never more than that. Columns are found by name and type, values
// of enums and products by their names; a tag that the file lacks is absent, and a tag of another type in it too is an
// error. Files are replaced by renaming, never changed where they are (see mapped_file.hpp).
//
// Thread-safety: all of Table's functions may be called by any threads at once.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/tables/directory.hpp"
#include "runtime/tables/mapped_file.hpp"
#include "runtime/tables/opened_column.hpp"
#include "runtime/value/result.hpp"

namespace wend::tables {

struct Wanted {
  std::vector<schema::TagIndex> tags = {};
  bool all_tags = false;
  bool ids = false;
};

// Whether the bytes begin as a column file's do.
[[nodiscard]] bool is_table(std::span<const std::byte> bytes);

class Table {
 public:
  // Borrows the schema.
  [[nodiscard]] static Result<std::shared_ptr<const Table>> open(const std::string& path, const schema::Schema& schema,
                                                                 const Wanted& wanted);

  [[nodiscard]] std::uint64_t rows() const { return directory_.rows; }
  [[nodiscard]] std::uint64_t bytes() const { return file_.bytes().size(); }
  [[nodiscard]] std::size_t chunks() const { return directory_.chunks.size(); }
  [[nodiscard]] std::uint32_t rows_of(std::size_t chunk) const { return directory_.chunks[chunk]; }
  [[nodiscard]] std::uint64_t first_row_of(std::size_t chunk) const { return first_rows_[chunk]; }

  // Chunks have few different layouts: those of a file whose values are alike throughout have one.
  [[nodiscard]] std::span<const layout::ColumnLayout> layouts() const { return layouts_; }
  [[nodiscard]] std::uint32_t layout_of(std::size_t chunk) const { return layout_of_chunk_[chunk]; }

  // What the directory says of a tag in a chunk; null where the tag is not wanted or the file lacks it.
  [[nodiscard]] const Piece* piece(std::size_t chunk, schema::TagIndex tag) const;
  // Sets, by tag, what limits and tables are bound to (factor, base, dictionary), without touching any value. What is
  // there of the same table's other chunks is written over.
  void set_heads(std::size_t chunk, std::vector<layout::ColumnData>& heads) const;
  [[nodiscard]] std::span<const OpenedColumn> columns() const { return columns_; }

  // The bytes of one piece, checked if nobody has before.
  [[nodiscard]] Result<std::span<const std::byte>> touch(std::size_t chunk, const OpenedColumn& column) const;
  // The same of a piece's sketch; empty where it has none.
  [[nodiscard]] Result<std::span<const std::byte>> touch_sketch(std::size_t chunk, const OpenedColumn& column) const;
  // The ids; null where they are not wanted.
  [[nodiscard]] const OpenedColumn* ids() const { return ids_ ? &*ids_ : nullptr; }

  // An error where the file was made shorter since it was opened, so that reading would end the process. Looked at
  // before each chunk is read; what happens between the look and the read is seen by nobody.
  [[nodiscard]] Status still_whole() const;

  // Checks everything that is in the file, by so many threads: what is wanted as reading does, and that sketches say
  // what the values say; of other columns the hashes. The error says what is wrong.
  [[nodiscard]] Status verify(unsigned threads = 1) const;

 private:
  Table(const schema::Schema& schema, MappedFile file) : schema_(&schema), file_(std::move(file)) {}

  [[nodiscard]] std::optional<std::span<const std::byte>> section(const Section& section) const;
  [[nodiscard]] Status read_directory();
  [[nodiscard]] Status open_columns(const Wanted& wanted);
  [[nodiscard]] Status require(const Wanted& wanted) const;
  [[nodiscard]] Status open_column(schema::TagIndex tag, const StoredColumn& stored);
  [[nodiscard]] Status open_pieces(const Section& pieces, OpenedColumn& column);
  void find_layouts();
  [[nodiscard]] Status verify_chunk(std::size_t chunk) const;
  [[nodiscard]] Status verify_column(std::size_t chunk, const OpenedColumn& column) const;
  [[nodiscard]] Status verify_hashes(const StoredColumn& stored) const;

  const schema::Schema* schema_;
  MappedFile file_;
  Directory directory_;
  std::vector<std::uint64_t> first_rows_;     // by chunk
  std::vector<OpenedColumn> columns_;         // of the wanted tags that the file has
  std::vector<std::uint32_t> column_of_tag_;  // position in columns_, or kNoColumn
  std::optional<OpenedColumn> ids_;
  std::vector<layout::ColumnLayout> layouts_;
  std::vector<std::uint32_t> layout_of_chunk_;
  // By column and chunk, the ids last, then again for sketches: whether a piece has been checked and is sound.
  std::unique_ptr<std::atomic<bool>[]> checked_;
};

}  // namespace wend::tables
