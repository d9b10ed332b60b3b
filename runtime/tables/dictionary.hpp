// The different images of a column, numbered in the order in which they came, for the whole file.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wend::tables {

class Interned {
 public:
  // Beyond either bound a column is better off without a dictionary.
  static constexpr std::size_t kMostEntries = 65'536;
  static constexpr std::size_t kMostBytes = std::size_t{2} << 20;

  // The image's number; new ones are added.
  [[nodiscard]] std::uint32_t code_of(std::string_view image);
  [[nodiscard]] bool is_full() const { return entries_.size() > kMostEntries || bytes_ > kMostBytes; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  // Takes back what was added after there were so many.
  void shrink(std::size_t size);

  [[nodiscard]] std::vector<std::string_view> entries() const { return {entries_.begin(), entries_.end()}; }

 private:
  std::deque<std::string> entries_;  // where entries stay in their places
  std::unordered_map<std::string_view, std::uint32_t> codes_;
  std::size_t bytes_ = 0;
};

}  // namespace wend::tables
