// How many lines a second the readers take, beside what the machine can do at most: counting the same file's lines.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "tools/data/customers.hpp"
#include "tools/data/events.hpp"

namespace wend::data {
namespace {

constexpr int kLines = 200'000;

schema::Schema bank() {
  schema::Schema schema;
  schema.zone = "Asia/Shanghai";
  schema.currencies = {"CNY"};
  schema.enums = {{"tier", {}, true, {}, {{"mass", {}, {}}, {"gold", {}, {}}, {"platinum", {}, {}}}},
                  {"purpose", {}, false, {}, {{"salary", {}, {}}, {"pension", {}, {}}, {"household", {}, {}}}}};
  const auto tag = [&schema](std::string name, Type type) {
    schema.tags.emplace_back();
    schema.tags.back().name = std::move(name);
    schema.tags.back().type = type;
  };
  for (int i = 0; i < 4; ++i) tag("balance_" + std::to_string(i), money_in(0));
  for (int i = 0; i < 4; ++i) tag("date_" + std::to_string(i), type_of(TypeKind::date));
  for (int i = 0; i < 4; ++i) tag("flag_" + std::to_string(i), type_of(TypeKind::boolean));
  tag("tier", enumeration(0));
  tag("city", type_of(TypeKind::text));
  schema.events.resize(1);
  schema.events[0].name = "deposit";
  for (const char* name : {"amount", "balance"}) {
    schema.events[0].fields.emplace_back();
    schema.events[0].fields.back().name = name;
    schema.events[0].fields.back().type = money_in(0);
  }
  schema.events[0].fields.emplace_back();
  schema.events[0].fields.back().name = "purpose";
  schema.events[0].fields.back().type = enumeration(1);
  return schema;
}

class File {
 public:
  explicit File(std::string_view extension)
      : path_(std::filesystem::temp_directory_path() /
              ("wend-readers-" + std::to_string(::getpid()) + std::string(extension))),
        out_(path_) {}
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::ofstream& out() { return out_; }
  void close() { out_.close(); }

 private:
  std::filesystem::path path_;
  std::ofstream out_;
};

const std::string& events_file() {
  static File file(".jsonl");
  static const std::string path = [] {
    std::mt19937_64 random(1);
    for (int i = 0; i < kLines; ++i) {
      const auto cents = random() % 10'000'000;
      file.out() << R"({"id":")" << 700'000 + i << R"(","type":"deposit","customer":")" << random() % 100'000
                 << R"(","time":"2026-03-02T10:00:00+08:00","amount":)" << cents / 100 << "." << cents % 10
                 << R"(,"balance":)" << random() % 1'000'000 << R"(.25,"purpose":"salary"})" << "\n";
    }
    file.close();
    return file.path();
  }();
  return path;
}

const std::string& customers_file() {
  static File file(".csv");
  static const std::string path = [] {
    std::mt19937_64 random(2);
    const schema::Schema schema = bank();
    file.out() << "customer";
    for (const schema::Tag& tag : schema.tags) file.out() << "," << tag.name;
    file.out() << "\n";
    for (int i = 0; i < kLines; ++i) {
      file.out() << i;
      for (int k = 0; k < 4; ++k) file.out() << "," << random() % 1'000'000 << ".50";
      for (int k = 0; k < 4; ++k) file.out() << ",19" << 10 + random() % 90 << "-03-02";
      for (int k = 0; k < 4; ++k) file.out() << (random() % 2 == 0 ? ",true" : ",false");
      file.out() << ",gold,Shanghai\n";
    }
    file.close();
    return file.path();
  }();
  return path;
}

// The data's shape stands beside the figures, for lines a second mean little without it.
std::string shape(std::size_t bytes) {
  return std::to_string(kLines) + " lines of " + std::to_string(bytes / kLines) + " bytes, one thread";
}

void report(benchmark::State& state, const std::string& path, std::int64_t lines) {
  state.SetLabel(shape(std::filesystem::file_size(path)));
  state.counters["lines/s"] = benchmark::Counter(static_cast<double>(lines), benchmark::Counter::kIsRate);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(std::filesystem::file_size(path)));
}

template <typename Reader>
void read_all(benchmark::State& state, const std::string& path) {
  const schema::Schema schema = bank();
  std::int64_t lines = 0;
  for (auto _ : state) {
    Reader reader(path, schema, *Zone::named(schema.zone));
    while (reader.next() == Outcome::row) ++lines;
    if (lines % kLines != 0) state.SkipWithError("a line could not be read");
  }
  report(state, path, lines);
}

void count_lines(benchmark::State& state, const std::string& path) {
  std::int64_t lines = 0;
  for (auto _ : state) {
    TextLines reader(path);
    while (reader.next()) ++lines;
  }
  report(state, path, lines);
}

void BM_EventsAsJsonLines(benchmark::State& state) {
  read_all<EventReader>(state, events_file());
}
void BM_EventsLinesCounted(benchmark::State& state) {
  count_lines(state, events_file());
}
void BM_CustomersAsCsv(benchmark::State& state) {
  read_all<CustomerReader>(state, customers_file());
}
void BM_CustomersLinesCounted(benchmark::State& state) {
  count_lines(state, customers_file());
}

BENCHMARK(BM_EventsAsJsonLines)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_EventsLinesCounted)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CustomersAsCsv)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CustomersLinesCounted)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::data
