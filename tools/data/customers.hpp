// Reads customers and their tags: CSV with a header, JSON Lines, or a column file (runtime/tables), streaming.
//
//     CustomerReader customers("customers.csv", schema, zone);
//     for (;;) {
//       switch (customers.next()) {
//         case Outcome::row: use(customers.id(), customers.values()); continue;
//         case Outcome::fault: say(customers.fault()); …
//         case Outcome::end: break;
//       }
//     }
//
// The column `customer` is the id, the others are tags by identifier; empty is missing. A column that the schema lacks
// and a value outside of the schema's range are counted (warnings); a value that does not fit its tag's type, a tag
// missing that the schema requires, and an id that an earlier line has are faults of their line, and reading may go on
// behind it. Every column is checked, whichever tags are wanted. Remembers 32 to 64 bytes a customer against doubles.
// What a column file holds has gone through all that when it was made. Borrows the schema. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "tools/data/column_rows.hpp"
#include "tools/data/field_reader.hpp"
#include "tools/data/rows.hpp"
#include "tools/data/seen.hpp"

namespace wend::data {

class CustomerReader {
 public:
  CustomerReader(std::string path, const schema::Schema& schema, const Zone& zone);

  [[nodiscard]] Outcome next();

  // Of the row; valid until the next call.
  [[nodiscard]] std::string_view id() const { return id_; }
  // By tag index; Unknown where the file says nothing.
  [[nodiscard]] std::span<const Value> values() const { return columns_ ? columns_->values() : tags_.values(); }
  // The line as it stands in the file, also of a fault; nothing of a column file.
  [[nodiscard]] std::string_view text() const { return columns_ ? std::string_view() : rows_.text(); }
  [[nodiscard]] const Fault& fault() const { return fault_; }

  // What was counted so far; a file with nothing in it says so here.
  [[nodiscard]] std::vector<Fault> warnings() const;
  [[nodiscard]] std::uint64_t bytes_read() const { return columns_ ? columns_->bytes_read() : rows_.bytes_read(); }
  [[nodiscard]] std::uint64_t size() const { return rows_.size(); }

 private:
  Outcome next_of_columns();
  bool check_header();
  bool read_row();
  bool read_members(const Node*& customer);
  bool remember(const Node& customer);
  bool fail(Problem problem);

  const schema::Schema& schema_;
  Rows rows_;
  std::unique_ptr<ColumnRows> columns_;  // null: lines of text
  ValueReader reader_;
  Tally tally_;
  FieldReader tags_;
  std::vector<std::uint32_t> required_;
  Seen seen_;
  std::string_view id_;
  Fault fault_;
  bool header_checked_ = false;
  bool failed_ = false;  // fatally
  bool ended_ = false;
};

// The schema's tags as FieldReader wants them, by tag index.
[[nodiscard]] std::vector<FieldReader::Field> tag_fields(const schema::Schema& schema);

}  // namespace wend::data
