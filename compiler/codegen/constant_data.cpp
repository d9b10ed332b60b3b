#include "compiler/codegen/constant_data.hpp"

#include <algorithm>

namespace wend::codegen {
namespace {

// Sets of fewer texts are dearer to find than to copy.
constexpr std::size_t kLarge = 256;
// A bitmap may take so many times the bytes of its ordinals, and 512 bytes in any case.
constexpr std::size_t kThin = 8;
constexpr std::size_t kBitsInAnyCase = 4'096;
constexpr std::size_t kBitsInWord = 64;

ContentHash hash_of(const std::vector<std::string>& texts) {
  std::vector<ContentHash> all;
  all.reserve(texts.size());
  for (const std::string& text : texts) all.push_back(content_hash(std::as_bytes(std::span(text))));
  return content_hash(std::as_bytes(std::span(all)));
}

std::int64_t address_of(const void* data) {
  return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(data));
}

bool has_exactly(const TextSet& set, const std::vector<std::string>& texts) {
  if (set.texts().size() != texts.size()) return false;
  for (std::size_t position = 0; position < texts.size(); ++position) {
    if (set.texts()[position] != texts[position]) return false;
  }
  return true;
}

}  // namespace

OrdinalAccess access_of(const std::vector<std::int32_t>& ordinals) {
  if (ordinals.empty()) return OrdinalAccess::one_word;
  if (ordinals.front() < 0) return OrdinalAccess::search;
  const auto most = static_cast<std::size_t>(ordinals.back());
  if (most < kBitsInWord) return OrdinalAccess::one_word;
  const std::size_t allowed = std::max(kBitsInAnyCase, ordinals.size() * sizeof(std::int32_t) * 8 * kThin);
  return most < allowed ? OrdinalAccess::bits : OrdinalAccess::search;
}

std::vector<std::uint64_t> bits_of(const std::vector<std::int32_t>& ordinals) {
  if (access_of(ordinals) == OrdinalAccess::search) return {};
  const std::size_t most = ordinals.empty() ? 0 : static_cast<std::size_t>(ordinals.back());
  std::vector<std::uint64_t> bits(most / kBitsInWord + 1);
  for (const std::int32_t ordinal : ordinals) {
    const auto position = static_cast<std::size_t>(ordinal);
    bits[position / kBitsInWord] |= std::uint64_t{1} << position % kBitsInWord;
  }
  return bits;
}

std::shared_ptr<const TextSet> LargeSets::share(const std::vector<std::string>& texts) {
  const ContentHash key = hash_of(texts);
  const std::scoped_lock lock(mutex_);
  std::erase_if(sets_, [](const auto& entry) { return entry.second.expired(); });
  std::weak_ptr<const TextSet>& kept = sets_[key];
  std::shared_ptr<const TextSet> set = kept.lock();
  if (set != nullptr && has_exactly(*set, texts)) return set;
  set = std::make_shared<const TextSet>(texts);
  kept = set;
  return set;
}

std::int64_t ConstantData::text(const std::string& text) {
  const auto [placed, added] = texts_by_content_.try_emplace(text, 0);
  if (added) placed->second = address_of(placed->first.data());
  return placed->second;
}

const TextSet& ConstantData::texts(const std::vector<std::string>& texts) {
  std::shared_ptr<const TextSet>& set = text_sets_[&texts];
  if (set == nullptr) set = texts.size() >= kLarge ? sets_->share(texts) : std::make_shared<const TextSet>(texts);
  return *set;
}

const OrdinalSet& ConstantData::ordinals(const std::vector<std::int32_t>& ordinals) {
  const auto [placed, added] = ordinals_.try_emplace(ordinals);
  if (added) placed->second = {ordinals, bits_of(ordinals)};
  return placed->second;
}

layout::Cell ConstantData::cell_of(const OwnedValue& value) {
  const auto known = [](std::int64_t bits, std::size_t size) {
    return layout::Cell{bits, static_cast<std::uint32_t>(size), 1};
  };
  if (const auto* truth = std::get_if<bool>(&value)) return known(*truth ? 1 : 0, 0);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return known(*integer, 0);
  if (const auto* period = std::get_if<Period>(&value)) return layout::cell_of(*period);
  if (const auto* words = std::get_if<std::string>(&value)) return known(text(*words), words->size());
  if (const auto* set = std::get_if<std::vector<std::int32_t>>(&value)) {
    return known(address_of(ordinals(*set).ordinals.data()), set->size());
  }
  if (const auto* set = std::get_if<std::vector<std::string>>(&value)) {
    return known(address_of(&texts(*set).texts()), set->size());
  }
  return {};  // unknown; no product has a list
}

std::int64_t ConstantData::product_column(const schema::Schema& schema, std::uint32_t field) {
  const auto [placed, added] = columns_.try_emplace(field);
  if (added) {
    for (const schema::Product& product : schema.products.items) {
      placed->second.push_back(field < product.fields.size() ? cell_of(product.fields[field]) : layout::Cell{});
    }
  }
  return address_of(placed->second.data());
}

std::int64_t ConstantData::corners(const schema::Schema& schema, std::uint32_t area) {
  const auto [placed, added] = corners_.try_emplace(area);
  if (added) {
    for (const Place& corner : schema.areas[area].polygon) {
      placed->second.insert(placed->second.end(), {corner.latitude, corner.longitude});
    }
  }
  return address_of(placed->second.data());
}

std::int64_t ConstantData::zeros(std::size_t size) {
  std::vector<std::int64_t>& row = zeros_[size];
  row.resize(size / sizeof(std::int64_t) + 1);
  return address_of(row.data());
}

layout::Constants ConstantData::add(const Words& words) {
  return words_.emplace_back(words).data();
}

}  // namespace wend::codegen
