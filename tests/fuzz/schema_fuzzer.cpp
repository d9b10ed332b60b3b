// No text may crash the reader of schemas, and what it lets through must be fit for use: found, listed, compared.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/schema/compare.hpp"
#include "compiler/schema/print.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/schema/search.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void use(const wend::schema::Schema& schema) {
  const wend::schema::Names names(schema);
  for (std::uint32_t i = 0; i < schema.tags.size(); ++i) {
    const auto found = names.find(wend::schema::Names::Kind::tag, schema.tags[i].name);
    demand(found && found->index == i);
  }
  demand(wend::schema::compare(schema, schema).empty());
  demand(!wend::schema::summary(schema).empty());
  demand(wend::schema::search(schema, schema.name).size() <= 50);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const wend::source::SourceFile file({}, "schema.json", std::string(data, data + size));
  wend::diagnostics::Sink sink;
  const auto schema = wend::schema::read(file, sink);
  demand((schema == nullptr) == sink.has_errors());
  for (const wend::diagnostics::Diagnostic& diagnostic : sink.all()) {
    demand(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
  }
  if (schema != nullptr) use(*schema);
  return 0;
}
