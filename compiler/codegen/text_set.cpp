#include "compiler/codegen/text_set.hpp"

#include <xxhash.h>

#include <bit>

namespace wend::codegen {
namespace {

constexpr std::size_t kLookedThrough = 4;

}  // namespace

TextSet::TextSet(std::span<const std::string> texts) {
  std::size_t size = 0;
  for (const std::string& text : texts) size += text.size();
  bytes_.reserve(size);
  entries_.reserve(texts.size());
  for (const std::string& text : texts) {
    entries_.push_back({static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())});
    bytes_ += text;
  }
  texts_ = Texts(reinterpret_cast<const std::byte*>(bytes_.data()), entries_);
  if (texts.size() <= kLookedThrough) return;
  table_.resize(std::bit_ceil(texts.size() * 2));
  for (std::uint32_t position = 0; position < entries_.size(); ++position) add_to_table(position);
}

void TextSet::add_to_table(std::uint32_t position) {
  const std::string_view text = texts_[position];
  std::size_t place = XXH3_64bits(text.data(), text.size());
  while (table_[place & (table_.size() - 1)] != 0) ++place;
  table_[place & (table_.size() - 1)] = position + 1;
}

bool TextSet::has(std::string_view text) const {
  if (table_.empty()) {
    for (std::size_t position = 0; position < texts_.size(); ++position) {
      if (texts_[position] == text) return true;
    }
    return false;
  }
  for (std::size_t place = XXH3_64bits(text.data(), text.size());; ++place) {
    const std::uint32_t found = table_[place & (table_.size() - 1)];
    if (found == 0) return false;
    if (texts_[found - 1] == text) return true;
  }
}

}  // namespace wend::codegen
