#include "compiler/source/source.hpp"

#include <algorithm>
#include <utility>

namespace wend::source {

namespace {

constexpr std::size_t kBlock = 4096;

bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
}

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

std::size_t count_begun(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_code_point));
}

std::vector<std::uint32_t> count_by_block(std::string_view text) {
  std::vector<std::uint32_t> begun{0};
  for (std::size_t at = 0; at + kBlock <= text.size(); at += kBlock) {
    begun.push_back(begun.back() + static_cast<std::uint32_t>(count_begun(text.substr(at, kBlock))));
  }
  return begun;
}

}  // namespace

Span cover(const Span& first, const Span& last) {
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

SourceFile::SourceFile(FileId id, std::string path, std::string text)
    : id_(id),
      path_(std::move(path)),
      text_(std::move(text)),
      line_starts_(find_line_starts(text_)),
      begun_before_block_(count_by_block(text_)) {}

std::string_view SourceFile::text(const Span& span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

Position SourceFile::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const std::size_t columns = begun_before(offset) - begun_before(line_starts_[line - 1]);
  return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(columns + 1)};
}

std::size_t SourceFile::begun_before(std::size_t offset) const {
  const std::size_t block = offset / kBlock;
  return begun_before_block_[block] + count_begun(text().substr(block * kBlock, offset % kBlock));
}

std::size_t SourceFile::line_start(std::size_t number) const {
  return line_starts_[number - 1];
}

std::string_view SourceFile::line(std::size_t number) const {
  const std::size_t begin = line_starts_[number - 1];
  std::size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

FileId SourceMap::add(std::string path, std::string text) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  files_.push_back(std::make_unique<SourceFile>(id, std::move(path), std::move(text)));
  return id;
}

}  // namespace wend::source
