// Values that are no single number, as bytes: what dictionaries compare and pieces are made of.
//
//   text, customer   the text                 set of text  for each text its 32-bit size and the text
//   set of an enum   the 32-bit numbers       list         for each record its 32-bit size and its dense row
//   period           the three parts
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/tables/format.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::tables {

// Appends the image of a known value; false, and nothing appended, where the value has none.
bool append_image(const Value& value, std::string& images);

// Of a set of texts, or the rows of a list of records; in order.
[[nodiscard]] std::vector<std::string_view> texts_of(std::string_view image);

// How a type's images lie in a piece of their own, and in a dictionary.
[[nodiscard]] PieceStorage plain_storage(const Type& type);

// Appends images as a piece has them: `images[row]`, empty where the row is missing. False where they are too many
// bytes for 32-bit offsets.
[[nodiscard]] bool append_plain(PieceStorage storage, std::span<const std::string_view> images, std::string& bytes);

void pad(std::string& bytes);  // to the next section's boundary

}  // namespace wend::tables
