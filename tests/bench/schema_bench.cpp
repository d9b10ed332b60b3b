// Reading a schema of 3,000 tags, which banks have, takes well under 100 ms; every command pays it.
#include <benchmark/benchmark.h>

#include "compiler/schema/read.hpp"
#include "tests/unit/schema/many_tags.hpp"

namespace wend::schema {
namespace {

source::SourceFile large_schema(const benchmark::State& state) {
  return {source::FileId{}, "schema.json", schema_of_many_tags(static_cast<std::size_t>(state.range(0)))};
}

void ReadSchema(benchmark::State& state) {
  const source::SourceFile file = large_schema(state);
  for (auto _ : state) {
    diagnostics::Sink sink;
    benchmark::DoNotOptimize(read(file, sink));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.text().size()));
}
BENCHMARK(ReadSchema)->Arg(300)->Arg(3'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void IndexNames(benchmark::State& state) {
  const source::SourceFile file = large_schema(state);
  diagnostics::Sink sink;
  const auto schema = read(file, sink);
  for (auto _ : state) benchmark::DoNotOptimize(Names(*schema));
}
BENCHMARK(IndexNames)->Arg(3'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::schema
