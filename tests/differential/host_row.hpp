// Rows as a host may keep them: structs with every kind of storage and every mark for what is missing, in any order.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiler/layout/row_layout.hpp"
#include "tests/differential/random.hpp"

namespace wend::differential {

[[nodiscard]] layout::RowLayout random_host_layout(Random& random, std::span<const Type> types);

// A row, what it points to, and the std::strings that live in it: it stays where it was made.
struct HostRow {
  struct EndsLife {
    void operator()(std::string* text) const { std::destroy_at(text); }
  };

  HostRow() = default;
  HostRow(const HostRow&) = delete;
  HostRow& operator=(const HostRow&) = delete;

  std::vector<std::byte> bytes;
  std::deque<std::string> texts;
  std::vector<std::unique_ptr<std::string, EndsLife>> strings;  // inside `bytes`, which they must not outlive
};

// Writes the values as well as the layout can say them, and replaces each by what the row then holds: unknown, or
// another value, where the storage is too narrow or cannot say that something is missing. It works this out without
// layout::load, which it is there to be compared with.
void write_host_row(Random& random, const layout::RowLayout& layout, std::span<OwnedValue> values, HostRow& row);

}  // namespace wend::differential
