#include "tests/bench/customer_rows.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

namespace wend::bench {
namespace {

using ir::Operation;
using layout::Field;
using layout::Missing;
using layout::Storage;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr std::array kTypes = {
    money_in(0), money_in(0), type_of(TypeKind::number), type_of(TypeKind::date), money_in(0), enumeration(0),
    kBoolean,    kBoolean};

Field field(HostTag of, Storage storage, std::size_t offset, Missing missing, std::size_t missing_offset,
            std::uint8_t bit = 0, std::int64_t sentinel = 0) {
  return {.storage = storage,
          .missing = missing,
          .missing_bit = bit,
          .offset = static_cast<std::uint32_t>(offset),
          .missing_offset = static_cast<std::uint32_t>(missing_offset),
          .sentinel = sentinel,
          .type = kTypes[of]};
}

Field by_bit(HostTag of, Storage storage, std::size_t offset, std::uint8_t bit) {
  return field(of, storage, offset, Missing::known_bit, offsetof(HostCustomer, known), bit);
}

layout::RowLayout describe_host() {
  using Row = HostCustomer;
  return {.fields = {by_bit(aum, Storage::integer64, offsetof(Row, aum), 0),
                     field(balance, Storage::integer64, offsetof(Row, balance), Missing::sentinel, 0, 0, kNoBalance),
                     field(score, Storage::integer64, offsetof(Row, score), Missing::known_byte,
                           offsetof(Row, score_known)),
                     field(opened, Storage::integer32, offsetof(Row, opened), Missing::sentinel, 0, 0, kNoDate),
                     by_bit(credit, Storage::integer32, offsetof(Row, credit), 1),
                     by_bit(tier, Storage::integer8, offsetof(Row, tier), 2),
                     field(payroll, Storage::boolean8, offsetof(Row, payroll), Missing::known_byte,
                           offsetof(Row, payroll_known)),
                     by_bit(overdue, Storage::boolean8, offsetof(Row, overdue), 3)},
          .fixed_size = sizeof(Row)};
}

HostCustomer draw(std::mt19937_64& random) {
  const auto pick = [&](std::uint64_t most) { return static_cast<std::int64_t>(random() % most); };
  const auto known = [&] { return pick(10) != 0; };
  HostCustomer row = {.aum = pick(1'000'000),
                      .balance = known() ? pick(1'000'000) : kNoBalance,
                      .score = pick(1'000'000),
                      .opened = known() ? static_cast<std::int32_t>(19'000 + pick(2'000)) : kNoDate,
                      .credit = static_cast<std::int32_t>(pick(1'000'000)),
                      .tier = static_cast<std::int8_t>(pick(6)),
                      .payroll = pick(4) != 0,
                      .overdue = pick(4) == 0,
                      .known = 0,
                      .score_known = known() ? std::uint8_t{1} : std::uint8_t{0},
                      .payroll_known = known() ? std::uint8_t{1} : std::uint8_t{0}};
  for (unsigned bit = 0; bit < 4; ++bit) row.known |= static_cast<std::uint8_t>(known() ? 1U << bit : 0);
  return row;
}

// The struct is what the layout says, or whoever reads it by hand reads something else.
bool is_dense_customer(const layout::RowLayout& layout) {
  constexpr std::array offsets = {offsetof(DenseCustomer, aum),     offsetof(DenseCustomer, balance),
                                  offsetof(DenseCustomer, score),   offsetof(DenseCustomer, opened),
                                  offsetof(DenseCustomer, credit),  offsetof(DenseCustomer, tier),
                                  offsetof(DenseCustomer, payroll), offsetof(DenseCustomer, overdue)};
  bool is_same = layout.fixed_size == sizeof(DenseCustomer);
  for (std::size_t tag = 0; tag < kTypes.size(); ++tag) {
    const Field& placed = layout.fields[tag];
    is_same = is_same && placed.offset == offsets[tag] && placed.missing == Missing::known_bit &&
              placed.missing_offset == offsetof(DenseCustomer, known) && placed.missing_bit == tag;
  }
  return is_same;
}

}  // namespace

CustomerRows::CustomerRows() : host_layout_(describe_host()), dense_layout_(layout::dense_layout(kTypes)) {
  if (!is_dense_customer(dense_layout_)) std::abort();
  schema_->tags.resize(kTypes.size());
  program_.schema = schema_;
  std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same rows every time
  for (HostCustomer& row : host_) row = draw(random);
  for (std::size_t row = 0; row < kCustomerRows; ++row) append_dense(row);
}

ir::ExpressionId CustomerRows::condition() {
  const auto make = [&](Operation operation, std::initializer_list<ir::ExpressionId> operands) {
    return build_.make(operation, kBoolean, operands);
  };
  const auto tag = [&](HostTag index) { return build_.leaf(Operation::tag, kTypes[index], index); };
  const auto number = [&](HostTag of, std::int64_t value) { return build_.constant(kTypes[of], value); };
  return make(
      Operation::conjunction,
      {make(Operation::less_equal, {number(aum, kLeastAum), tag(aum)}),
       make(Operation::less, {tag(balance), number(balance, kMostBalance)}),
       make(Operation::less, {number(opened, kOpenedAfter), tag(opened)}),
       make(Operation::member, {tag(tier), build_.constant(set_of_enumeration(0), std::vector{1, 2, 3, 4})}),
       tag(payroll), make(Operation::less, {tag(score), number(score, kMostScore)}),
       make(Operation::less, {tag(credit), number(credit, kMostCredit)}), make(Operation::negation, {tag(overdue)})});
}

void CustomerRows::append_dense(std::size_t row) {
  const layout::Row host{&host_layout_, reinterpret_cast<const std::byte*>(&host_[row])};
  std::vector<Value> values;
  for (std::uint32_t tag = 0; tag < kTypes.size(); ++tag) values.push_back(layout::load(host, tag));
  std::vector<std::byte> bytes;
  layout::append_row(dense_layout_, values, bytes);
  if (bytes.size() != sizeof(DenseCustomer)) std::abort();
  std::memcpy(&dense_[row], bytes.data(), bytes.size());
}

}  // namespace wend::bench
