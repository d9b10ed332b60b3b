#include "compiler/bytes/language.hpp"

#include <xxhash.h>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/bytes/enumerations.hpp"
#include "compiler/ir/fields.hpp"

namespace wend::bytes {
namespace {

// Writes the form of a type as a text, the way CanonicalWriter writes its values. The parameter says only which type.
class Signature {
 public:
  template <std::integral Integer>
  void add(const Integer&) {
    text_ += std::same_as<Integer, bool> ? "b" : std::signed_integral<Integer> ? "i" : "u";
    text_ += std::to_string(sizeof(Integer));
  }
  template <typename Enumeration>
    requires std::is_enum_v<Enumeration>
  void add(const Enumeration&) {
    int names = 0;
    for (int number = 0; number < 256; ++number) names += has_name(static_cast<Enumeration>(number)) ? 1 : 0;
    text_ += "e" + std::to_string(names);
  }
  void add(const std::string&) { text_ += "s"; }
  template <typename Item>
  void add(const std::vector<Item>&) {
    text_ += "*";
    add(Item{});
  }
  template <typename Item>
  void add(const std::optional<Item>&) {
    text_ += "?";
    add(Item{});
  }
  template <typename... Alternatives>
  void add(const std::variant<Alternatives...>&) {
    text_ += "(";
    (add(Alternatives{}), ...);
    text_ += ")";
  }
  template <typename Struct>
    requires std::is_class_v<Struct>
  void add(const Struct& value) {
    text_ += "{";
    fields(value, [&](const auto&... each) { (add(each), ...); });
    text_ += "}";
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::uint64_t language() {
  Signature signature;
  signature.add(ir::Expression{});
  signature.add(ir::Program{});
  std::string text = signature.take();
#define WEND_OPERATION(name, operands, meaning) text += "\n" #name " " #operands " " meaning;
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace wend::bytes
