#include "tools/data/rows.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/schema/identifiers.hpp"
#include "tools/data/utf8.hpp"

namespace wend::data {

namespace {

using diagnostics::Code;
namespace codes = diagnostics::codes;

bool is_csv_file(std::string_view path, TextLines& lines) {
  if (path.ends_with(".csv")) return true;
  for (const std::string_view extension : {".jsonl", ".ndjson", ".json"}) {
    if (path.ends_with(extension)) return false;
  }
  return lines.first_letter() != '{';
}

std::uint32_t as_place(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

}  // namespace

Rows::Rows(std::string path) : path_(std::move(path)), lines_(path_) {}

Fault Rows::fatal(Code code, std::vector<std::string> arguments, std::uint64_t line) const {
  Fault fault;
  fault.code = code;
  fault.arguments = std::move(arguments);
  fault.path = path_;
  fault.line = line;
  fault.fatal = true;
  return fault;
}

Fault Rows::fault_of(Problem problem) const {
  const std::size_t offset = csv_ ? csv_->cell_offset(problem.place) : problem.place;
  Fault fault;
  fault.code = problem.code;
  fault.arguments = std::move(problem.arguments);
  fault.nearest = std::move(problem.nearest);
  fault.path = path_;
  fault.line = line_;
  fault.column = column_of(text(), offset);
  return fault;
}

Outcome Rows::fail(Fault fault) {
  fault_ = std::move(fault);
  return Outcome::fault;
}

// A problem whose place is a byte of the row's text.
Outcome Rows::fail(Problem problem) {
  const std::uint32_t column = column_of(text(), problem.place);
  problem.place = 0;
  fault_ = fault_of(std::move(problem));
  fault_.column = column;
  return Outcome::fault;
}

Outcome Rows::end() {
  if (lines_.failure().empty()) return Outcome::end;
  return fail(fatal(codes::data_unreadable, {lines_.failure()}));
}

Outcome Rows::next() {
  if (!started_) {
    started_ = true;
    const Outcome outcome = start();
    if (outcome != Outcome::row) return outcome;
  }
  return csv_ ? next_csv() : next_json();
}

Outcome Rows::start() {
  if (!lines_.failure().empty()) return end();
  if (!is_csv_file(path_, lines_)) return Outcome::row;
  csv_ = std::make_unique<CsvRecords>(lines_);
  return read_header();
}

Outcome Rows::read_header() {
  const Outcome outcome = csv_->next();
  if (outcome == Outcome::end) return end();
  line_ = csv_->line();
  if (outcome == Outcome::fault) {
    fail_record();
    fault_.fatal = true;
    return Outcome::fault;
  }
  for (const std::string_view name : csv_->cells()) {
    header_.push_back(schema::normalised(name));
    const bool twice = std::ranges::count(header_, header_.back()) > 1;
    if (twice && !name.empty()) {
      fail(Problem{codes::data_written_twice, {header_.back()}, {}, as_place(csv_->cell_offset(header_.size() - 1))});
      fault_.fatal = true;
      return Outcome::fault;
    }
  }
  return Outcome::row;
}

Outcome Rows::fail_record() {
  std::vector<std::string> arguments;
  if (csv_->code() == codes::data_line_too_long) arguments.push_back(std::to_string(kLongestLine));
  return fail(Problem{csv_->code(), std::move(arguments), {}, as_place(csv_->offset())});
}

Outcome Rows::next_csv() {
  const Outcome outcome = csv_->next();
  if (outcome == Outcome::end) return end();
  line_ = csv_->line();
  if (outcome == Outcome::fault) return fail_record();
  const auto cells = csv_->cells();
  if (cells.size() != header_.size()) {
    const Problem cut{codes::data_cut, {}, {}, as_place(csv_->text().size())};
    if (cells.size() < header_.size() && !csv_->ended()) return fail(cut);
    return fail(Problem{codes::data_cell_count, {std::to_string(cells.size()), std::to_string(header_.size())}, {}, 0});
  }
  cells_.clear();
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    cells_.push_back({header_[i], cells[i], cells[i].empty() ? Form::null : Form::cell, 0, i});
  }
  return Outcome::row;
}

Outcome Rows::next_json() {
  std::optional<TextLines::Line> line = lines_.next();
  while (line && line->text.find_first_not_of(" \t") == std::string_view::npos) line = lines_.next();
  if (!line) return end();
  text_ = line->text;
  line_ = line->number;
  if (line->too_long) return fail(Problem{codes::data_line_too_long, {std::to_string(kLongestLine)}, {}, 0});
  if (json_.read(text_)) return Outcome::row;
  if (!line->ended) return fail(Problem{codes::data_cut, {}, {}, as_place(text_.size())});
  return fail(Problem{json_.code(), {}, {}, json_.offset()});
}

}  // namespace wend::data
