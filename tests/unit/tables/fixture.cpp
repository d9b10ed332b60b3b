#include "tests/unit/tables/fixture.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include "compiler/layout/row_layout.hpp"
#include "runtime/tables/chunk_reader.hpp"

namespace wend::tables {
namespace {

const std::vector<std::string> kWords{"", "Shanghai", "上海", "Praha 🏛", "naïve", std::string("zero\0inside", 11)};

schema::Enum make_enum(std::string name, std::size_t values) {
  schema::Enum made;
  made.name = std::move(name);
  for (std::size_t value = 0; value < values; ++value) made.values.push_back({"v" + std::to_string(value), {}, {}});
  return made;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "wend-tables-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

MemoryFile::MemoryFile(std::string_view bytes) : file_(::memfd_create("wend-table", MFD_CLOEXEC)) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

MemoryFile::~MemoryFile() {
  ::close(file_);
}

schema::Schema every_type() {
  schema::Schema schema;
  schema.currencies = {"CNY"};
  schema.enums = {make_enum("tier", 5), make_enum("branch", 300)};
  schema.products.items = {{"fund", {}, {}}, {"wealth", {}, {}}, {"card", {}, {}}};
  schema.lists.resize(1);
  schema.lists[0].name = "holdings";
  const auto field = [&schema](std::string name, Type type) {
    schema.lists[0].fields.emplace_back();
    schema.lists[0].fields.back().name = std::move(name);
    schema.lists[0].fields.back().type = type;
  };
  field("amount", money_in(0));
  field("kind", type_of(TypeKind::text));
  const auto tag = [&schema](std::string name, Type type) {
    schema.tags.emplace_back();
    schema.tags.back().name = std::move(name);
    schema.tags.back().type = type;
  };
  const std::vector<std::pair<std::string, TypeKind>> plain{
      {"flag", TypeKind::boolean},       {"visits", TypeKind::integer},   {"rate", TypeKind::number},
      {"lasted", TypeKind::duration},    {"term", TypeKind::period},      {"opened", TypeKind::date},
      {"seen", TypeKind::time},          {"best", TypeKind::time_of_day}, {"city", TypeKind::text},
      {"product", TypeKind::product},    {"home", TypeKind::place},       {"commute", TypeKind::distance},
      {"introducer", TypeKind::customer}};
  for (const auto& [name, kind] : plain) tag(name, type_of(kind));
  tag("aum", money_in(0));
  tag("tier", enumeration(0));
  tag("branch", enumeration(1));
  tag("tiers", set_of_enumeration(0));
  tag("products", {TypeKind::set, TypeKind::product, 0});
  tag("interests", set_of_text());
  tag("holdings", {TypeKind::list, TypeKind::boolean, 0});
  return schema;
}

RandomCustomers::RandomCustomers(const schema::Schema& schema, std::uint64_t seed) : schema_(schema), random_(seed) {
  constexpr std::int64_t kSteps[] = {1, 100, 10'000, 86'400'000'000};
  constexpr int kDifferent[] = {1, 2, 5, 300, 70'000, 1'000'000};
  constexpr int kMissing[] = {0, 0, 10, 90, 100};
  for (std::size_t tag = 0; tag < schema.tags.size(); ++tag) {
    Habit habit;
    habit.missing = kMissing[upto(std::size(kMissing) - 1)];
    habit.different = kDifferent[upto(std::size(kDifferent) - 1)];
    habit.step = kSteps[upto(std::size(kSteps) - 1)];
    habit.base = static_cast<std::int64_t>(random_() >> (random_() % 64));
    habits_.push_back(habit);
  }
}

OwnedValue RandomCustomers::scalar(const Type& type, const Habit& habit, std::int64_t pick) const {
  if (type.kind == TypeKind::enumeration) {
    return pick % static_cast<std::int64_t>(schema_.enums[type.detail].values.size());
  }
  if (type.kind == TypeKind::product) return pick % static_cast<std::int64_t>(schema_.products.items.size());
  // Wraps around, so that the ends of what fits in 64 bits occur.
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(habit.base) +
                                   static_cast<std::uint64_t>(pick) * static_cast<std::uint64_t>(habit.step));
}

OwnedValue RandomCustomers::records(const Type& type) {
  const layout::RowLayout layout = layout::record_layout(schema_.lists[type.detail]);
  OwnedRecords records;
  for (std::uint64_t left = upto(3); left > 0; --left) {
    const Value values[] = {static_cast<std::int64_t>(upto(100)), std::string_view(kWords[upto(kWords.size() - 1)])};
    std::vector<std::byte> row;
    layout::append_row(layout, values, row);
    records.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
  }
  return records;
}

OwnedValue RandomCustomers::value(const Type& type, const Habit& habit, std::uint64_t pick) {
  if (is_scalar(type.kind)) return scalar(type, habit, static_cast<std::int64_t>(pick));
  if (type.kind == TypeKind::boolean) return pick % 2 != 0;
  if (type.kind == TypeKind::list) return records(type);
  const auto few = static_cast<std::int32_t>(pick);
  if (type.kind == TypeKind::period) return Period{few % 13, few / 13, few % 3};
  const auto word = [&](std::uint64_t number) {
    return kWords[number % kWords.size()] + (number < kWords.size() ? "" : std::to_string(number));
  };
  if (type.kind != TypeKind::set) return word(pick);
  if (type.element == TypeKind::text) {
    std::set<std::string> texts;
    for (std::uint64_t left = pick % 4; left > 0; --left) texts.insert(word(pick + left));
    return std::vector<std::string>(texts.begin(), texts.end());
  }
  std::vector<std::int32_t> ordinals;
  for (std::int32_t ordinal = 0; ordinal < (type.element == TypeKind::product ? 3 : 5); ++ordinal) {
    if ((few >> ordinal & 1) != 0) ordinals.push_back(ordinal);
  }
  return ordinals;
}

Customer RandomCustomers::next() {
  Customer customer;
  ++made_;
  customer.id = std::to_string(made_) + (made_ % 7 == 0 ? "号" : "");
  for (std::size_t tag = 0; tag < habits_.size(); ++tag) {
    const Habit& habit = habits_[tag];
    const bool is_missing = static_cast<int>(upto(99)) < habit.missing;
    const std::uint64_t pick = upto(static_cast<std::uint64_t>(habit.different) - 1);
    customer.values.push_back(is_missing ? OwnedValue{} : value(schema_.tags[tag].type, habit, pick));
  }
  return customer;
}

std::vector<Customer> RandomCustomers::take(std::size_t count) {
  std::vector<Customer> customers;
  while (customers.size() < count) customers.push_back(next());
  return customers;
}

void write_table(const std::string& path, const schema::Schema& schema, const std::vector<Customer>& customers) {
  Result<TableWriter> writer = TableWriter::create(path, schema);
  ASSERT_TRUE(writer) << writer.error().message;
  std::vector<Value> values;
  for (const Customer& customer : customers) {
    values.clear();
    for (const OwnedValue& value : customer.values) values.push_back(borrow(value));
    const Status added = writer->add(customer.id, values);
    ASSERT_TRUE(added) << added.error().message;
  }
  const Result<Written> written = writer->finish();
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(written->rows, customers.size());
}

Result<std::vector<Customer>> read_table(const Table& table, const schema::Schema& schema) {
  std::vector<Customer> customers;
  ChunkReader reader(table);
  for (std::size_t chunk = 0; chunk < table.chunks(); ++chunk) {
    const Result<layout::Chunk> rows = reader.read(chunk);
    if (!rows) return rows.error();
    const layout::ColumnLayout& layout = table.layouts()[table.layout_of(chunk)];
    for (std::size_t row = 0; row < rows->rows; ++row) {
      layout::ColumnScratch scratch;
      Customer& customer = customers.emplace_back();
      customer.id = std::get<std::string_view>(layout::load(layout.customer, rows->customer, row, scratch));
      for (std::size_t tag = 0; tag < schema.tags.size(); ++tag) {
        customer.values.push_back(own(layout::load(layout.columns[tag], rows->columns[tag], row, scratch)));
      }
    }
  }
  return customers;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), std::ssize(bytes));
}

}  // namespace wend::tables
