#include "compiler/ir/hash.hpp"

#include <xxhash.h>

#include <array>
#include <string_view>
#include <type_traits>

namespace wend::ir {
namespace {

std::uint64_t word(const Type& type) {
  return static_cast<std::uint64_t>(type.kind) << 32U | static_cast<std::uint64_t>(type.element) << 16U | type.detail;
}

std::uint64_t word(const Period& period) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(period.months)) << 32U |
         (static_cast<std::uint32_t>(period.days) ^ static_cast<std::uint32_t>(period.business_days) << 16U);
}

template <typename... Words>
std::uint64_t combine(Words... words) {
  const std::array<std::uint64_t, sizeof...(Words)> all{static_cast<std::uint64_t>(words)...};
  return XXH3_64bits(all.data(), sizeof all);
}

std::uint64_t bytes(const void* data, std::size_t size) {
  return size == 0 ? 0 : XXH3_64bits(data, size);
}

struct ContentsHash {
  std::uint64_t operator()(Unknown) const { return 0; }
  std::uint64_t operator()(bool value) const { return value ? 1 : 0; }
  std::uint64_t operator()(std::int64_t value) const { return static_cast<std::uint64_t>(value); }
  std::uint64_t operator()(const Period& value) const { return word(value); }
  std::uint64_t operator()(const std::string& value) const { return bytes(value.data(), value.size()); }
  std::uint64_t operator()(const std::vector<std::int32_t>& values) const {
    return bytes(values.data(), values.size() * sizeof(std::int32_t));
  }
  std::uint64_t operator()(const std::vector<std::string>& values) const {
    std::uint64_t all = values.size();
    for (const std::string& value : values) all = combine(all, bytes(value.data(), value.size()));
    return all;
  }
  std::uint64_t operator()(const OwnedRecords& records) const { return (*this)(records.rows); }
};

}  // namespace

std::uint64_t hash(const Expression& expression, std::span<const ExpressionId> operands) {
  return combine(expression.operation, expression.slot, word(expression.type), expression.index,
                 bytes(operands.data(), operands.size_bytes()));
}

std::uint64_t hash(const Constant& constant) {
  return combine(word(constant.type), constant.value.index(), std::visit(ContentsHash{}, constant.value));
}

std::uint64_t hash(const Moment& moment) {
  return combine(moment.base, word(moment.offset), moment.duration, moment.as_time);
}

std::uint64_t hash(const Window& window) {
  return combine(window.aggregate, window.event, window.field.value_or(kNone), window.where, window.from, window.until,
                 window.until_exclusive, window.rolling, window.earlier, window.of_event, window.slot);
}

std::uint64_t hash(const Selection& selection) {
  return combine(selection.aggregate, selection.list, selection.field.value_or(kNone), selection.where, selection.slot);
}

}  // namespace wend::ir
