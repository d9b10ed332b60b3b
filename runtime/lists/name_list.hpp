// Name lists: customers that someone wrote down, and what was written beside their names.
//
// A list is data, never code: membership is one look into a hash table, whatever the list's length. A NameList is
// immutable once made and may be read by any number of threads; NameLists says which of the schema's lists are there.
//
//     lists::NameListBuilder vips(schema.lists[0]);
//     if (!vips.add("2873", fields)) …                  // on it already
//     lists::NameLists all(schema.lists.size());
//     all.set(0, std::make_shared<const lists::NameList>(std::move(vips).finish()));
//
// Takes, for each customer, the id's bytes and 16 more, and the row of the fields where the list has any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/layout/row_layout.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::lists {

// The most customers on one list; more is a fault of the file.
inline constexpr std::size_t kMostNames = 50'000'000;

class NameList {
 public:
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  // Where the customer stands on the list, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view customer) const;
  // The id at a position, in the order of the file.
  [[nodiscard]] std::string_view name(std::size_t position) const;
  // What the list says beside the name; a row without data where the list has no fields.
  [[nodiscard]] layout::Row row(std::size_t position) const;
  // As long as the row lives in the block of all rows.
  [[nodiscard]] std::span<const std::byte> row_bytes(std::size_t position) const;

 private:
  friend class NameListBuilder;
  // The place of the name in the table, or the free one where it belongs.
  [[nodiscard]] std::size_t place_of(std::string_view customer) const;

  layout::RowLayout layout_;
  std::string names_;                      // one after another
  std::vector<std::uint64_t> ends_;        // by position: where in `names_` the name ends
  std::vector<std::byte> rows_;            // one after another
  std::vector<std::uint64_t> row_begins_;  // by position; empty where the list has no fields
  std::vector<std::uint32_t> table_;       // positions plus 1 by hash, 0 is free; its size is a power of two
};

class NameListBuilder {
 public:
  explicit NameListBuilder(const schema::List& list);

  // False where the customer is on the list already, or the list is full. `fields` by the schema's fields.
  [[nodiscard]] bool add(std::string_view customer, std::span<const Value> fields);
  [[nodiscard]] bool is_full() const { return list_.size() >= kMostNames; }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] NameList finish() && { return std::move(list_); }

 private:
  void grow();

  NameList list_;
};

// By the schema's lists: those that are there.
class NameLists {
 public:
  NameLists() = default;
  explicit NameLists(std::size_t lists) : lists_(lists) {}

  void set(std::size_t index, std::shared_ptr<const NameList> list) { lists_[index] = std::move(list); }
  // Null where there is no such list.
  [[nodiscard]] const NameList* find(std::size_t index) const {
    return index < lists_.size() ? lists_[index].get() : nullptr;
  }

 private:
  std::vector<std::shared_ptr<const NameList>> lists_;
};

}  // namespace wend::lists
