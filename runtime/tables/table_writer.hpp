// Writes a column file of customers, chunk by chunk, in bounded memory.
//
//     Result<TableWriter> writer = TableWriter::create("customers.wcol", schema);
//     if (!writer) …
//     for (…) if (Status added = writer->add("2873", values); !added) …
//     Result<Written> written = writer->finish();        // only now there is a file of that name
//
// All is written to `customers.wcol.part`, which takes the name's place once it is complete and on the disk: whoever
// reads the old file goes on reading it, and where writing stops half-way the old file stays. One import at a time
// writes to a name; another is refused. What is left unfinished is removed, or, where the process was killed, written
// over by the next. Ids are taken as they come: that none comes twice is the caller's to see to. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/tables/column_encoder.hpp"
#include "runtime/tables/directory.hpp"
#include "runtime/tables/format.hpp"
#include "runtime/tables/part_file.hpp"
#include "runtime/value/result.hpp"

namespace wend::tables {

struct Written {
  std::uint64_t rows = 0;
  std::uint64_t chunks = 0;
  std::uint64_t bytes = 0;
};

// How a file is cut into pieces: smaller ones are for tests.
struct TableShape {
  std::uint32_t chunk_rows = kMostChunkRows;    // whole blocks, at most kMostChunkRows
  std::size_t sketch_codes = kMostSketchCodes;  // 2 to kMostSketchCodes
};

class TableWriter {
 public:
  // Bytes of values held in memory before a chunk is closed early.
  static constexpr std::size_t kMostHeld = std::size_t{128} << 20;

  // Borrows the schema.
  [[nodiscard]] static Result<TableWriter> create(const std::string& path, const schema::Schema& schema,
                                                  const TableShape& shape = {});

  // `values` by tag index; what does not fit its tag's type is missing.
  [[nodiscard]] Status add(std::string_view customer, std::span<const Value> values);
  [[nodiscard]] Result<Written> finish();

 private:
  struct Column {
    ColumnEncoder encoder;
    std::vector<Piece> pieces = {};
  };

  TableWriter(const schema::Schema& schema, PartFile file, const TableShape& shape);
  [[nodiscard]] std::size_t held() const;
  Status close_chunk();
  Status write_piece(Column& column);
  Result<Section> write_section(const void* bytes, std::size_t size);
  Status write_column(const Column& column, StoredColumn& stored);

  const schema::Schema* schema_;
  PartFile file_;
  std::uint32_t chunk_rows_;
  Column ids_;
  std::vector<Column> columns_;  // by tag index
  std::vector<std::uint32_t> chunks_;
  std::uint64_t rows_ = 0;
  std::uint32_t open_rows_ = 0;  // of the chunk that is not closed
  ColumnEncoder::Encoded encoded_;
};

}  // namespace wend::tables
