#include "tests/bench/rows_by_hand.hpp"

namespace wend::bench {
namespace {

unsigned bit(bool value, unsigned position) {
  return static_cast<unsigned>(value) << position;
}

bool is_one_of_tiers(std::int32_t tier) {
  return ((kTiers >> (static_cast<unsigned>(tier) & 63U)) & 1U) != 0;
}

constexpr unsigned kAllKnown = 255;

// In the places of their marks.
unsigned refuted_of(const DenseCustomer& row) {
  return bit(row.aum < kLeastAum, aum) | bit(row.balance >= kMostBalance, balance) |
         bit(row.score >= kMostScore, score) | bit(row.opened <= kOpenedAfter, opened) |
         bit(row.credit >= kMostCredit, credit) | bit(!is_one_of_tiers(row.tier), tier) | bit(!row.payroll, payroll) |
         bit(row.overdue, overdue);
}

// The bits of `known`, and what the other marks say, beside what the comparisons say.
unsigned known_of(const HostCustomer& row) {
  return (row.known & 15U) | bit(row.balance != kNoBalance, 4) | bit(row.score_known != 0, 5) |
         bit(row.opened != kNoDate, 6) | bit(row.payroll_known != 0, 7);
}

unsigned passed_of(const HostCustomer& row) {
  return bit(row.aum >= kLeastAum, 0) | bit(row.credit < kMostCredit, 1) | bit(is_one_of_tiers(row.tier), 2) |
         bit(!row.overdue, 3) | bit(row.balance < kMostBalance, 4) | bit(row.score < kMostScore, 5) |
         bit(row.opened > kOpenedAfter, 6) | bit(row.payroll, 7);
}

}  // namespace

// ---- the host's structs

std::uint8_t truth_by_masks(const HostCustomer* row) {
  const unsigned known = known_of(*row);
  const unsigned passed = passed_of(*row);
  const bool any_false = (known & ~passed & 255U) != 0;
  const bool all_known = known == 255U;
  return static_cast<std::uint8_t>(any_false ? 0 : 2 - static_cast<int>(all_known));
}

std::uint8_t holds_by_masks(const HostCustomer* row) {
  return (known_of(*row) & passed_of(*row)) == 255U ? 1 : 0;
}

// One after the other, with & and |.
std::uint8_t holds_by_and(const HostCustomer* row) {
  return static_cast<std::uint8_t>(
      static_cast<unsigned>((row->known & 15U) == 15U) & static_cast<unsigned>(row->score_known != 0) &
      static_cast<unsigned>(row->payroll_known != 0) & static_cast<unsigned>(row->balance != kNoBalance) &
      static_cast<unsigned>(row->opened != kNoDate) & static_cast<unsigned>(row->aum >= kLeastAum) &
      static_cast<unsigned>(row->balance < kMostBalance) & static_cast<unsigned>(row->opened > kOpenedAfter) &
      static_cast<unsigned>(is_one_of_tiers(row->tier)) & static_cast<unsigned>(row->payroll) &
      static_cast<unsigned>(row->score < kMostScore) & static_cast<unsigned>(row->credit < kMostCredit) &
      static_cast<unsigned>(!row->overdue));
}

std::uint8_t truth_by_and(const HostCustomer* row) {
  unsigned refuted = 0;
  unsigned unknown = 0;
  const auto judge = [&](bool known, bool passed) {
    refuted |= static_cast<unsigned>(known) & static_cast<unsigned>(!passed);
    unknown |= static_cast<unsigned>(!known);
  };
  judge((row->known & 1U) != 0, row->aum >= kLeastAum);
  judge(row->balance != kNoBalance, row->balance < kMostBalance);
  judge(row->opened != kNoDate, row->opened > kOpenedAfter);
  judge((row->known & 4U) != 0, is_one_of_tiers(row->tier));
  judge(row->payroll_known != 0, row->payroll);
  judge(row->score_known != 0, row->score < kMostScore);
  judge((row->known & 2U) != 0, row->credit < kMostCredit);
  judge((row->known & 8U) != 0, !row->overdue);
  return static_cast<std::uint8_t>((1U + unknown) & (refuted - 1U));
}

// The known bits are asked together, and a value that stands for a missing one is not looked at where the comparison
// tells as much.
std::uint8_t truth_by_refutation(const HostCustomer* row) {
  const unsigned marks = row->known;
  unsigned refuted = marks & (bit(row->aum < kLeastAum, 0) | bit(row->credit >= kMostCredit, 1) |
                              bit(!is_one_of_tiers(row->tier), 2) | bit(row->overdue, 3));
  refuted |= static_cast<unsigned>(row->score_known != 0) & static_cast<unsigned>(row->score >= kMostScore);
  refuted |= static_cast<unsigned>(row->payroll_known != 0) & static_cast<unsigned>(!row->payroll);
  refuted |= static_cast<unsigned>(row->balance >= kMostBalance);
  refuted |= static_cast<unsigned>(row->opened != kNoDate) & static_cast<unsigned>(row->opened <= kOpenedAfter);
  const unsigned known = static_cast<unsigned>((marks & 15U) == 15U) & static_cast<unsigned>(row->score_known != 0) &
                         static_cast<unsigned>(row->payroll_known != 0) &
                         static_cast<unsigned>(row->balance != kNoBalance) &
                         static_cast<unsigned>(row->opened != kNoDate);
  return static_cast<std::uint8_t>(refuted != 0 ? 0 : 2 - known);
}

std::uint8_t holds_short_circuit(const HostCustomer* row) {
  return (row->known & 1U) != 0 && row->aum >= kLeastAum && row->balance != kNoBalance && row->balance < kMostBalance &&
                 row->opened != kNoDate && row->opened > kOpenedAfter && (row->known & 4U) != 0 &&
                 is_one_of_tiers(row->tier) && row->payroll_known != 0 && row->payroll && row->score_known != 0 &&
                 row->score < kMostScore && (row->known & 2U) != 0 && row->credit < kMostCredit &&
                 (row->known & 8U) != 0 && !row->overdue
             ? 1
             : 0;
}

std::uint8_t truth_short_circuit(const HostCustomer* row) {
  bool unknown = false;
  const auto refuted = [&](bool known, bool passed) {
    unknown = unknown || !known;
    return known && !passed;
  };
  if (refuted((row->known & 1U) != 0, row->aum >= kLeastAum)) return 0;
  if (refuted(row->balance != kNoBalance, row->balance < kMostBalance)) return 0;
  if (refuted(row->opened != kNoDate, row->opened > kOpenedAfter)) return 0;
  if (refuted((row->known & 4U) != 0, is_one_of_tiers(row->tier))) return 0;
  if (refuted(row->payroll_known != 0, row->payroll)) return 0;
  if (refuted(row->score_known != 0, row->score < kMostScore)) return 0;
  if (refuted((row->known & 2U) != 0, row->credit < kMostCredit)) return 0;
  if (refuted((row->known & 8U) != 0, !row->overdue)) return 0;
  return unknown ? 2 : 1;
}

// ---- dense rows

std::uint8_t truth_by_masks(const DenseCustomer* row) {
  const bool any_false = (row->known & refuted_of(*row)) != 0;
  return static_cast<std::uint8_t>(any_false ? 0 : 2 - static_cast<int>(row->known == kAllKnown));
}

std::uint8_t truth_by_and(const DenseCustomer* row) {
  unsigned refuted = 0;
  const auto judge = [&](HostTag tag, bool passed) { refuted |= (row->known >> tag) & static_cast<unsigned>(!passed); };
  judge(aum, row->aum >= kLeastAum);
  judge(balance, row->balance < kMostBalance);
  judge(opened, row->opened > kOpenedAfter);
  judge(tier, is_one_of_tiers(row->tier));
  judge(payroll, row->payroll);
  judge(score, row->score < kMostScore);
  judge(credit, row->credit < kMostCredit);
  judge(overdue, !row->overdue);
  const auto unknown = static_cast<unsigned>(row->known != kAllKnown);
  return static_cast<std::uint8_t>((1U + unknown) & ((refuted & 1U) - 1U));
}

std::uint8_t truth_short_circuit(const DenseCustomer* row) {
  const auto refuted = [&](HostTag tag, bool passed) { return (row->known >> tag & 1U) != 0 && !passed; };
  if (refuted(aum, row->aum >= kLeastAum)) return 0;
  if (refuted(balance, row->balance < kMostBalance)) return 0;
  if (refuted(opened, row->opened > kOpenedAfter)) return 0;
  if (refuted(tier, is_one_of_tiers(row->tier))) return 0;
  if (refuted(payroll, row->payroll)) return 0;
  if (refuted(score, row->score < kMostScore)) return 0;
  if (refuted(credit, row->credit < kMostCredit)) return 0;
  if (refuted(overdue, !row->overdue)) return 0;
  return row->known == kAllKnown ? 1 : 2;
}

std::uint8_t holds_by_masks(const DenseCustomer* row) {
  return (row->known & ~refuted_of(*row)) == kAllKnown ? 1 : 0;
}

std::uint8_t holds_by_and(const DenseCustomer* row) {
  return static_cast<std::uint8_t>(
      static_cast<unsigned>(row->known == kAllKnown) & static_cast<unsigned>(row->aum >= kLeastAum) &
      static_cast<unsigned>(row->balance < kMostBalance) & static_cast<unsigned>(row->opened > kOpenedAfter) &
      static_cast<unsigned>(is_one_of_tiers(row->tier)) & static_cast<unsigned>(row->payroll) &
      static_cast<unsigned>(row->score < kMostScore) & static_cast<unsigned>(row->credit < kMostCredit) &
      static_cast<unsigned>(!row->overdue));
}

std::uint8_t holds_short_circuit(const DenseCustomer* row) {
  return row->known == kAllKnown && row->aum >= kLeastAum && row->balance < kMostBalance &&
                 row->opened > kOpenedAfter && is_one_of_tiers(row->tier) && row->payroll && row->score < kMostScore &&
                 row->credit < kMostCredit && !row->overdue
             ? 1
             : 0;
}

}  // namespace wend::bench
