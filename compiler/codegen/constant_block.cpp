#include "compiler/codegen/constant_block.hpp"

#include "compiler/layout/frame.hpp"

namespace wend::codegen {
namespace {

constexpr std::size_t kAlignment = 8;

template <typename T>
std::string_view bytes_of(std::span<const T> items) {
  return {reinterpret_cast<const char*>(items.data()), items.size_bytes()};
}

layout::Cell known_cell(std::uint64_t bits, std::size_t size) {
  return {static_cast<std::int64_t>(bits), static_cast<std::uint32_t>(size), 1};
}

struct CellOf {
  ConstantBlock& block;

  layout::Cell operator()(Unknown) const { return {}; }
  layout::Cell operator()(bool value) const { return known_cell(value ? 1 : 0, 0); }
  layout::Cell operator()(std::int64_t value) const { return known_cell(static_cast<std::uint64_t>(value), 0); }
  layout::Cell operator()(const Period& value) const { return layout::cell_of(value); }
  layout::Cell operator()(const std::string& value) const { return known_cell(block.text(value), value.size()); }
  layout::Cell operator()(const std::vector<std::int32_t>& value) const {
    return known_cell(block.ordinals(value), value.size());
  }
  layout::Cell operator()(const std::vector<std::string>& value) const {
    return known_cell(block.texts(value), value.size());
  }
  // No product has a list.
  layout::Cell operator()(const OwnedRecords&) const { return {}; }
};

}  // namespace

std::uint64_t ConstantBlock::text(std::string_view text) {
  return place(text);
}

std::uint64_t ConstantBlock::ordinals(std::span<const std::int32_t> ordinals) {
  return place(bytes_of(ordinals));
}

std::uint64_t ConstantBlock::texts(std::span<const std::string> texts) {
  std::vector<Texts::Entry> entries;
  entries.reserve(texts.size());
  for (const std::string& text : texts) {
    entries.push_back({static_cast<std::uint32_t>(place(text)), static_cast<std::uint32_t>(text.size())});
  }
  return place(bytes_of(std::span<const Texts::Entry>(entries)));
}

std::uint64_t ConstantBlock::table(std::span<const OwnedValue> values) {
  std::vector<layout::Cell> cells;
  cells.reserve(values.size());
  for (const OwnedValue& value : values) cells.push_back(std::visit(CellOf{*this}, value));
  return place(bytes_of(std::span<const layout::Cell>(cells)));
}

std::uint64_t ConstantBlock::zeros(std::uint64_t size) {
  return place(std::string(size, '\0'));
}

std::uint64_t ConstantBlock::place(std::string_view piece) {
  if (const auto found = placed_.find(piece); found != placed_.end()) return found->second;
  const std::uint64_t offset = bytes_.size();
  bytes_.append(piece);
  bytes_.resize((bytes_.size() + kAlignment - 1) / kAlignment * kAlignment);
  placed_.emplace(piece, offset);
  return offset;
}

}  // namespace wend::codegen
