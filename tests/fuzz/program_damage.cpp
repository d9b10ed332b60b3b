#include "tests/fuzz/program_damage.hpp"

#include <concepts>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/bytes/enumerations.hpp"
#include "compiler/ir/fields.hpp"

namespace wend::fuzz {
namespace {

// Visits all that can be damaged, in one order, and damages the one that is asked for.
class Damage {
 public:
  explicit Damage(std::mt19937_64& random) : random_(random) {}

  // Counts where there is no target.
  std::uint64_t visit(ir::Program& program, std::optional<std::uint64_t> target) {
    target_ = target;
    seen_ = 0;
    at(program.operands);
    at(program.expressions);
    at(program);
    return seen_;
  }

 private:
  bool is_target() { return target_ == seen_++; }
  std::uint64_t below(std::uint64_t count) { return random_() % count; }

  // Around at the ends.
  template <std::integral Integer>
  static Integer moved(Integer value, int by) {
    return static_cast<Integer>(static_cast<std::uint64_t>(value) + static_cast<std::uint64_t>(std::int64_t{by}));
  }
  template <std::integral Integer>
  void at(Integer& value) {
    if (!is_target()) return;
    switch (below(5)) {
      case 0: value = moved(value, 1); break;
      case 1: value = moved(value, -1); break;
      case 2: value = static_cast<Integer>(below(8)); break;
      case 3: value = std::numeric_limits<Integer>::max(); break;
      default: value = static_cast<Integer>(random_()); break;
    }
  }
  void at(bool& value) {
    if (is_target()) value = !value;
  }
  template <typename Enumeration>
    requires std::is_enum_v<Enumeration>
  void at(Enumeration& value) {
    if (!is_target()) return;
    do {
      value = static_cast<Enumeration>(below(64));
    } while (!bytes::has_name(value));
  }
  void at(std::string& text) {
    if (!is_target()) return;
    if (below(2) == 0) {
      text.clear();
    } else {
      text += below(2) == 0 ? "a" : "\xCC\x81";  // an accent: no normal form behind an a
    }
  }
  // An element twice, or one less; or within an element.
  template <typename Item>
  void at(std::vector<Item>& items) {
    if (is_target() && !items.empty()) {
      const auto place = items.begin() + static_cast<std::ptrdiff_t>(below(items.size()));
      if (below(2) == 0) {
        items.insert(place, Item(*place));
      } else if constexpr (!std::is_same_v<Item, ir::Expression>) {
        items.erase(place);
      }
    }
    for (Item& item : items) at(item);
  }
  template <typename Item>
  void at(std::optional<Item>& item) {
    if (is_target()) item = item ? std::nullopt : std::optional(Item{});
    if (item) at(*item);
  }
  template <typename... Alternatives>
  void at(std::variant<Alternatives...>& value) {
    std::visit([this](auto& held) { at(held); }, value);
  }
  template <typename Struct>
    requires std::is_class_v<Struct>
  void at(Struct& value) {
    fields(value, [this](auto&... each) { (at(each), ...); });
  }

  std::mt19937_64& random_;
  std::optional<std::uint64_t> target_;
  std::uint64_t seen_ = 0;
};

}  // namespace

void damage(ir::Program& program, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::size_t operands = program.operands.size();
  for (std::uint64_t left = 1 + random() % 3; left > 0; --left) {
    Damage one(random);
    const std::uint64_t count = one.visit(program, std::nullopt);
    one.visit(program, random() % count);
  }
  // Where operands lie is no part of the bytes: they lie inside.
  program.operands.resize(operands);
}

}  // namespace wend::fuzz
