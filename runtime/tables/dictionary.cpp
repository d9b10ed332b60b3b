#include "runtime/tables/dictionary.hpp"

namespace wend::tables {

std::uint32_t Interned::code_of(std::string_view image) {
  const auto found = codes_.find(image);
  if (found != codes_.end()) return found->second;
  const auto code = static_cast<std::uint32_t>(entries_.size());
  codes_.emplace(entries_.emplace_back(image), code);
  bytes_ += image.size();
  return code;
}

void Interned::shrink(std::size_t size) {
  while (entries_.size() > size) {
    bytes_ -= entries_.back().size();
    codes_.erase(entries_.back());
    entries_.pop_back();
  }
}

}  // namespace wend::tables
