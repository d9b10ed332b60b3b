// Columns of Arrow arrays as layout::ColumnData: read in place where that can be, else converted into memory of their
// own.
#pragma once

#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "runtime/columns/arrow_source.hpp"
#include "runtime/columns/arrow_view.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::columns {

class TextLists;

// Owns what is converted, for as long as the columns are read.
class ArrowColumns {
 public:
  // Borrows the schema. `zone` is that of timestamps without one.
  ArrowColumns(const schema::Schema& schema, const Zone& zone) : schema_(&schema), names_(schema), zone_(zone) {}

  // `rows` rows from `first` on. An error says what is wrong with the array, or which of its texts is no name.
  [[nodiscard]] Result<layout::ColumnData> column(const ArrowSource& source, const ArrowArray* array, std::size_t first,
                                                  std::size_t rows);

 private:
  using Buffer = std::unique_ptr<std::byte[]>;
  // A dictionary's buffers, where it begins and ends, and the type of what it stands for.
  using DictionaryKey = std::tuple<const void*, const void*, std::size_t, std::size_t, TypeKind, std::uint16_t>;

  [[nodiscard]] Result<layout::ColumnData> in_place(const ArrowSource& source, const ArrowView& view) const;
  [[nodiscard]] Result<layout::ColumnData> texts(const ArrowSource& source, const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> codes(const ArrowSource& source, const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> names(const ArrowSource& source, const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> numbers(const ArrowSource& source, const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> months(const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> sets(const ArrowSource& source, const ArrowView& view);

  [[nodiscard]] Result<const layout::Dictionary*> dictionary(const Type& type, const ArrowArray* array, bool large);
  // What a text stands for: itself, or the position of the value that it names.
  [[nodiscard]] Result<Value> meaning(const Type& type, std::string_view text) const;
  // A set's elements as texts, or as the entries of their dictionary.
  [[nodiscard]] Result<std::vector<Value>> elements(const ArrowSource& source, const ArrowView& view, std::size_t first,
                                                    std::size_t count);
  [[nodiscard]] Result<layout::ColumnData> ordinal_sets(const std::vector<std::vector<Value>>& rows,
                                                        const std::vector<bool>& known);
  [[nodiscard]] Result<layout::ColumnData> text_sets(const std::vector<std::vector<Value>>& rows,
                                                     const std::vector<bool>& known);
  [[nodiscard]] Result<layout::ColumnData> places(const ArrowSource& source, const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> records(const ArrowSource& source, const ArrowView& view);
  [[nodiscard]] Result<layout::ColumnData> keep(const TextLists& lists, const std::vector<bool>& known);
  std::byte* room(std::size_t bytes);
  const std::byte* bitmap(const std::vector<bool>& known);

  const schema::Schema* schema_;
  schema::Names names_;
  Zone zone_;
  std::vector<Buffer> buffers_;
  std::vector<std::unique_ptr<layout::ColumnData>> inner_;
  std::map<DictionaryKey, std::unique_ptr<layout::Dictionary>> dictionaries_;
};

}  // namespace wend::columns
