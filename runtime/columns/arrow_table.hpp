// A table of customers out of Arrow's C Data Interface: a record batch, or a stream of them, as a ColumnLayout and
// chunks.
//
//     Result<ArrowTable> table = ArrowTable::from_stream(program.schema, zone, &stream);
//     if (!table) …                                    // the error names the column
//     query.count(table->chunks(), …);
//
// Columns are matched to tags by identifier or label; those that match none are left out, and tags that have no column
// are absent. A column `customer` holds the customers' ids where no tag is called so. Which of Arrow's types may hold
// which tag, and what is converted, is said in arrow_source.hpp; what is checked, in arrow_view.hpp.
//
// Ownership: what is handed in is taken, also where the answer is an error, as Arrow's own libraries do: the structs
// are marked as released, and the producer's callbacks are called once, when the table goes (of schemas at once). A
// table reads the producer's buffers in place, so nobody may write to them. Never changes; any number of threads may
// read it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/columns/arrow_abi.h"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/result.hpp"

namespace wend::columns {

class ArrowTable {
 public:
  // `batch` is an array of structs: a record batch. `zone` is that of timestamps without one.
  [[nodiscard]] static Result<ArrowTable> from_batch(std::shared_ptr<const schema::Schema> schema, const Zone& zone,
                                                     ArrowSchema* type, ArrowArray* batch);
  // Every batch of the stream, until its end.
  [[nodiscard]] static Result<ArrowTable> from_stream(std::shared_ptr<const schema::Schema> schema, const Zone& zone,
                                                      ArrowArrayStream* stream);
  ArrowTable(ArrowTable&&) noexcept;
  ArrowTable& operator=(ArrowTable&&) noexcept;
  ~ArrowTable();

  [[nodiscard]] const layout::ColumnLayout& layout() const;
  [[nodiscard]] std::span<const layout::Chunk> chunks() const;
  [[nodiscard]] std::uint64_t rows() const;

 private:
  struct Parts;
  explicit ArrowTable(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::columns
