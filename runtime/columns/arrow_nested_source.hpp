// Columns of Arrow's that have columns in them: sets, places and lists of records.
#pragma once

#include "runtime/columns/arrow_source.hpp"

namespace wend::columns {

// Each says in `source`, whose type is set, how the column is read; false: it cannot hold the type. They go as deep as
// the schema's types do, however deep the column goes.
[[nodiscard]] bool store_set(const schema::Schema& schema, ArrowSource& source, const ArrowSchema& column);
[[nodiscard]] bool store_place(ArrowSource& source, const ArrowSchema& column);
[[nodiscard]] bool store_records(const schema::Schema& schema, ArrowSource& source, const ArrowSchema& column);

}  // namespace wend::columns
