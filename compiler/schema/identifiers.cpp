#include "compiler/schema/identifiers.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace wend::schema {

namespace {

// grammar/keywords.json has them too, among all words; a test compares.
constexpr auto kReserved = std::to_array<std::string_view>({
    "true", "false", "and", "or", "not", "for",  "until", "since", "last", "next", "previous", "today", "no",   "真",
    "假",   "且",    "或",  "非", "满",  "面向", "给",    "直到",  "自",   "近",   "最近",     "未来",  "今天", "无",
});

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

std::string normalised_by(const icu::Normalizer2* normalizer, UErrorCode& status, std::string_view text) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  if (U_SUCCESS(status)) normalizer->normalizeUTF8(0, piece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? result : std::string(text);
}

}  // namespace

bool is_identifier(std::string_view name) {
  const icu::UnicodeString letters = icu::UnicodeString::fromUTF8(piece(name));
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    const UChar32 letter = letters.char32At(at);
    const bool starts = letter == U'_' || u_hasBinaryProperty(letter, UCHAR_XID_START);
    if (!starts && (at == 0 || !u_hasBinaryProperty(letter, UCHAR_XID_CONTINUE))) return false;
  }
  return !letters.isEmpty();
}

std::string normalised(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  return normalised_by(icu::Normalizer2::getNFCInstance(status), status, name);
}

bool is_reserved(std::string_view name) {
  return std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
}

std::string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalised_by(icu::Normalizer2::getNFKCCasefoldInstance(status), status, text);
}

}  // namespace wend::schema
