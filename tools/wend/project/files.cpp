#include "tools/wend/project/files.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace wend::tools {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAnyFolders = "**";

// The part before the first slash, which is taken off with it.
std::string take_name(std::string_view& path) {
  const std::string name(path.substr(0, path.find('/')));
  path.remove_prefix(std::min(path.size(), name.size() + 1));
  return name;
}

std::string reason(const std::error_code& error) {
  return std::strerror(error.value());
}

bool is_hidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
}

}  // namespace

bool fits(std::string_view path, std::string_view pattern) {
  if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
  std::string_view rest_of_pattern = pattern;
  const std::string wanted = take_name(rest_of_pattern);
  std::string_view rest_of_path = path;
  const std::string name = take_name(rest_of_path);
  if (wanted != kAnyFolders)
    return ::fnmatch(wanted.c_str(), name.c_str(), 0) == 0 && fits(rest_of_path, rest_of_pattern);
  return fits(path, rest_of_pattern) || fits(rest_of_path, pattern);
}

Result<std::vector<std::string>> files_below(const fs::path& folder, std::string_view extension, std::size_t most) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator() && files.size() < most; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      if (is_hidden(entry->path())) entry.disable_recursion_pending();
    } else if (entry->path().extension() == extension) {
      files.push_back(entry->path().lexically_relative(folder).generic_string());
    }
  }
  if (error) return Error{reason(error)};
  std::ranges::sort(files);
  return files;
}

Result<Contents> read_file(const fs::path& path, std::size_t most) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Error{std::strerror(EISDIR)};
  Contents contents;
  const auto size = fs::file_size(path, error);
  contents.size = error ? 0 : static_cast<std::size_t>(size);
  contents.too_large = contents.size > most;
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{std::strerror(errno)};
  if (contents.too_large) return contents;
  // In pieces, for a pipe does not say how much there is.
  constexpr std::size_t kPiece = std::size_t{1} << 16;
  while (file && contents.text.size() <= most) {
    const std::size_t before = contents.text.size();
    contents.text.resize(before + kPiece);
    file.read(contents.text.data() + before, static_cast<std::streamsize>(kPiece));
    contents.text.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return Error{std::strerror(errno)};
  contents.size = std::max(contents.size, contents.text.size());
  contents.too_large = contents.text.size() > most;
  if (contents.too_large) contents.text.clear();
  return contents;
}

}  // namespace wend::tools
