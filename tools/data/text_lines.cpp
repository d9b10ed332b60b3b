#include "tools/data/text_lines.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace wend::data {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

TextLines::TextLines(const std::string& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat status{};
  if (file_ < 0 || ::fstat(file_, &status) != 0) {
    failure_ = std::strerror(errno);
    return;
  }
  if (S_ISREG(status.st_mode)) size_ = static_cast<std::uint64_t>(status.st_size);
  buffer_ = std::make_unique<char[]>(kCapacity + kPadding);
  skip_byte_order_mark();
}

TextLines::~TextLines() {
  if (file_ >= 0) ::close(file_);
}

// Reads more behind what there is; false where there is no more.
bool TextLines::fill() {
  if (at_end_ || !failure_.empty()) return false;
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  ssize_t count = 0;
  do {
    count = ::read(file_, buffer_.get() + end_, kCapacity - end_);
  } while (count < 0 && errno == EINTR);
  if (count < 0) failure_ = std::strerror(errno);
  if (count <= 0) {
    at_end_ = true;
    return false;
  }
  end_ += static_cast<std::size_t>(count);
  bytes_read_ += static_cast<std::uint64_t>(count);
  return true;
}

void TextLines::skip_byte_order_mark() {
  while (end_ < kByteOrderMark.size() && fill()) {
  }
  if (std::string_view(buffer_.get(), end_).starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
}

char TextLines::first_letter() {
  std::size_t looked_at = 0;
  for (;;) {
    const std::string_view text(buffer_.get() + begin_, end_ - begin_);
    const std::size_t found = text.find_first_not_of(" \t\r\n", looked_at);
    if (found != std::string_view::npos) return text[found];
    looked_at = text.size();
    if (looked_at >= kLongestLine || !fill()) return 0;
  }
}

TextLines::Line TextLines::take(std::size_t length, bool ended) {
  std::string_view text(buffer_.get() + begin_, length);
  begin_ += length + (ended ? 1 : 0);
  if (ended && text.ends_with('\r')) text.remove_suffix(1);
  return {text, ++number_, ended, false};
}

void TextLines::skip_line() {
  for (;;) {
    const void* found = std::memchr(buffer_.get() + begin_, '\n', end_ - begin_);
    if (found != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get()) + 1;
      return;
    }
    begin_ = end_;
    if (!fill()) return;
  }
}

std::optional<TextLines::Line> TextLines::next() {
  if (passing_over_) skip_line();
  passing_over_ = false;
  std::size_t looked_at = 0;
  for (;;) {
    const char* text = buffer_.get() + begin_;
    const std::size_t held = end_ - begin_;
    if (const void* found = held == 0 ? nullptr : std::memchr(text + looked_at, '\n', held - looked_at)) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - text);
      if (length <= kLongestLine) return take(length, true);
    }
    if (held > kLongestLine) {
      Line line = take(kLongestLine, false);
      line.too_long = passing_over_ = true;
      return line;
    }
    looked_at = held;
    if (fill()) continue;
    if (held == 0 || !failure_.empty()) return std::nullopt;
    return take(held, false);
  }
}

}  // namespace wend::data
