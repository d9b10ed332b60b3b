// A name list as bytes: what `wend list import` writes.
//
// A header, then for each customer the id and the row of the fields, then a hash of all that stands before it:
//   "WENDLIST"; the format's version and the number of customers as 64 bits; a hash of the fields' names and types
//   for each customer: the sizes of id and row as 32 bits each, the id, padding to 8, the row
//   XXH3 of the bytes before it, 64 bits
// All numbers are little-endian.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "runtime/lists/name_list.hpp"
#include "runtime/value/result.hpp"

namespace wend::lists {

[[nodiscard]] std::string encode(const schema::Schema& schema, const schema::List& list, const NameList& names);

// Bytes from outside, aligned to 8. An error says that they are damaged, of another version, or of a list with other
// fields.
[[nodiscard]] Result<NameList> decode(const schema::Schema& schema, const schema::List& list,
                                      std::span<const std::byte> bytes);

// Whether the bytes begin as a list's file does.
[[nodiscard]] bool is_list_file(std::span<const std::byte> bytes);

}  // namespace wend::lists
