#include "runtime/lists/name_list.hpp"

#include <xxhash.h>

namespace wend::lists {
namespace {

constexpr std::size_t kFirstTable = 16;

std::size_t begin_of(const std::vector<std::uint64_t>& ends, std::size_t position) {
  return position == 0 ? 0 : ends[position - 1];
}

}  // namespace

std::size_t NameList::place_of(std::string_view customer) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t place = XXH3_64bits(customer.data(), customer.size()) & mask;
  while (table_[place] != 0 && name(table_[place] - 1) != customer) place = (place + 1) & mask;
  return place;
}

std::optional<std::size_t> NameList::find(std::string_view customer) const {
  if (table_.empty()) return std::nullopt;
  const std::uint32_t found = table_[place_of(customer)];
  return found == 0 ? std::nullopt : std::optional<std::size_t>(found - 1);
}

std::string_view NameList::name(std::size_t position) const {
  const std::size_t begin = begin_of(ends_, position);
  return std::string_view(names_).substr(begin, ends_[position] - begin);
}

layout::Row NameList::row(std::size_t position) const {
  if (row_begins_.empty()) return {};
  return {&layout_, rows_.data() + row_begins_[position]};
}

std::span<const std::byte> NameList::row_bytes(std::size_t position) const {
  if (row_begins_.empty()) return {};
  const std::size_t end = position + 1 < row_begins_.size() ? row_begins_[position + 1] : rows_.size();
  return std::span(rows_).subspan(row_begins_[position], end - row_begins_[position]);
}

NameListBuilder::NameListBuilder(const schema::List& list) {
  list_.layout_ = layout::record_layout(list);
  list_.table_.resize(kFirstTable);
}

bool NameListBuilder::add(std::string_view customer, std::span<const Value> fields) {
  if (is_full()) return false;
  if ((list_.size() + 1) * 2 > list_.table_.size()) grow();
  std::uint32_t& place = list_.table_[list_.place_of(customer)];
  if (place != 0) return false;
  list_.names_ += customer;
  list_.ends_.push_back(list_.names_.size());
  place = static_cast<std::uint32_t>(list_.size());
  if (!list_.layout_.fields.empty()) {
    list_.row_begins_.push_back(list_.rows_.size());
    layout::append_row(list_.layout_, fields, list_.rows_);
  }
  return true;
}

void NameListBuilder::grow() {
  list_.table_.assign(list_.table_.size() * 2, 0);
  for (std::size_t position = 0; position < list_.size(); ++position) {
    list_.table_[list_.place_of(list_.name(position))] = static_cast<std::uint32_t>(position + 1);
  }
}

}  // namespace wend::lists
