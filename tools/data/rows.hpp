// The rows of a data file, in whichever of the two formats it is: CSV with a header, or JSON Lines.
//
// `.csv` is CSV; `.jsonl`, `.ndjson` and `.json` are JSON Lines; of any other file the first letter decides. One thread
// at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/data/csv_records.hpp"
#include "tools/data/fault.hpp"
#include "tools/data/json_line.hpp"
#include "tools/data/node.hpp"
#include "tools/data/text_lines.hpp"

namespace wend::data {

class Rows {
 public:
  explicit Rows(std::string path);

  // The first call reads a CSV file's header too. After a fatal fault there are no more rows.
  [[nodiscard]] Outcome next();

  // Of the row; valid until the next call.
  [[nodiscard]] Nodes nodes() const { return csv_ ? Nodes(cells_) : json_.nodes(); }
  // As it stands in the file, also of a row that is a fault.
  [[nodiscard]] std::string_view text() const { return csv_ ? csv_->text() : text_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }

  [[nodiscard]] const Fault& fault() const { return fault_; }
  // A problem of the row's contents as a fault at its place.
  [[nodiscard]] Fault fault_of(Problem problem) const;
  // A fault of the whole file.
  [[nodiscard]] Fault fatal(diagnostics::Code code, std::vector<std::string> arguments, std::uint64_t line = 0) const;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool is_csv() const { return csv_ != nullptr; }
  // A CSV file's column names; empty before the first call of `next`.
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  // At the end: whether there was nothing in the file, not even a header.
  [[nodiscard]] bool was_empty() const { return line_ == 0; }
  [[nodiscard]] std::uint64_t bytes_read() const { return lines_.bytes_read(); }
  [[nodiscard]] std::uint64_t size() const { return lines_.size(); }

 private:
  Outcome start();
  Outcome read_header();
  Outcome next_json();
  Outcome next_csv();
  Outcome end();
  Outcome fail_record();
  Outcome fail(Fault fault);
  Outcome fail(Problem problem);

  std::string path_;
  TextLines lines_;
  std::unique_ptr<CsvRecords> csv_;  // null: JSON Lines
  JsonLine json_;
  std::vector<std::string> header_;
  std::vector<Node> cells_;
  std::string_view text_;
  std::uint64_t line_ = 0;
  bool started_ = false;
  Fault fault_;
};

}  // namespace wend::data
