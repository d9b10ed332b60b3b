#include "tools/wend/output_file.hpp"

#include <cerrno>
#include <cstring>

namespace wend::tools {

Status OutputFile::open(const std::string& path) {
  path_ = path;
  errno = 0;
  file_.reset(std::fopen(path.c_str(), "wbe"));
  if (!file_) return Error{std::strerror(errno)};
  buffer_.resize(kBuffer);
  std::setvbuf(file_.get(), buffer_.data(), _IOFBF, buffer_.size());
  return Done{};
}

void OutputFile::check(bool is_well) {
  if (!is_well && failure_ == 0) failure_ = errno != 0 ? errno : EIO;
}

void OutputFile::write(std::string_view text) {
  if (failure_ != 0) return;
  errno = 0;
  check(std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size());
}

Status OutputFile::close() {
  if (!file_) return Done{};
  errno = 0;
  check(std::fclose(file_.release()) == 0);
  if (failure_ == 0) return Done{};
  return Error{std::strerror(failure_)};
}

}  // namespace wend::tools
