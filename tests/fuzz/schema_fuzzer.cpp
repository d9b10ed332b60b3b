// No text may crash the reader of schemas, and what it lets through must be fit for use: found, listed, compared.
#include <cstdint>
#include <string>

#include "compiler/schema/compare.hpp"
#include "compiler/schema/print.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/schema/search.hpp"
#include "tests/fuzz/fuzzer.hpp"

namespace wend::fuzz {
namespace {

void use(const schema::Schema& schema) {
  const schema::Names names(schema);
  for (std::uint32_t i = 0; i < schema.tags.size(); ++i) {
    const auto found = names.find(schema::Names::Kind::tag, schema.tags[i].name);
    demand(found && found->index == i);
  }
  demand(schema::compare(schema, schema).empty());
  demand(!schema::summary(schema).empty());
  demand(schema::search(schema, schema.name).size() <= 50);
}

}  // namespace

std::vector<std::string> seeds() {
  return files_below("tests/fuzz/corpus/schema", ".json");
}

void take(std::string_view input) {
  const source::SourceFile file({}, "schema.json", std::string(input));
  diagnostics::Sink sink;
  const auto schema = schema::read(file, sink);
  demand((schema == nullptr) == sink.has_errors());
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    demand(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= input.size());
  }
  if (schema != nullptr) use(*schema);
}

}  // namespace wend::fuzz
