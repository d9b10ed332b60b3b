#include "tools/data/csv_records.hpp"

#include <simdjson.h>

#include "compiler/diagnostics/codes/data.hpp"
#include "tools/data/utf8.hpp"

namespace wend::data {

namespace {

using diagnostics::Code;
namespace codes = diagnostics::codes;

constexpr unsigned char kOptions = CSV_STRICT | CSV_STRICT_FINI;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

void count_cell(void* /*bytes*/, std::size_t /*size*/, void* count) {
  ++*static_cast<std::size_t*>(count);
}

}  // namespace

CsvRecords::CsvRecords(TextLines& lines) : lines_(lines), parser_{} {
  csv_init(&parser_, kOptions);
}

CsvRecords::~CsvRecords() {
  csv_free(&parser_);
}

void CsvRecords::on_cell(void* bytes, std::size_t size, void* self) {
  auto* records = static_cast<CsvRecords*>(self);
  records->contents_.append(static_cast<const char*>(bytes), size);
  records->ends_.push_back(records->contents_.size());
}

void CsvRecords::on_record(int /*letter*/, void* self) {
  static_cast<CsvRecords*>(self)->complete_ = true;
}

void CsvRecords::begin() {
  text_.clear();
  contents_.clear();
  ends_.clear();
  cells_.clear();
  complete_ = false;
}

// libcsv stays in its state after a fault, so the parser is made anew.
Outcome CsvRecords::fail(Code code, std::size_t offset) {
  csv_free(&parser_);
  csv_init(&parser_, kOptions);
  code_ = code;
  offset_ = offset;
  return Outcome::fault;
}

bool CsvRecords::feed(std::string_view text) {
  const std::size_t before = text_.size();
  text_ += text;
  const std::size_t taken = csv_parse(&parser_, text.data(), text.size(), &on_cell, &on_record, this);
  offset_ = before + taken;
  return taken == text.size();
}

Outcome CsvRecords::next() {
  begin();
  while (const std::optional<TextLines::Line> line = lines_.next()) {
    const bool first = text_.empty();
    if (first && is_blank(line->text)) continue;
    if (first) line_ = line->number;
    ended_ = line->ended;
    if (line->too_long || text_.size() + line->text.size() > kLongestLine) {
      if (first) text_ = line->text;
      return fail(codes::data_line_too_long, 0);
    }
    if (!feed(line->text)) return fail(codes::data_quote_in_value, offset_);
    if (!line->ended) break;
    if (!feed("\n")) return fail(codes::data_quote_in_value, offset_);
    if (complete_) return finish();
  }
  if (text_.empty()) return Outcome::end;
  if (csv_fini(&parser_, &on_cell, &on_record, this) != 0 || !complete_) return fail(codes::data_cut, text_.size());
  return finish();
}

Outcome CsvRecords::finish() {
  while (text_.ends_with('\n')) text_.pop_back();
  if (!simdjson::validate_utf8(text_)) return fail(codes::data_not_utf8, valid_utf8(text_));
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    cells_.push_back(std::string_view(contents_).substr(begin, end - begin));
    begin = end;
  }
  return Outcome::row;
}

std::size_t CsvRecords::cell_offset(std::size_t cell) const {
  csv_parser parser;
  if (cell == 0 || csv_init(&parser, kOptions) != 0) return 0;
  std::size_t done = 0;
  std::size_t offset = 0;
  for (; offset < text_.size() && done < cell; ++offset) {
    csv_parse(&parser, &text_[offset], 1, &count_cell, nullptr, &done);
  }
  csv_free(&parser);
  return offset;
}

}  // namespace wend::data
