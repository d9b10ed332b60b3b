// A row of some tags, written anew for each customer: what a row evaluator reads where columns cannot answer.
//
//     const TagRowShape shape(*program.schema, uses.tags);
//     TagRow row(shape);
//     row.begin();
//     row.set(0, value);                 // of the first of the tags
//     inputs.tags = row.row();
//
// Texts are borrowed from the columns, sets are copied. A shape never changes and may be shared; a TagRow is for one
// thread.
#pragma once

#include <span>
#include <vector>

#include "compiler/layout/row_layout.hpp"

namespace wend::columns {

class TagRowShape {
 public:
  TagRowShape(const schema::Schema& schema, std::span<const schema::TagIndex> tags);

  [[nodiscard]] std::span<const schema::TagIndex> tags() const { return tags_; }
  [[nodiscard]] const layout::RowLayout& layout() const { return layout_; }

 private:
  std::vector<schema::TagIndex> tags_;
  layout::RowLayout layout_;
};

class TagRow {
 public:
  // The shape must outlive it.
  explicit TagRow(const TagRowShape& shape) : shape_(&shape), bytes_(shape.layout().fixed_size) {}

  // All tags are missing.
  void begin();
  void set(std::size_t position, const Value& value);
  // Valid until the next change.
  [[nodiscard]] layout::Row row() const { return {&shape_->layout(), bytes_.data()}; }

 private:
  template <typename Item>
  void write(std::size_t offset, const Item& item);
  template <typename Item>
  Texts::Entry append(std::span<const Item> items);
  Texts::Entry append_texts(const Texts& texts);

  const TagRowShape* shape_;
  std::vector<std::byte> bytes_;
  std::vector<Texts::Entry> entries_;
};

}  // namespace wend::columns
