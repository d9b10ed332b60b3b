#include "runtime/match/shard.hpp"

namespace wend::match {

void Shard::keep(RuleId rule, const FormulaView& formula) {
  rules_.push_back(rule);
  formulas_.insert(formulas_.end(), formula.units().begin(), formula.units().end());
  firsts_.push_back(static_cast<std::uint32_t>(formulas_.size()));
}

void Shard::seal() {
  formulas_.resize(formulas_.size() + kReadAhead);
  rules_.shrink_to_fit();
  firsts_.shrink_to_fit();
  formulas_.shrink_to_fit();
}

std::size_t Shard::bytes_of_formulas() const {
  return rules_.capacity() * sizeof(RuleId) + firsts_.capacity() * sizeof(std::uint32_t) +
         formulas_.capacity() * sizeof(Unit);
}

Live all_of(const Shard& shard) {
  constexpr std::size_t kTogether = kMasks * kMaskBits;
  Live live((shard.entries() + kTogether - 1) / kTogether * kMasks);
  for (std::size_t entry = 0; entry < shard.entries(); ++entry) live[entry / kMaskBits] |= Mask{1} << entry % kMaskBits;
  return live;
}

}  // namespace wend::match
