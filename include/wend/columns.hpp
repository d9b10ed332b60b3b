// Segments over a table of customers in columns: how many, and who.
//
//     host::Result<host::Columns> table = host::Columns::from_arrow(program, &stream);   // ArrowArrayStream
//     host::Result<host::Audience> audience = host::Audience::make(program, {"savers", "dormant"});
//     host::Result<std::vector<std::uint64_t>> counts = audience->count(*table, now, 4);  // by segment; four threads
//
// All segments are judged in one pass over the rows, and share what they have in common. Rows are judged 64 at a time
// with what the processor has (AVX-512, AVX2, or plain code), and mean what Predicate says of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <wend/arrow.h>
#include <wend/name_lists.hpp>
#include <wend/predicate.hpp>
#include <wend/program.hpp>
#include <wend/result.hpp>
#include <wend/value.hpp>

namespace wend::host {

// A table taken in by Arrow's C Data Interface, read in place as far as that can be. Columns are matched to tags by
// name or label; those that match none are left out, and so are the customers' ids unless the column is `customer`.
// Money, numbers and integers in integers are whole units; times without a zone are local ones of the schema's.
// docs/embedding.md says which of Arrow's types may hold which tag, and what is converted.
//
// Whatever can be seen of a malformed array is looked at and refused. Sizes of buffers cannot be: the interface does
// not carry them.
//
// Any number of threads may read it at once, none while leave_out is called.
class [[gnu::visibility("default")]] Columns {
 public:
  // Takes what it is given, also where it answers with an error: the structs are marked as released, and the producer's
  // release callbacks are called, once, when the table goes. Nobody may write to the buffers until then.
  // Fault::wrong_storage, whose message names the column; no_time_zone.
  [[nodiscard]] static Result<Columns> from_arrow(const Program& program, ArrowSchema* schema,
                                                  ArrowArray* batch) noexcept;
  // All batches of the stream, to its end.
  [[nodiscard]] static Result<Columns> from_arrow(const Program& program, ArrowArrayStream* stream) noexcept;
  Columns(Columns&&) noexcept;
  Columns& operator=(Columns&&) noexcept;
  ~Columns();

  // The table does not have this tag: it is missing for every row. Saying so lets segments that read it be judged. Of a
  // tag that the table has a column for nothing changes. Fault::unknown_name.
  [[nodiscard]] Status leave_out(std::string_view tag) noexcept;

  // Of all batches; rows are numbered from 0 through all of them.
  [[nodiscard]] std::uint64_t rows() const noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit Columns(std::unique_ptr<Parts> parts) noexcept;
  std::unique_ptr<Parts> parts_;
};

// Segments of a program. Never changes; any number of threads may ask it at once.
class [[gnu::visibility("default")]] Audience {
 public:
  // By the segments' names or labels. Fault::unknown_name; needs_history where one asks for events.
  //
  // Native code, where it is to be had and asked for `where_possible`, is made for the first table of a million rows or
  // more, unless the segments are so many that making it takes longer than a second; 20 ms for a few. Where it is
  // `required`, it is made for every table, and its absence is a Fault::no_native_code of what is asked.
  [[nodiscard]] static Result<Audience> make(const Program& program, const std::vector<std::string_view>& segments,
                                             Native native = Native::where_possible) noexcept;
  Audience(Audience&&) noexcept;
  Audience& operator=(Audience&&) noexcept;
  ~Audience();

  // The three answer by segment, in the order in which they were named, with so many threads, the calling one among
  // them: 1 to 256, and what lies beyond counts as the nearer of the two. Nobody is in a segment where `now` lies
  // outside the years 1 to 9999. Fault::another_schema; not_bound with the name of what a segment reads or asks: a tag
  // that the table neither has nor leaves out, a name list that `lists` neither have nor leave out, or who the customer
  // is where there is no column `customer`.
  [[nodiscard]] Result<std::vector<std::uint64_t>> count(const Columns& table, Instant now, unsigned threads = 1,
                                                         const NameLists* lists = nullptr) const noexcept;
  // A bit for each row, the lowest first; those behind the last row are 0.
  [[nodiscard]] Result<std::vector<std::vector<std::uint64_t>>> bitmaps(
      const Columns& table, Instant now, unsigned threads = 1, const NameLists* lists = nullptr) const noexcept;
  // Numbers of rows, rising.
  [[nodiscard]] Result<std::vector<std::vector<std::uint64_t>>> rows(const Columns& table, Instant now,
                                                                     unsigned threads = 1,
                                                                     const NameLists* lists = nullptr) const noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit Audience(std::unique_ptr<const Parts> parts) noexcept;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace wend::host
