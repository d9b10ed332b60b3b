// Any bytes as a wend.toml: read, or said what is wrong with it, and where.
#include <string>

#include "tests/fuzz/fuzzer.hpp"
#include "tools/wend/project/config.hpp"

namespace wend::fuzz {

std::vector<std::string> seeds() {
  std::vector<std::string> texts = files_below("examples", "wend.toml");
  texts.emplace_back(
      "schema = \"schema.json\"\nsources = [\"segments/*.wend\", 'journeys/**/*.wend']\nkeywords = \"zh\"\n"
      "customers = \"data/customers.csv\"\nevents = \"\"\"data/\\\n  events.jsonl\"\"\"  # one line\n"
      "[lint]\nW0301 = \"off\"\n\"W0303\" = \"error\"\n[approve]\nroles = [\"compliance\", \"\\u5408\\u89c4\"]\n");
  return texts;
}

void take(std::string_view input) {
  const source::SourceFile file({}, "wend.toml", std::string(input));
  diagnostics::Sink sink;
  const bool is_read = tools::read_config(file, sink).has_value();
  demand(is_read != sink.has_errors());
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    demand(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= input.size());
    demand(!message(diagnostic).empty());
  }
}

}  // namespace wend::fuzz
