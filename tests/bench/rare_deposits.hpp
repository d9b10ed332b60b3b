// A condition on deposits that one in a thousand of them fulfils, by a number that tells many such apart.
#pragma once

#include <cstdint>
#include <string>

#include "tests/support/bank.hpp"

namespace wend::tests {

// An amount between two that are ten crowns apart, of a thousand, and one of ten purposes.
inline Bank::Id is_rare_deposit(Bank& bank, std::int64_t number) {
  const std::int64_t from = number * 997 % 1'000;
  return bank.make(
      ir::Operation::conjunction,
      {bank.is_at_least(bank.amount(), bank.crowns(from)),
       bank.is_not(bank.is_at_least(bank.amount(), bank.crowns(from + 10))),
       bank.make(ir::Operation::equal, {bank.purpose(), bank.text("purpose " + std::to_string(number % 10))})});
}

}  // namespace wend::tests
