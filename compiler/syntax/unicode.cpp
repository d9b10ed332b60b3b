#include "compiler/syntax/unicode.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include "compiler/source/code_point.hpp"

namespace wend::syntax {

std::optional<std::size_t> first_ill_formed(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const source::CodePoint code_point = source::code_point_at(text, offset);
    if (!code_point.is_valid) return offset;
    offset += code_point.size;
  }
  return std::nullopt;
}

std::string to_nfc(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string normalised;
  icu::StringByteSink<std::string> sink(&normalised);
  nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  return U_SUCCESS(status) ? normalised : std::string(text);
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const source::CodePoint code_point = source::code_point_at(text, offset);
  offset += code_point.size;
  return code_point.value;
}

std::optional<char> ascii_digit(char32_t code_point) {
  if (code_point >= U'0' && code_point <= U'9') return static_cast<char>(code_point);
  if (code_point >= U'０' && code_point <= U'９') return static_cast<char>('0' + (code_point - U'０'));
  return std::nullopt;
}

}  // namespace wend::syntax
