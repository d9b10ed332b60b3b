// The lines of a file, streamed: memory is bounded by the longest line that is read, whatever the file's size.
//
//     TextLines lines("events.jsonl");
//     while (std::optional<TextLines::Line> line = lines.next()) use(line->text);
//     if (!lines.failure().empty()) …
//
// A byte order mark at the beginning and the line breaks, `\n` or `\r\n`, are taken off. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wend::data {

// The longest line that is read, in bytes.
inline constexpr std::size_t kLongestLine = std::size_t{1} << 20;

class TextLines {
 public:
  // Bytes behind every line's text that may be read, whatever they are: what simdjson asks for.
  static constexpr std::size_t kPadding = 64;

  explicit TextLines(const std::string& path);
  ~TextLines();
  TextLines(const TextLines&) = delete;
  TextLines& operator=(const TextLines&) = delete;

  struct Line {
    std::string_view text;  // valid until the next call
    std::uint64_t number = 0;
    bool ended = true;      // by a line break; false: the file ends here
    bool too_long = false;  // `text` is its beginning; the rest is passed over
  };
  // Nothing at the end and after a failure.
  [[nodiscard]] std::optional<Line> next();

  // What the system says of why the file cannot be read; empty where all is well.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  // The file's first byte that says something, without taking it; 0 where there is none.
  [[nodiscard]] char first_letter();
  // How far the file has been read, and its size (0 where it has none, as a pipe), in bytes: for progress.
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_ - (end_ - begin_); }
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  static constexpr std::size_t kCapacity = 2 * kLongestLine;

  bool fill();
  void skip_byte_order_mark();
  void skip_line();
  Line take(std::size_t length, bool ended);

  int file_ = -1;
  std::string failure_;
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;  // what has been read and not handed out is [begin_, end_)
  std::size_t end_ = 0;
  bool at_end_ = false;
  bool passing_over_ = false;  // the rest of a line that is too long
  std::uint64_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace wend::data
