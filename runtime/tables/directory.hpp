// The directory of a column file: its columns by name and type, so that a file still opens after tags were added to the
// schema, moved or removed, and values were added to an enum.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/tables/format.hpp"
#include "runtime/value/result.hpp"

namespace wend::tables {

struct StoredColumn {
  std::string name;
  std::string type;                 // schema::describe
  std::vector<std::string> values;  // of an enum, of products: their names, by the numbers that the file has for them
  std::uint64_t records = 0;        // of a list: a hash of its fields, whose rows are read as they lie
  std::uint64_t entries = 0;        // of the dictionary
  Section dictionary;               // without bytes where there is none
  Section pieces;                   // a Piece for each chunk
};

struct Directory {
  std::uint64_t rows = 0;
  std::vector<std::uint32_t> chunks;  // rows of each
  Section ids;                        // pieces of the customers' ids
  std::vector<StoredColumn> columns;
};

[[nodiscard]] std::string encode(const Directory& directory);
// An error says that it is damaged. Numbers and sizes are bounded by the bytes that there are.
[[nodiscard]] Result<Directory> decode_directory(std::span<const std::byte> bytes);

// A column of the tag, as the schema has it.
[[nodiscard]] StoredColumn column_of(const schema::Schema& schema, const schema::Tag& tag);

// By the file's number of an enum's value or a product, the schema's; empty where both are the same. An error names a
// value that the schema lacks.
[[nodiscard]] Result<std::vector<std::int32_t>> numbers_in(const schema::Schema& schema, const schema::Tag& tag,
                                                           const StoredColumn& stored);

}  // namespace wend::tables
