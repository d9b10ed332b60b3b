#include "compiler/schema/fault.hpp"

#include <utility>

namespace wend::schema {

void append_key(std::string& pointer, std::string_view key) {
  pointer += '/';
  for (const char byte : key) {
    if (byte == '~') {
      pointer += "~0";
    } else if (byte == '/') {
      pointer += "~1";
    } else {
      pointer += byte;
    }
  }
}

void append_index(std::string& pointer, std::size_t index) {
  pointer += '/';
  pointer += std::to_string(index);
}

std::string shortened(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return std::string(text);
  std::size_t end = kShown;
  while ((static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string Path::pointer() const {
  std::string result = parent_ == nullptr ? std::string() : parent_->pointer();
  switch (step_) {
    case Step::none: break;
    case Step::key: append_key(result, key_); break;
    case Step::index: append_index(result, index_); break;
  }
  return result;
}

Fault& Faults::add(diagnostics::Code code, const Path& path, std::vector<std::string> arguments) {
  return add(code, path.pointer(), std::move(arguments));
}

Fault& Faults::add(diagnostics::Code code, std::string pointer, std::vector<std::string> arguments) {
  const bool is_error = diagnostics::entry(code).severity == diagnostics::Severity::error;
  std::size_t& count = is_error ? errors_ : warnings_;
  if (count >= kMost) return discarded_ = {};
  ++count;
  Fault& fault = faults_.emplace_back();
  fault.code = code;
  fault.pointer = std::move(pointer);
  fault.arguments = std::move(arguments);
  return fault;
}

void Faults::add_in_text(diagnostics::Code code, const source::Span& span, std::vector<std::string> arguments) {
  Fault& fault = add(code, std::string(), std::move(arguments));
  fault.has_pointer = false;
  fault.span = span;
}

}  // namespace wend::schema
