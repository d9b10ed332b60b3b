// export_peers_data KIND FOLDER: writes what the peers are measured on, and expected.json with what Wend counts there.
//
//   records    records.jsonl: the 4,096 rows of bank_rows.hpp, an object a line, null where a tag is missing
//   customers  NAME.values and NAME.known: the buffers of customer_columns.hpp as they lie in memory
//
// Exit status 1, with a word about it, where the files cannot be written.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "runtime/eval/evaluate.hpp"
#include "tests/bench/bank_rows.hpp"
#include "tests/bench/customer_columns.hpp"

namespace wend::bench {
namespace {

using nlohmann::json;

json as_json(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  return nullptr;
}

void write_expected(const std::filesystem::path& folder, std::size_t matched) {
  std::ofstream(folder / "expected.json") << json{{"matched", matched}} << '\n';
}

bool export_records(const std::filesystem::path& folder) {
  BankRows bank;
  const ir::ExpressionId condition = bank.plain(kLeastBalance);
  std::ofstream records(folder / "records.jsonl");
  std::size_t matched = 0;
  eval::Inputs inputs;
  for (std::size_t position = 0; position < kBankRows; ++position) {
    json record;
    std::size_t tag = 0;
    for (const Value& value : bank.values(position)) record["t" + std::to_string(tag++)] = as_json(value);
    records << record << '\n';
    inputs.tags = {&bank.layout(), bank.row(position)};
    matched += eval::holds(bank.program(), condition, inputs) ? 1 : 0;
  }
  write_expected(folder, matched);
  return records.good();
}

bool write_bytes(const std::filesystem::path& file, const std::vector<std::byte>& bytes) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return stream.good();
}

bool export_customers(const std::filesystem::path& folder) {
  const CustomerColumns columns = make_customer_columns(kCustomers);
  const auto write = [&](std::string_view name, const CustomerColumn& column) {
    return write_bytes(folder / (std::string(name) + ".values"), column.values) &&
           write_bytes(folder / (std::string(name) + ".known"), column.known);
  };
  const bool written = write("aum", columns.aum) && write("tier", columns.tier) &&
                       write("birthday", columns.birthday) && write("last_seen", columns.last_seen) &&
                       write("consent", columns.consent);
  write_expected(folder, count_customers(columns));
  return written;
}

int run(std::string_view kind, const std::filesystem::path& folder) {
  const bool known = kind == "records" || kind == "customers";
  if (known && (kind == "records" ? export_records(folder) : export_customers(folder))) return 0;
  std::fprintf(stderr, known ? "could not write to %s\n" : "usage: export_peers_data records|customers FOLDER\n",
               folder.c_str());
  return 1;
}

}  // namespace
}  // namespace wend::bench

int main(int count, char** arguments) {
  return count == 3 ? wend::bench::run(arguments[1], arguments[2]) : wend::bench::run("", "");
}
