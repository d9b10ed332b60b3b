// How a column of Arrow's holds a tag: which of its types may, and whether it is read in place or converted.
//
//   tag                        columns of Arrow's
//   bool                       bool
//   integer, distance,         int8 … int64, uint8 … uint64, decimal128, float32, float64: of whole units (of the
//   number, money              currency, metres), rounded half to even to the type's places
//   date                       date32, date64
//   time                       timestamp (s, ms, us, ns); without a time zone, local times of the schema's
//   time of day                time32, time64
//   duration                   duration
//   period                     month interval
//   enum, product              utf8, large_utf8, dictionary of them: names or labels; int8 … int64, uint8 … uint32: the
//                              position in the schema's list
//   text, customer             utf8, large_utf8, dictionary of them
//   set                        list, large_list of utf8, large_utf8, dictionary of them
//   place                      struct with the float64 columns latitude and longitude, lat and lon, or y and x (as
//                              GeoArrow separates the coordinates of points): degrees
//   list of records            list, large_list of a struct with a column for each field, by name or label; fields
//                              without one are missing
//
// Nanoseconds are rounded down to microseconds. Values beyond the type's range are missing, and so are NaN, infinities
// and days of negative or of more than 24 hours. Texts are taken as they are: in Unicode's NFC, as programs are.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/columns/arrow_abi.h"
#include "runtime/value/result.hpp"

namespace wend::columns {

struct ArrowSource {
  enum class Way : std::uint8_t {
    in_place,    // numbers and bits
    texts,       // in place, with offsets to be looked at
    codes,       // in place, of a dictionary
    wide_codes,  // of 64 bits: converted to 32
    names,       // texts that stand for positions: converted to codes
    decimals,    // converted to 64 bits
    unsigned64,  // likewise
    local_times,
    months,
    sets,
    places,
    records,
  };
  Way way = Way::in_place;
  std::size_t child = 0;    // of the record batch, or of the struct that it is a field of
  std::uint32_t place = 0;  // of the tag in the schema, or of the field in its list
  layout::Column column;
  std::int64_t factor = 1;
  std::int64_t divisor = 1;
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
  int scale = 0;                 // of decimals
  bool large = false;            // offsets of texts or lists have 64 bits
  std::size_t index_width = 0;   // of codes, also of a set's elements
  bool inner_large = false;      // of a dictionary's or a set's texts
  bool element_is_code = false;  // of a set
  std::size_t children = 0;      // of a struct: of places and records
  // Of records: those of the fields that have a column. Of places: latitude and longitude.
  std::vector<ArrowSource> fields;
};

// Nothing: the column cannot hold values of the type.
[[nodiscard]] std::optional<ArrowSource> find_source(const schema::Schema& schema, const Type& type,
                                                     const ArrowSchema& column);
// An error says what the column is and what would do.
[[nodiscard]] Result<ArrowSource> source_of(const schema::Schema& schema, std::uint32_t tag, const ArrowSchema& column);
// Of the customers' ids.
[[nodiscard]] Result<ArrowSource> customer_source(const schema::Schema& schema, const ArrowSchema& column);

}  // namespace wend::columns
