// How long a bank's whole project takes to check on one core: 3,000 tags, 500 events, 8,000 journeys, 10,000 segments.
// A person waits for this at every `wend check`, the approval pipeline at every change.
//
// Counters: `parsing`, `resolving` (imports and the collecting of names) and `checking` in seconds; `per_journey` in
// microseconds, which stays as it is where the time grows with the project and not faster; `scans` is the time beside
// one look at every byte of the sources, the least a reader can do.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "compiler/check/check.hpp"
#include "compiler/check/declarations.hpp"
#include "compiler/modules/expand.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tests/bench/large_project.hpp"

namespace wend::bench {
namespace {

class Stopwatch {
 public:
  // Seconds since it was made or last asked.
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> passed = now - last_;
    last_ = now;
    return passed.count();
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

struct Seconds {
  double schema = 0;
  double parsing = 0;
  double resolving = 0;
  double checking = 0;
  [[nodiscard]] double total() const { return schema + parsing + checking; }
};

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// What `check` does first, alone.
double resolve(std::span<const syntax::Module* const> modules, const schema::Names& names) {
  Stopwatch watch;
  source::SourceMap sources;
  diagnostics::Sink sink;
  check::Facts facts;
  const modules::Expansion imported = modules::expand(modules, "CNY", sources, sink);
  const check::Declarations declarations = check::Declarations::collect(modules, imported, names, facts, sources, sink);
  benchmark::DoNotOptimize(&declarations);
  return watch.lap();
}

// Nothing where the project is at fault, which would make the figures worthless.
std::optional<Seconds> check_all(const std::string& schema_text, const std::vector<std::string>& texts) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  Seconds seconds;
  Stopwatch watch;
  const std::shared_ptr<const schema::Schema> schema =
      schema::read(sources.file(sources.add("schema.json", schema_text)), sink);
  if (!schema) return std::nullopt;
  const schema::Names names(*schema);
  seconds.schema = watch.lap();
  std::vector<syntax::ParseResult> parsed;
  std::vector<const syntax::Module*> modules;
  for (const std::string& text : texts)
    parsed.push_back(syntax::parse(sources.file(sources.add("j.wend", text)), sink));
  for (const syntax::ParseResult& file : parsed) modules.push_back(&file.module);
  seconds.parsing = watch.lap();
  seconds.resolving = resolve(modules, names);
  watch.lap();
  const check::CheckedProgram checked = check::check(modules, schema, names, sources, sink);
  seconds.checking = watch.lap();
  if (sink.has_errors()) return std::nullopt;
  return seconds;
}

double scan(const std::vector<std::string>& texts) {
  Stopwatch watch;
  std::ptrdiff_t lines = 0;
  for (const std::string& text : texts) lines += std::count(text.begin(), text.end(), '\n');
  benchmark::DoNotOptimize(lines);
  return watch.lap();
}

void CheckProject(benchmark::State& state) {
  const auto journeys = static_cast<std::size_t>(state.range(0));
  const std::string schema = large_schema();
  const std::vector<std::string> texts = large_sources(journeys);
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  std::optional<Seconds> seconds;
  for (auto _ : state) {
    seconds = check_all(schema, texts);
    if (!seconds) return state.SkipWithError("the project is at fault");
  }
  state.counters["megabytes"] = static_cast<double>(bytes) / 1e6;
  state.counters["parsing"] = seconds->parsing;
  state.counters["resolving"] = seconds->resolving;
  state.counters["checking"] = seconds->checking - seconds->resolving;
  state.counters["per_journey"] = (seconds->parsing + seconds->checking) / static_cast<double>(journeys) * 1e6;
  state.counters["scans"] = seconds->total() / scan(texts);
  state.counters["peak_MB"] = peak_megabytes();
}
BENCHMARK(CheckProject)->Arg(1'000)->Arg(2'000)->Arg(4'000)->Arg(8'000)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
}  // namespace wend::bench
