// export_peers_data KIND FOLDER: writes what the peers are measured on, and expected.json with what Wend counts there.
//
//   records    records.jsonl: the 4,096 rows of bank_rows.hpp, an object a line, null where a tag is missing
//   customers  NAME.values and NAME.known: the buffers of customer_columns.hpp as they lie in memory
//   match      attributes.txt, rules.txt and events.txt: the expressions of atree_workload.hpp, and its first
//              events
//
// Exit status 1, with a word about it, where the files cannot be written.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "runtime/eval/evaluate.hpp"
#include "runtime/match/formula.hpp"
#include "runtime/match/values.hpp"
#include "tests/bench/atree_workload.hpp"
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

std::vector<match::Values> export_events(const ATreeWorkload& workload, const std::filesystem::path& folder) {
  std::ofstream attributes(folder / "attributes.txt");
  for (std::size_t at = 0; at < workload.attributes(); ++at) attributes << workload.attribute_name(at) << " integer\n";
  std::ofstream lines(folder / "events.txt");
  std::vector<match::Values> events(kPeerEvents);
  for (std::size_t position = 0; position < kPeerEvents; ++position) {
    const ATreeWorkload::Event event = workload.event(position);
    set(events[position], event, event.size());
    std::string_view separator;
    for (std::size_t at = 0; at < event.size(); ++at) {
      if (!event[at]) continue;
      lines << std::exchange(separator, " ") << workload.attribute_name(at) << '=' << *event[at];
    }
    lines << '\n';
  }
  return events;
}

bool export_match(const std::filesystem::path& folder) {
  const ATreeWorkload workload;
  std::vector<match::Values> events = export_events(workload, folder);
  std::ofstream rules(folder / "rules.txt");
  std::size_t matched = 0;
  match::Tree tree;
  match::Formula formula;
  for (std::size_t position = 0; position < workload.expressions(); ++position) {
    rules << workload.expression_text(position) << '\n';
    workload.expression(position, tree);
    if (!formula.assign(tree)) return false;
    for (match::Values& event : events) matched += is_true(formula.view(), event) ? 1 : 0;
  }
  write_expected(folder, matched);
  return rules.good();
}

// Null: there is no such kind.
using Export = bool (*)(const std::filesystem::path&);
Export export_of(std::string_view kind) {
  if (kind == "records") return export_records;
  if (kind == "customers") return export_customers;
  if (kind == "match") return export_match;
  return nullptr;
}

}  // namespace
}  // namespace wend::bench

int main(int count, char** arguments) {
  const wend::bench::Export write = count == 3 ? wend::bench::export_of(arguments[1]) : nullptr;
  if (write != nullptr && write(arguments[2])) return 0;
  std::fprintf(stderr, write == nullptr ? "usage: export_peers_data records|customers|match FOLDER\n"
                                        : "could not write all of it to the folder\n");
  return 1;
}
