#include "runtime/match/list_shard.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wend::match {
namespace {

// The greatest share of an alternative that is listed, and the most values. Of conjunctions
// blocks leave little to judge, so that they are listed only where they are rarer.
constexpr float kRare = 1.0F / 100;
constexpr float kRareConjunction = 1.0F / 400;
constexpr std::uint64_t kMostValues = 32;
constexpr std::uint32_t kCheckBits = 16;
// Of a list, on average: a quarter of a line of memory.
constexpr std::size_t kItemsOfList = 4;
// Attributes whose lists are looked at together.
constexpr std::size_t kTogether = 64;

std::uint64_t hash_of(Attribute attribute, std::int64_t value) {
  std::uint64_t mixed = static_cast<std::uint64_t>(value) + attribute * 0x9E37'79B9'7F4A'7C15ULL;
  mixed = (mixed ^ mixed >> 32U) * 0xD6E8'FEB8'6659'FD93ULL;
  mixed = (mixed ^ mixed >> 32U) * 0xD6E8'FEB8'6659'FD93ULL;
  return mixed ^ mixed >> 32U;
}

std::uint32_t check_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash) & ((1U << kCheckBits) - 1);
}

bool are_few(std::span<const Range> ranges) {
  std::uint64_t values = 0;
  for (const Range& range : ranges) {
    const std::uint64_t more = static_cast<std::uint64_t>(range.to) - static_cast<std::uint64_t>(range.from);
    if (more >= kMostValues) return false;
    values += more + 1;
  }
  return values > 0 && values <= kMostValues;
}

// The demand of an alternative that passes the fewest values, of those that name them one by one; null: there is none.
const Demand* rarest(const Demands& demands, std::size_t alternative) {
  const Demand* best = nullptr;
  const float rare = demands.conjunction() ? kRareConjunction : kRare;
  for (const Demand& demand : demands.of(alternative)) {
    if (demand.missing || demand.share > rare || !are_few(demands.ranges_of(demand))) continue;
    if (best == nullptr || demand.share < best->share) best = &demand;
  }
  return best;
}

}  // namespace

void ListShard::find(const Live& live, Values& values, Found& found) const {
  // First all lists are fetched from memory, then looked at.
  std::array<std::uint64_t, kTogether> keys;
  for (std::size_t first = 0; first < attributes_.size(); first += kTogether) {
    std::size_t count = 0;
    for (std::size_t at = first; at < std::min(first + kTogether, attributes_.size()); ++at) {
      const std::int64_t* value = values(attributes_[at]);
      if (value == nullptr) continue;
      keys[count] = key_of(hash_of(attributes_[at], *value));
      __builtin_prefetch(&firsts_[keys[count] >> kCheckBits]);
      ++count;
    }
    for (const std::uint64_t key : std::span(keys).first(count)) {
      __builtin_prefetch(items_.data() + firsts_[key >> kCheckBits]);
    }
    for (std::size_t at = 0; at < count; ++at) {
      // Of two values that look alike, the second finds what the first did.
      const auto before = std::span(keys).first(at);
      if (std::ranges::find(before, keys[at]) == before.end()) find_listed(keys[at], live, found);
    }
  }
}

void ListShard::find_listed(std::uint64_t key, const Live& live, Found& found) const {
  const std::uint64_t list = key >> kCheckBits;
  for (std::uint32_t at = firsts_[list]; at < firsts_[list + 1]; ++at) {
    const std::uint32_t entry = items_[at] >> kCheckBits;
    if (check_of(items_[at]) != check_of(key) || (live[entry / kMaskBits] >> entry % kMaskBits & 1U) == 0) continue;
    prefetch_head(entry);
    found.entries.push_back({this, entry});
  }
}

std::uint64_t ListShard::key_of(std::uint64_t hash) const {
  return static_cast<std::uint64_t>(list_of(hash)) << kCheckBits | check_of(hash);
}

void ListShard::judge(std::size_t entry, Values& values, Found& found) const {
  if (!is_true(formula(entry), values)) return;
  const bool is_repeated = (several_[entry / kMaskBits] >> entry % kMaskBits & 1U) != 0;
  (is_repeated ? found.repeated : found.rules).push_back(rule(entry));
}

std::size_t ListShard::bytes() const {
  return sizeof *this + attributes_.capacity() * sizeof(Attribute) +
         (firsts_.capacity() + items_.capacity()) * sizeof(std::uint32_t) + several_.capacity() * sizeof(Mask) +
         bytes_of_formulas();
}

bool ListShardWriter::is_for(const Demands& demands) {
  for (std::size_t alternative = 0; alternative < demands.alternatives(); ++alternative) {
    if (rarest(demands, alternative) == nullptr) return false;
  }
  return demands.alternatives() != 0;
}

void ListShardWriter::add(RuleId rule, const FormulaView& formula, const Demands& demands) {
  if (shard_ == nullptr) shard_ = std::make_shared<ListShard>();
  const auto entry = static_cast<std::uint32_t>(shard_->entries());
  if (entry % kMaskBits == 0) shard_->several_.push_back(0);
  shard_->keep(rule, formula);
  const std::size_t before = listed_.size();
  for (std::size_t alternative = 0; alternative < demands.alternatives(); ++alternative) {
    const Demand& demand = *rarest(demands, alternative);
    if (std::ranges::find(shard_->attributes_, demand.attribute) == shard_->attributes_.end()) {
      shard_->attributes_.push_back(demand.attribute);
    }
    for (const Range& range : demands.ranges_of(demand)) {
      // Counted by how many there are: the last value may be the greatest that there is.
      const std::uint64_t more = static_cast<std::uint64_t>(range.to) - static_cast<std::uint64_t>(range.from);
      for (std::uint64_t at = 0; at <= more; ++at) {
        listed_.push_back({hash_of(demand.attribute, range.from + static_cast<std::int64_t>(at)), entry});
      }
    }
  }
  // An event may have several of the values, or one that looks like several by what is kept of their hashes.
  if (listed_.size() - before > 1) shard_->several_.back() |= Mask{1} << entry % kMaskBits;
}

std::shared_ptr<const Shard> ListShardWriter::take() {
  ListShard& shard = *shard_;
  shard.firsts_.assign(listed_.size() / kItemsOfList + 2, 0);
  for (const Listed& one : listed_) ++shard.firsts_[shard.list_of(one.hash) + 1];
  for (std::size_t list = 1; list < shard.firsts_.size(); ++list) shard.firsts_[list] += shard.firsts_[list - 1];
  std::vector<std::uint32_t> next(shard.firsts_.begin(), shard.firsts_.end() - 1);
  shard.items_.resize(listed_.size());
  for (const Listed& one : listed_) {
    shard.items_[next[shard.list_of(one.hash)]++] = one.entry << kCheckBits | check_of(one.hash);
  }
  // Values that are not looked at together may look alike, too.
  if (shard.attributes_.size() > kTogether) std::ranges::fill(shard.several_, ~Mask{0});
  listed_.clear();
  shard.seal();
  return std::exchange(shard_, nullptr);
}

}  // namespace wend::match
