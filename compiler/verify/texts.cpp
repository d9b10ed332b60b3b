// Every text of a program, wherever it stands: found by the lists of fields.
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>
#include <type_traits>

#include "compiler/ir/fields.hpp"
#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

bool is_utf8(std::string_view text) {
  std::int32_t at = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  while (at < size) {
    UChar32 point = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, size, point);
    if (point < 0) return false;
  }
  return true;
}

class Texts {
 public:
  // Null where ICU has no data; then no text but an ASCII one is sound.
  Texts() { nfc_ = icu::Normalizer2::getNFCInstance(status_); }

  template <typename Value>
  [[nodiscard]] bool are_sound(const Value& value) const {
    if constexpr (std::is_same_v<Value, std::string>) {
      return is_sound(value);
    } else if constexpr (std::is_class_v<Value>) {
      bool sound = true;
      fields(value, [&](const auto&... each) { sound = (are_sound(each) && ...); });
      return sound;
    }
    return true;
  }
  template <typename Item>
  [[nodiscard]] bool are_sound(const std::vector<Item>& items) const {
    return std::ranges::all_of(items, [&](const Item& item) { return are_sound(item); });
  }
  template <typename Item>
  [[nodiscard]] bool are_sound(const std::optional<Item>& item) const {
    return !item || are_sound(*item);
  }
  template <typename... Alternatives>
  [[nodiscard]] bool are_sound(const std::variant<Alternatives...>& value) const {
    return std::visit([&](const auto& held) { return are_sound(held); }, value);
  }
  // Rows of records are no texts.
  [[nodiscard]] bool are_sound(const OwnedRecords&) const { return true; }

 private:
  [[nodiscard]] bool is_sound(std::string_view text) const {
    if (std::ranges::all_of(text, [](char one) { return static_cast<unsigned char>(one) < 0x80; })) return true;
    if (nfc_ == nullptr || !is_utf8(text)) return false;
    UErrorCode status = U_ZERO_ERROR;
    const bool is_nfc =
        nfc_->isNormalizedUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), status) != 0;
    return U_SUCCESS(status) && is_nfc;
  }

  UErrorCode status_ = U_ZERO_ERROR;
  const icu::Normalizer2* nfc_ = nullptr;
};

}  // namespace

bool are_texts_sound(Subject& subject) {
  const Texts texts;
  bool sound = true;
  const auto check = [&](std::string_view kind, const auto& items) {
    for (std::size_t index = 0; sound && index < items.size(); ++index) {
      subject.at(kind, index);
      sound = subject.demand(texts.are_sound(items[index]), "one of its texts is no UTF-8 in normal form C");
    }
  };
  check("constant", subject.program.constants);
  check("pattern", subject.program.patterns);
  check("derived tag", subject.program.tags);
  check("segment", subject.program.segments);
  check("trigger", subject.program.triggers);
  check("goal", subject.program.goals);
  check("metric", subject.program.metrics);
  check("journey", subject.program.journeys);
  check("policy", subject.program.policies);
  return sound;
}

}  // namespace wend::verify
