#include "compiler/syntax/foreign/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <memory>
#include <tuple>

#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

struct ForeignWord {
  ForeignUse use;
  std::string_view written;
  std::string_view right;
};

constexpr auto kWords = std::to_array<ForeignWord>({
#define WEND_FOREIGN(use, written, right) {ForeignUse::use, written, right},
#include "compiler/syntax/foreign/words.def"
#undef WEND_FOREIGN
});

bool has_ideograph(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto letter = static_cast<UChar32>(next_code_point(text, offset));
    if (letter > 0x7F && u_hasBinaryProperty(letter, UCHAR_IDEOGRAPHIC) != 0) return true;
  }
  return false;
}

void simplify(icu::UnicodeString& text) {
  // One for each thread: ICU does not promise that two may use it at a time, and it takes long to make.
  thread_local const std::unique_ptr<icu::Transliterator> simplified = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  }();
  if (simplified) simplified->transliterate(text);
}

}  // namespace

std::string folded(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto size = static_cast<std::int32_t>(word.size());
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), size));
  if (U_SUCCESS(status)) text = normalizer->normalize(text, status);
  if (has_ideograph(word)) simplify(text);
  std::string result;
  text.toUTF8String(result);
  return result;
}

std::optional<std::string_view> foreign(ForeignUse use, std::string_view word) {
  const std::string key = folded(word);
  const auto found =
      std::ranges::find_if(kWords, [&](const ForeignWord& entry) { return entry.use == use && entry.written == key; });
  return found == kWords.end() ? std::nullopt : std::optional(found->right);
}

std::optional<std::string> keyword_in_other_letters(std::string_view word) {
  if (find_keyword(word) != nullptr) return std::nullopt;
  std::string key = folded(word);
  return find_keyword(key) != nullptr ? std::optional(std::move(key)) : std::nullopt;
}

}  // namespace wend::syntax
