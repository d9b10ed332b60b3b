#include "runtime/columns/arrow_source.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "runtime/columns/arrow_nested_source.hpp"
#include "runtime/columns/bound.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::columns {
namespace {

using layout::ColumnStorage;
using Way = ArrowSource::Way;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMillisecondsADay = 86'400'000;
constexpr std::int64_t kNanoseconds = 1'000;  // in a microsecond

std::string_view format_of(const ArrowSchema& column) {
  return column.format == nullptr ? std::string_view() : std::string_view(column.format);
}

std::optional<ColumnStorage> integer_storage(std::string_view format) {
  if (format == "c") return ColumnStorage::integer8;
  if (format == "C") return ColumnStorage::unsigned8;
  if (format == "s") return ColumnStorage::integer16;
  if (format == "S") return ColumnStorage::unsigned16;
  if (format == "i") return ColumnStorage::integer32;
  if (format == "I") return ColumnStorage::unsigned32;
  if (format == "l") return ColumnStorage::integer64;
  return std::nullopt;
}

std::int64_t power_of_ten(int places) {
  std::int64_t power = 1;
  for (int place = 0; place < places; ++place) power *= 10;
  return power;
}

// Stored numbers of 64 bits whose scalar fits, and lies from `least` to `greatest`.
void limit_to(ArrowSource& source, std::int64_t least, std::int64_t greatest) {
  const auto stored = [&](std::int64_t value) {
    const auto wide = decimal::Wide{value} / source.factor * source.divisor;
    return static_cast<std::int64_t>(std::clamp<decimal::Wide>(wide, kLeast, kGreatest));
  };
  source.least = stored(least);
  source.greatest = source.divisor == 1 ? stored(greatest) : stored(greatest + 1) - 1;
  source.column.partial = true;
}

void store(ArrowSource& source, ColumnStorage storage, std::int64_t factor = 1, std::int64_t divisor = 1) {
  source.column.storage = storage;
  source.factor = factor;
  source.divisor = divisor;
  if (storage == ColumnStorage::integer64 && factor != 1) limit_to(source, kLeast, kGreatest);
}

bool store_float(ArrowSource& source, std::string_view format) {
  if (format != "f" && format != "g") return false;
  const ColumnStorage storage = format == "f" ? ColumnStorage::float32 : ColumnStorage::float64;
  const FloatRange range = float_range(storage, source.column.type.kind);
  source.column.storage = storage;
  source.column.partial = true;
  source.least = range.least;
  source.greatest = range.greatest;
  return true;
}

// `d:19,4` and `d:19,4,128`: of 1 to 38 digits.
bool store_decimal(ArrowSource& source, std::string_view format) {
  if (!format.starts_with("d:")) return false;
  constexpr int kMostDigits = 38;
  const char* const last = format.data() + format.size();
  int digits = 0;
  const auto [comma, digits_fault] = std::from_chars(format.data() + 2, last, digits);
  if (digits_fault != std::errc() || digits < 1 || digits > kMostDigits || comma == last || *comma != ',') return false;
  const auto [end, fault] = std::from_chars(comma + 1, last, source.scale);
  const std::string_view width(end, static_cast<std::size_t>(last - end));
  if (fault != std::errc() || (!width.empty() && width != ",128")) return false;
  source.way = Way::decimals;
  source.column.storage = ColumnStorage::integer64;
  return true;
}

bool store_number(ArrowSource& source, std::string_view format) {
  const std::int64_t factor = power_of_ten(places_of(source.column.type.kind));
  if (const auto storage = integer_storage(format)) {
    store(source, *storage, factor);
    return true;
  }
  if (format == "L") {
    store(source, ColumnStorage::integer64, factor);
    source.way = Way::unsigned64;
    return true;
  }
  return store_float(source, format) || store_decimal(source, format);
}

bool store_date(ArrowSource& source, std::string_view format) {
  if (format == "tdD") {
    store(source, ColumnStorage::integer32);
    return true;
  }
  if (format != "tdm") return false;
  store(source, ColumnStorage::integer64, 1, kMillisecondsADay);
  limit_to(source, std::numeric_limits<Date>::min(), std::numeric_limits<Date>::max());
  return true;
}

// The unit's letter behind a prefix: `ttm`, `tDu`.
bool store_unit(ArrowSource& source, char unit, ColumnStorage storage) {
  switch (unit) {
    case 's': store(source, storage, kSecond); return true;
    case 'm': store(source, storage, kSecond / 1'000); return true;
    case 'u': store(source, storage); return true;
    case 'n': store(source, storage, 1, kNanoseconds); return true;
    default: return false;
  }
}

// `tsu:`, `tsn:Europe/Prague`: with a zone, instants; without one, what a clock on the wall showed.
bool store_time(ArrowSource& source, std::string_view format) {
  if (!format.starts_with("ts") || format.size() < 4 || format[3] != ':') return false;
  if (!store_unit(source, format[2], ColumnStorage::integer64)) return false;
  if (format.size() == 4) source.way = Way::local_times;
  return true;
}

bool store_time_of_day(ArrowSource& source, std::string_view format) {
  const bool narrow = format == "tts" || format == "ttm";
  if (!narrow && format != "ttu" && format != "ttn") return false;
  if (!store_unit(source, format[2], narrow ? ColumnStorage::integer32 : ColumnStorage::integer64)) return false;
  limit_to(source, 0, kDay - 1);
  return true;
}

bool is_text(std::string_view format) {
  return format == "u" || format == "U";
}

bool store_code(ArrowSource& source, std::string_view format, const ArrowSchema& dictionary) {
  constexpr std::string_view kIndexes = "cCsSiIlL";
  if (format.size() != 1 || kIndexes.find(format) == std::string_view::npos) return false;
  if (!is_text(format_of(dictionary)) || dictionary.dictionary != nullptr) return false;
  source.index_width = std::size_t{1} << kIndexes.find(format) / 2;
  source.inner_large = format_of(dictionary) == "U";
  source.way = source.index_width == 8 ? Way::wide_codes : Way::codes;
  source.column.storage = source.index_width == 1   ? ColumnStorage::coded8
                          : source.index_width == 2 ? ColumnStorage::coded16
                                                    : ColumnStorage::coded32;
  return true;
}

bool store_text(ArrowSource& source, std::string_view format) {
  if (!is_text(format)) return false;
  source.way = Way::texts;
  source.large = format == "U";
  source.column.storage = source.large ? ColumnStorage::large_text : ColumnStorage::text;
  return true;
}

bool store_name(ArrowSource& source, std::string_view format) {
  if (is_text(format)) {
    source.way = Way::names;
    source.large = format == "U";
    source.column.storage = ColumnStorage::coded32;
    return true;
  }
  const auto storage = integer_storage(format);
  if (!storage) return false;
  store(source, *storage);
  const bool wide = *storage == ColumnStorage::integer64 || *storage == ColumnStorage::unsigned32;
  if (wide)
    limit_to(source, *storage == ColumnStorage::unsigned32 ? 0 : std::numeric_limits<std::int32_t>::min(),
             std::numeric_limits<std::int32_t>::max());
  return true;
}

bool store_any(const schema::Schema& schema, ArrowSource& source, const ArrowSchema& column) {
  const std::string_view format = format_of(column);
  const TypeKind kind = source.column.type.kind;
  if (column.dictionary != nullptr) {
    const bool coded = kind == TypeKind::text || kind == TypeKind::customer || kind == TypeKind::enumeration ||
                       kind == TypeKind::product;
    return coded && store_code(source, format, *column.dictionary);
  }
  switch (kind) {
    case TypeKind::boolean: source.column.storage = ColumnStorage::bits; return format == "b";
    case TypeKind::integer:
    case TypeKind::distance:
    case TypeKind::number:
    case TypeKind::money: return store_number(source, format);
    case TypeKind::duration:
      return format.starts_with("tD") && format.size() == 3 && store_unit(source, format[2], ColumnStorage::integer64);
    case TypeKind::period:
      source.way = Way::months;
      source.column.storage = ColumnStorage::periods;
      return format == "tiM";
    case TypeKind::date: return store_date(source, format);
    case TypeKind::time: return store_time(source, format);
    case TypeKind::time_of_day: return store_time_of_day(source, format);
    case TypeKind::text:
    case TypeKind::customer: return store_text(source, format);
    case TypeKind::enumeration:
    case TypeKind::product: return store_name(source, format);
    case TypeKind::set: return store_set(schema, source, column);
    case TypeKind::place: return store_place(source, column);
    case TypeKind::list: return store_records(schema, source, column);
  }
  return false;
}

std::string_view what_would_do(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean: return "bool";
    case TypeKind::integer:
    case TypeKind::distance:
    case TypeKind::number:
    case TypeKind::money: return "an integer, decimal128, float32 or float64";
    case TypeKind::duration: return "duration";
    case TypeKind::period: return "a month interval";
    case TypeKind::date: return "date32 or date64";
    case TypeKind::time: return "timestamp";
    case TypeKind::time_of_day: return "time32 or time64";
    case TypeKind::text:
    case TypeKind::customer: return "utf8, large_utf8 or a dictionary of them";
    case TypeKind::enumeration:
    case TypeKind::product: return "utf8, large_utf8, a dictionary of them or an integer of up to 64 bits";
    case TypeKind::set: return "a list of utf8, large_utf8 or a dictionary of them";
    case TypeKind::place: return "a struct of two float64, latitude and longitude,";
    case TypeKind::list: return "a list of structs whose columns can hold the records' fields";
  }
  return {};
}

// Formats come from outside: shown as far as they are short and plain.
std::string shown(std::string_view format) {
  constexpr std::size_t kMost = 40;
  std::string text;
  for (const char letter : format.substr(0, kMost)) text += letter >= ' ' && letter <= '~' ? letter : '?';
  return text;
}

}  // namespace

std::optional<ArrowSource> find_source(const schema::Schema& schema, const Type& type, const ArrowSchema& column) {
  ArrowSource source;
  source.column.type = type;
  if (!store_any(schema, source, column)) return std::nullopt;
  // What is converted may come to miss what does not fit.
  const bool as_it_is = source.way == Way::in_place || source.way == Way::texts || source.way == Way::codes;
  source.column.nullable = !as_it_is || (column.flags & ARROW_FLAG_NULLABLE) != 0;
  return source;
}

Result<ArrowSource> source_of(const schema::Schema& schema, std::uint32_t tag, const ArrowSchema& column) {
  const Type& type = schema.tags[tag].type;
  if (std::optional<ArrowSource> source = find_source(schema, type, column)) {
    source->place = tag;
    return *std::move(source);
  }
  return Error{"column `" + schema.tags[tag].name + "` has the Arrow format `" + shown(format_of(column)) +
               (column.dictionary != nullptr ? "` with a dictionary" : "`") + ", which cannot hold " +
               schema::describe(schema, type) + "; " + std::string(what_would_do(type.kind)) + " can"};
}

Result<ArrowSource> customer_source(const schema::Schema& schema, const ArrowSchema& column) {
  const Type type = type_of(TypeKind::customer);
  if (std::optional<ArrowSource> source = find_source(schema, type, column)) return *std::move(source);
  return Error{"the column of customers has the Arrow format `" + shown(format_of(column)) + "`; " +
               std::string(what_would_do(type.kind)) + " can hold their ids"};
}

}  // namespace wend::columns
