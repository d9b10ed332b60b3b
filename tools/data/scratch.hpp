// Memory for the texts and sets of one row, used over again for the next.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace wend::data {

// Objects of T that stay where they are until the next `clear`, and keep their memory over it.
template <typename T>
class Pool {
 public:
  [[nodiscard]] T& take() {
    if (used_ == items_.size()) items_.emplace_back();
    T& item = items_[used_++];
    item.clear();
    return item;
  }
  void clear() { used_ = 0; }

 private:
  std::deque<T> items_;
  std::size_t used_ = 0;
};

struct Scratch {
  Pool<std::string> texts;
  Pool<std::vector<std::int32_t>> ordinals;
  Pool<std::vector<std::string>> sets;

  void clear() {
    texts.clear();
    ordinals.clear();
    sets.clear();
  }
};

}  // namespace wend::data
