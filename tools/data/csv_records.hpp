// The records of a CSV file, parsed by libcsv: commas, values in double quotes where they hold commas, quotes (doubled)
// or line breaks; blanks around a value that is not quoted do not count; blank lines are passed over.
//
//     CsvRecords records(lines);
//     while (records.next() == Outcome::row) use(records.cells());
//
// One thread at a time.
#pragma once

#include <csv.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/data/fault.hpp"
#include "tools/data/text_lines.hpp"

namespace wend::data {

class CsvRecords {
 public:
  // Borrows the lines, which are read by nobody else.
  explicit CsvRecords(TextLines& lines);
  ~CsvRecords();
  CsvRecords(const CsvRecords&) = delete;
  CsvRecords& operator=(const CsvRecords&) = delete;

  // A record longer than kLongestLine is a fault, and so is one that the file's end cuts off.
  [[nodiscard]] Outcome next();

  // Of the record that next came to; valid until the next call.
  [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }
  [[nodiscard]] std::string_view text() const { return text_; }  // as it stands in the file
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] bool ended() const { return ended_; }  // by a line break; false: the file ends here

  // After a fault: what it was, and the byte in the text (0: of the whole record).
  [[nodiscard]] diagnostics::Code code() const { return code_; }
  [[nodiscard]] std::size_t offset() const { return offset_; }

  // The byte of text() at which a cell begins.
  [[nodiscard]] std::size_t cell_offset(std::size_t cell) const;

 private:
  static void on_cell(void* bytes, std::size_t size, void* self);
  static void on_record(int letter, void* self);

  void begin();
  bool feed(std::string_view text);
  Outcome finish();
  Outcome fail(diagnostics::Code code, std::size_t offset);

  TextLines& lines_;
  csv_parser parser_;
  std::string text_;
  std::string contents_;  // of the cells, one after the other
  std::vector<std::size_t> ends_;
  std::vector<std::string_view> cells_;
  std::uint64_t line_ = 0;
  bool ended_ = true;
  bool complete_ = false;
  diagnostics::Code code_{};
  std::size_t offset_ = 0;
};

}  // namespace wend::data
