// Source texts and places in them.
//
// A SourceMap owns every text that one compilation reads; a Span names a half-open range of bytes in one of them and
// is what tokens, syntax trees and diagnostics carry. Positions for people (line, column) are computed on demand.
//
//     source::SourceMap sources;
//     const source::FileId file = sources.add("segments.wend", text);
//     const source::Position at = sources.file(file).position(span.begin);   // 1-based line and column
//
// Units: offsets are bytes of the UTF-8 text; columns count Unicode code points from 1, as SARIF's
// "unicodeCodePoints" does. Thread-safety: a SourceMap may be read from many threads once nothing is added.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wend::source {

// The largest source file that is read, in bytes. A parse tree takes about 120 bytes for each byte of source.
inline constexpr std::size_t kLargestSource = 4u * 1024 * 1024;

struct FileId {
  std::uint32_t index = 0;
  friend bool operator==(FileId, FileId) = default;
  friend auto operator<=>(FileId, FileId) = default;
};

struct Span {
  FileId file;
  std::uint32_t begin = 0;  // byte offset, inclusive
  std::uint32_t end = 0;    // byte offset, exclusive

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// Of a fault that has no place in any source. No SourceMap holds its file, so it is not to be looked up.
inline constexpr Span kNowhere{FileId{0xFFFF'FFFFu}, 0, 0};

// The smallest span that covers both; they are of one file.
[[nodiscard]] Span cover(const Span& first, const Span& last);

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text);

  [[nodiscard]] FileId id() const { return id_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(const Span& span) const;

  // Of an offset past the end: the position after the last byte.
  [[nodiscard]] Position position(std::size_t offset) const;
  [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }
  // The text of a line (from 1) without its line break.
  [[nodiscard]] std::string_view line(std::size_t number) const;
  [[nodiscard]] std::size_t line_start(std::size_t number) const;

 private:
  FileId id_;
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  // How many code points begin before each block of bytes, so that a column in a line of megabytes is found at once.
  std::vector<std::uint32_t> begun_before_block_;

  [[nodiscard]] std::size_t begun_before(std::size_t offset) const;
};

class SourceMap {
 public:
  FileId add(std::string path, std::string text);
  [[nodiscard]] const SourceFile& file(FileId id) const { return *files_[id.index]; }
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] std::string_view text(const Span& span) const { return file(span.file).text(span); }

 private:
  std::vector<std::unique_ptr<SourceFile>> files_;
};

}  // namespace wend::source
