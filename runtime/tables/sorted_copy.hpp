// Writes the customers of a column file anew in the order of one tag.
//
// Customers who have about the same of it lie in the same chunks then, so that nearly all chunks are settled by the
// directory where a condition limits the tag (zones.hpp), and what goes along with it is stored narrower.
//
//     if (Status sorted = write_sorted(*table, schema, tag, writer); !sorted) …
//     Result<Written> written = writer.finish();
//
// Takes 16 bytes of memory for each customer, and reads the file everywhere at once: it should fit into memory.
#pragma once

#include "compiler/schema/schema.hpp"
#include "runtime/tables/table.hpp"
#include "runtime/tables/table_writer.hpp"
#include "runtime/value/result.hpp"

namespace wend::tables {

// Whether values of the type have an order here: scalars, enums and products by their places, and booleans.
[[nodiscard]] bool is_sortable(const Type& type);

// The table was opened for all tags and the ids. Rising, those of whom it is not known last, otherwise in the order of
// the file. An error says what of the file is damaged, or why it cannot be written.
[[nodiscard]] Status write_sorted(const Table& table, const schema::Schema& schema, schema::TagIndex tag,
                                  TableWriter& writer);

}  // namespace wend::tables
