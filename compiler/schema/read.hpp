// Reads a bank's tag schema.
//
//     source::SourceMap sources;
//     const source::FileId file = sources.add("schema.json", text);
//     diagnostics::Sink sink;
//     std::shared_ptr<const schema::Schema> schema = schema::read(sources.file(file), sink);
//     if (schema == nullptr) return print(sink);
//     const schema::Names names(*schema);
//
// The text is JSON; it has to fit the published format (wend-schema.schema.json), and then to make sense: types,
// purposes, enums and templates exist, no name is used twice, dates are in the calendar, values fit their types. Each
// fault is a diagnostic S01xx at the JSON pointer's place in the text; after 100 no more are looked for. Null where
// there is an error; warnings come with a schema.
//
// Bounds: 64 MiB of text, 4,000,000 values, nesting of 32, 10,000 tags, 2,000 events, 65,000 enums, and what else the
// published format says. Neither passing them nor any other text takes more than a few kilobytes of stack. Thread-safe:
// nothing is shared between calls. A schema of 3,000 tags takes well under 100 ms.
#pragma once

#include <memory>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/source/source.hpp"

namespace wend::schema {

[[nodiscard]] std::shared_ptr<const Schema> read(const source::SourceFile& file, diagnostics::Sink& sink);

}  // namespace wend::schema
