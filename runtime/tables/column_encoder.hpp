// One column of a column file while it is being written: takes a chunk's values, and gives them as a piece.
//
// A column's storage grows from piece to piece and never shrinks, so that a file has few different layouts, whatever
// its values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/tables/dictionary.hpp"
#include "runtime/tables/format.hpp"
#include "runtime/value/value.hpp"

namespace wend::tables {

class ColumnEncoder {
 public:
  // Of a tag. Borrows the schema. Sketches have at most so many codes, two or more of them.
  ColumnEncoder(const schema::Schema& schema, schema::TagIndex tag, std::size_t sketch_codes);
  // Of texts that are hardly ever the same: the customers' ids.
  [[nodiscard]] static ColumnEncoder of_ids();

  // The next row's; Unknown, and what does not fit the type, is missing.
  void add(const Value& value);
  // Held in memory for this chunk.
  [[nodiscard]] std::size_t size() const;

  struct Encoded {
    Piece piece;  // but for its sections
    std::string bytes;
    std::string sketch;
  };
  // What has been added since the last call; false where it is more than a piece can hold.
  [[nodiscard]] bool take(Encoded& encoded);

  // The dictionary's entries as a piece has them; nothing where there is no dictionary.
  [[nodiscard]] std::string dictionary() const;
  [[nodiscard]] std::size_t entries() const { return interned_.size(); }

 private:
  explicit ColumnEncoder(Type type) : type_(type) {}

  bool keep(const Value& value);
  bool keep_scalar(const Value& value);
  [[nodiscard]] bool has_form(const Value& value) const;
  void append_bitmap(Encoded& encoded) const;
  void encode_bits(Encoded& encoded);
  void encode_integers(Encoded& encoded);
  void encode_codes(Encoded& encoded, PieceStorage storage);
  bool encode_images(Encoded& encoded);
  bool intern();
  [[nodiscard]] std::string_view image(std::size_t known) const;
  template <typename Stored, typename Item>
  void append_each(std::string& bytes, Stored otherwise, const std::vector<Item>& stored) const;
  void append_stored(Encoded& encoded, const std::vector<std::int64_t>& stored) const;
  void append_sketch(Encoded& encoded, const std::vector<std::int64_t>& stored) const;
  [[nodiscard]] bool is_known(std::size_t row) const { return (known_[row / 64] >> (row % 64) & 1U) != 0; }

  Type type_;
  std::size_t sketch_codes_ = kMostSketchCodes;
  std::int64_t names_ = 0;                     // of an enum or of products: how many
  PieceStorage storage_ = PieceStorage::none;  // so far
  bool is_plain_ = false;                      // from now on without the dictionary
  Interned interned_;

  std::uint32_t rows_ = 0;
  std::vector<std::uint64_t> known_;   // a bitmap
  std::vector<std::int64_t> scalars_;  // of the known rows
  std::string images_;                 // likewise, one after the other
  std::vector<std::size_t> ends_;
};

}  // namespace wend::tables
