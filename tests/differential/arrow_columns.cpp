#include "tests/differential/arrow_columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/value/decimal.hpp"
#include "tests/differential/arrow_nested.hpp"
#include "tests/differential/arrow_texts.hpp"

namespace wend::differential {
namespace {

using decimal::Wide;
using tests::ArrowNode;

const std::int64_t* scalar_in(const OwnedValue& value) {
  return std::get_if<std::int64_t>(&value);
}

OwnedValue value_or_unknown(const std::optional<std::int64_t>& scalar) {
  if (!scalar) return Unknown{};
  return *scalar;
}

std::int64_t power(int places) {
  std::int64_t result = 1;
  for (int place = 0; place < places; ++place) result *= 10;
  return result;
}

// Writes one column: all of its rows first, those before the slice included.
class Writer {
 public:
  Writer(Random& random, const schema::Schema& schema, const Zone& zone, const Type& type, const ArrowChoice& choice,
         std::size_t offset, std::vector<OwnedValue>& values)
      : random_(random),
        schema_(schema),
        zone_(zone),
        type_(type),
        choice_(choice),
        values_(values),
        node_(std::make_shared<ArrowNode>()) {
    node_->format = choice.format;
    node_->offset = static_cast<std::int64_t>(offset);
    node_->length = static_cast<std::int64_t>(values.size());
    // What lies before the slice is of no consequence.
    values_.insert(values_.begin(), offset, Unknown{});
  }

  std::shared_ptr<ArrowNode> write() {
    write_values();
    values_.erase(values_.begin(), values_.begin() + node_->offset);
    return node_;
  }

 private:
  void write_values() {
    const std::string& format = choice_.format;
    switch (type_.kind) {
      case TypeKind::boolean: return write_bits();
      case TypeKind::integer:
      case TypeKind::number:
      case TypeKind::money:
      case TypeKind::distance: return write_numbers(places_of(type_.kind));
      case TypeKind::date:
        return format == "tdD" ? write_units<std::int32_t>(1, 1) : write_units<std::int64_t>(1, kDay / 1'000);
      case TypeKind::duration:
      case TypeKind::time:
      case TypeKind::time_of_day: return write_instants();
      case TypeKind::period: return write_months();
      case TypeKind::text:
      case TypeKind::customer: return write_texts();
      case TypeKind::enumeration:
      case TypeKind::product: return choice_.labelled ? write_positions() : write_texts();
      case TypeKind::set: return write_sets();
      case TypeKind::place: return put_nested(places_node(random_, values_));
      case TypeKind::list: return put_nested(records_node(random_, {schema_, zone_, type_, choice_}, values_));
    }
  }

  void put_nested(NestedColumn column) {
    column.node->offset = node_->offset;
    column.node->length = node_->length;
    node_ = std::move(column.node);
    put_validity(column.known);
  }

  // --- validity ---------------------------------------------------------------------------------------------------

  // A bitmap, unless nothing is missing and none is needed; values under nulls may be anything.
  void put_validity(const std::vector<bool>& known) {
    const auto slice = known.begin() + node_->offset;
    const auto nulls = std::count(slice, known.end(), false);
    node_->buffers.insert(node_->buffers.begin(), std::nullopt);
    node_->null_count = random_.chance(30) ? -1 : nulls;
    if (nulls != 0 || random_.chance(50)) node_->buffers.front() = tests::bitmap_of(known);
  }

  template <typename Stored>
  void put_numbers(const std::vector<Stored>& stored, const std::vector<bool>& known) {
    node_->buffers = {tests::bytes_of(stored)};
    put_validity(known);
    // An empty array may come without buffers.
    if (stored.empty() && random_.chance(50)) node_->buffers = {std::nullopt, std::nullopt};
  }

  // Stores what `store` says of each value: nothing for a null. `held` says what is then read.
  template <typename Stored, typename Store, typename Held>
  void put(const Store& store, const Held& held) {
    std::vector<Stored> numbers;
    std::vector<bool> known;
    for (OwnedValue& value : values_) {
      const std::optional<Stored> stored = store(value);
      numbers.push_back(stored ? *stored : static_cast<Stored>(random_.below(200)));
      known.push_back(stored.has_value());
      value = stored ? held(*stored) : OwnedValue{Unknown{}};
    }
    put_numbers(numbers, known);
  }

  // --- numbers ----------------------------------------------------------------------------------------------------

  void write_bits() {
    std::vector<bool> bits;
    std::vector<bool> known;
    for (const OwnedValue& value : values_) {
      const bool* bit = std::get_if<bool>(&value);
      bits.push_back(bit == nullptr ? random_.chance(50) : *bit);
      known.push_back(bit != nullptr);
    }
    node_->buffers = {tests::bitmap_of(bits)};
    put_validity(known);
  }

  // Whole units: `value / unit`, or now and then any number at all.
  template <typename Stored>
  void write_units(std::int64_t unit, std::int64_t stored_units) {
    put<Stored>(
        [&](const OwnedValue& value) -> std::optional<Stored> {
          const auto* scalar = scalar_in(value);
          if (scalar == nullptr) return std::nullopt;
          if (random_.chance(10)) return any<Stored>();
          const Wide stored = Wide{*scalar} / unit * stored_units +
                              static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(stored_units)));
          if (stored < std::numeric_limits<Stored>::min() || stored > std::numeric_limits<Stored>::max()) return 1;
          return static_cast<Stored>(stored);
        },
        [&](Stored stored) -> OwnedValue {
          Wide whole = Wide{stored} / stored_units;
          if (whole * stored_units > Wide{stored}) --whole;
          return in_range(decimal::narrow(whole * unit));
        });
  }

  template <typename Stored>
  Stored any() {
    const auto bits = random_.seed();
    if (random_.chance(30))
      return random_.chance(50) ? std::numeric_limits<Stored>::max() : std::numeric_limits<Stored>::min();
    return static_cast<Stored>(bits);
  }

  OwnedValue in_range(const std::optional<std::int64_t>& scalar) const {
    if (!scalar) return Unknown{};
    if (type_.kind == TypeKind::date && !std::in_range<Date>(*scalar)) return Unknown{};
    if (type_.kind == TypeKind::time_of_day && (*scalar < 0 || *scalar >= kDay)) return Unknown{};
    return *scalar;
  }

  void write_numbers(int places) {
    const std::int64_t unit = power(places);
    const std::string& format = choice_.format;
    if (format == "c") return write_units<std::int8_t>(unit, 1);
    if (format == "C") return write_units<std::uint8_t>(unit, 1);
    if (format == "s") return write_units<std::int16_t>(unit, 1);
    if (format == "S") return write_units<std::uint16_t>(unit, 1);
    if (format == "i") return write_units<std::int32_t>(unit, 1);
    if (format == "I") return write_units<std::uint32_t>(unit, 1);
    if (format == "l") return write_units<std::int64_t>(unit, 1);
    if (format == "L") return write_units<std::uint64_t>(unit, 1);
    if (format == "f") return write_floats<float>(places);
    if (format == "g") return write_floats<double>(places);
    write_decimals(places);
  }

  template <typename Float>
  void write_floats(int places) {
    put<Float>(
        [&](const OwnedValue& value) -> std::optional<Float> {
          const auto* scalar = scalar_in(value);
          if (scalar == nullptr) return std::nullopt;
          using Limits = std::numeric_limits<Float>;
          const auto exact = static_cast<Float>(static_cast<double>(*scalar) / static_cast<double>(power(places)));
          if (random_.chance(10)) {
            return random_.pick({Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(), Limits::max(),
                                 Limits::lowest(), Limits::denorm_min(), Float(-0.0), Float(9.2e18), Float(-9.2e14)});
          }
          if (random_.chance(40)) return std::nextafter(exact, random_.chance(50) ? Limits::max() : Limits::lowest());
          return exact;
        },
        [&](Float stored) { return value_or_unknown(decimal::quantise(static_cast<double>(stored), places)); });
  }

  void write_decimals(int places) {
    const int scale = std::stoi(choice_.format.substr(choice_.format.find(',') + 1));
    put<Wide>(
        [&](const OwnedValue& value) -> std::optional<Wide> {
          const auto* scalar = scalar_in(value);
          if (scalar == nullptr) return std::nullopt;
          if (random_.chance(10)) return (Wide{static_cast<std::int64_t>(random_.seed())} << 60) + 7;
          if (scale >= places) return Wide{*scalar} * power(scale - places) + random_.between(-2, 2);
          return Wide{*scalar} / power(places - scale);
        },
        [&](const Wide& stored) -> OwnedValue {
          if (scale >= places) return value_or_unknown(decimal::divide_wide(stored, power(scale - places)));
          const auto narrow = decimal::narrow(stored);
          if (!narrow) return Unknown{};
          return value_or_unknown(decimal::narrow(Wide{*narrow} * power(places - scale)));
        });
  }

  void write_instants() {
    const std::string& format = choice_.format;
    const char unit = format[2];
    const std::int64_t microseconds = unit == 's' ? kSecond : unit == 'm' ? 1'000 : 1;
    const std::int64_t nanoseconds = unit == 'n' ? 1'000 : 1;
    const bool narrow = format == "tts" || format == "ttm";
    if (narrow) return write_units<std::int32_t>(microseconds, 1);
    write_units<std::int64_t>(microseconds, nanoseconds);
    const bool local = format.starts_with("ts") && format.size() == 4;
    if (!local) return;
    for (OwnedValue& value : values_) {
      const auto* shown = scalar_in(value);
      if (shown == nullptr) continue;
      const std::int64_t date = *shown / kDay - (*shown % kDay < 0 ? 1 : 0);
      if (date < kFirstDate || date > kLastDate) {
        value = Unknown{};
      } else {
        value = zone_.instant({static_cast<Date>(date), *shown - date * kDay});
      }
    }
  }

  void write_months() {
    put<std::int32_t>(
        [](const OwnedValue& value) -> std::optional<std::int32_t> {
          const auto* period = std::get_if<Period>(&value);
          return period == nullptr ? std::nullopt : std::optional(period->months);
        },
        [](std::int32_t months) { return OwnedValue{Period{months, 0, 0}}; });
  }

  void write_positions() {
    const auto most =
        type_.kind == TypeKind::product ? schema_.products.items.size() : schema_.enums[type_.detail].values.size();
    const auto clear = [&](OwnedValue& value) {
      const auto* scalar = scalar_in(value);
      if (scalar != nullptr && (*scalar < 0 || *scalar >= static_cast<std::int64_t>(most))) value = Unknown{};
    };
    std::ranges::for_each(values_, clear);
    const auto store = [](const OwnedValue& value) -> std::optional<std::int64_t> {
      const auto* scalar = scalar_in(value);
      return scalar == nullptr ? std::nullopt : std::optional(*scalar);
    };
    const auto held = [](std::int64_t stored) { return OwnedValue{stored}; };
    const auto narrowed = [&](auto zero) {
      using Stored = decltype(zero);
      put<Stored>(
          [&](const OwnedValue& value) -> std::optional<Stored> {
            const auto stored = store(value);
            return stored ? std::optional(static_cast<Stored>(*stored)) : std::nullopt;
          },
          held);
    };
    if (choice_.format == "c") return narrowed(std::int8_t{});
    if (choice_.format == "S") return narrowed(std::uint16_t{});
    if (choice_.format == "i") return narrowed(std::int32_t{});
    narrowed(std::int64_t{});
  }

  // --- texts ------------------------------------------------------------------------------------------------------

  // What the column writes for a value; nothing: a null.
  std::optional<std::string> text_of(const Type& type, const OwnedValue& value) const {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const auto* scalar = scalar_in(value);
    if (scalar == nullptr || *scalar < 0) return std::nullopt;
    const auto index = static_cast<std::size_t>(*scalar);
    if (type.kind == TypeKind::product) {
      return index < schema_.products.items.size() ? std::optional(schema_.products.items[index].name) : std::nullopt;
    }
    const auto& values = schema_.enums[type.detail].values;
    return index < values.size() ? std::optional(values[index].name) : std::nullopt;
  }

  void write_texts() {
    std::vector<std::string> texts;
    std::vector<bool> known;
    for (OwnedValue& value : values_) {
      const auto text = text_of(type_, value);
      known.push_back(text.has_value());
      // Under a null: a text that occurs, for names must be names even there.
      texts.push_back(text.value_or(texts.empty() ? std::string() : texts.back()));
      if (!text) value = Unknown{};
    }
    const std::int64_t offset = node_->offset;
    const std::int64_t length = node_->length;
    if (choice_.inner_format.empty()) {
      node_ = text_node(choice_.format, texts);
    } else {
      // A dictionary's entries are all names: those under nulls are left out.
      std::vector<std::string> named;
      for (std::size_t row = 0; row < texts.size(); ++row) {
        if (known[row]) named.push_back(texts[row]);
      }
      for (std::size_t row = 0; row < texts.size(); ++row) {
        if (!known[row] && !named.empty()) texts[row] = random_.pick(named);
      }
      node_ = named.empty() ? code_node_of_nulls(choice_.format, choice_.inner_format, texts.size())
                            : code_node(choice_.format, choice_.inner_format, texts, named);
    }
    node_->offset = offset;
    node_->length = length;
    node_->buffers.erase(node_->buffers.begin());
    put_validity(known);
  }

  void write_sets() {
    const Type element = type_.element == TypeKind::text ? type_of(TypeKind::text) : enumeration(type_.detail);
    std::vector<std::string> texts;
    std::vector<std::int64_t> offsets{0};
    std::vector<bool> known;
    for (const OwnedValue& value : values_) {
      const auto elements = elements_of(element, value);
      known.push_back(elements.has_value());
      if (elements) {
        texts.insert(texts.end(), elements->begin(), elements->end());
        // Doubles, and any order.
        if (!elements->empty() && random_.chance(20)) texts.push_back(elements->front());
      }
      offsets.push_back(static_cast<std::int64_t>(texts.size()));
    }
    const std::vector<std::int32_t> narrow(offsets.begin(), offsets.end());
    node_->children = {choice_.index_format.empty()
                           ? text_node(choice_.inner_format, texts)
                           : code_node(choice_.index_format, choice_.inner_format, texts, texts)};
    node_->buffers = {choice_.format == "+L" ? tests::bytes_of(offsets) : tests::bytes_of(narrow)};
    put_validity(known);
  }

  std::optional<std::vector<std::string>> elements_of(const Type& element, const OwnedValue& value) {
    std::vector<std::string> texts;
    if (const auto* ordinals = std::get_if<std::vector<std::int32_t>>(&value)) {
      for (const std::int32_t ordinal : *ordinals)
        texts.push_back(*text_of(element, OwnedValue{std::int64_t{ordinal}}));
    } else if (const auto* all = std::get_if<std::vector<std::string>>(&value)) {
      texts = *all;
    } else {
      return std::nullopt;
    }
    if (random_.chance(50)) std::ranges::reverse(texts);
    return texts;
  }

  Random& random_;
  const schema::Schema& schema_;
  const Zone& zone_;
  Type type_;
  const ArrowChoice& choice_;
  std::vector<OwnedValue>& values_;
  std::shared_ptr<ArrowNode> node_;
};

}  // namespace

std::shared_ptr<tests::ArrowNode> random_column(Random& random, const schema::Schema& schema, const Zone& zone,
                                                const Type& type, const ArrowChoice& choice, std::size_t offset,
                                                std::vector<OwnedValue>& values) {
  return Writer(random, schema, zone, type, choice, offset, values).write();
}

}  // namespace wend::differential
