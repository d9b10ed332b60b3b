#include "runtime/match/shard.hpp"

namespace wend::match {

void Shard::keep(RuleId rule, const FormulaView& formula) {
  entries_.back().rule = rule;
  formulas_.insert(formulas_.end(), formula.units().begin(), formula.units().end());
  entries_.push_back({.rule = 0, .first = static_cast<std::uint32_t>(formulas_.size())});
}

void Shard::seal() {
  formulas_.resize(formulas_.size() + kReadAhead);
  entries_.shrink_to_fit();
  formulas_.shrink_to_fit();
}

std::size_t Shard::bytes_of_formulas() const {
  return entries_.capacity() * sizeof(Entry) + formulas_.capacity() * sizeof(Unit);
}

Live all_of(const Shard& shard) {
  Live live((shard.entries() + kMaskBits - 1) / kMaskBits, ~Mask{0});
  if (const std::size_t last = shard.entries() % kMaskBits; last != 0) live.back() = (Mask{1} << last) - 1;
  return live;
}

}  // namespace wend::match
