#include "runtime/columns/arrow_view.hpp"

#include <cstring>

namespace wend::columns {
namespace {

constexpr std::size_t kBitsInByte = 8;

Error malformed(const std::string& what) {
  return {"the Arrow array is malformed: " + what};
}

bool is_small(std::int64_t number) {
  return number >= 0 && number <= kMostArrowRows;
}

// Nothing where it is in order.
std::string fault_in(const ArrowArray* array, std::int64_t buffers, std::int64_t children) {
  if (array == nullptr) return "an array is missing";
  if (!is_small(array->length)) return "its length is " + std::to_string(array->length);
  if (!is_small(array->offset)) return "its offset is " + std::to_string(array->offset);
  if (array->null_count < -1 || array->null_count > array->length) {
    return "it counts " + std::to_string(array->null_count) + " nulls among " + std::to_string(array->length) + " rows";
  }
  if (array->n_buffers != buffers) {
    return "it has " + std::to_string(array->n_buffers) + " buffers where its type has " + std::to_string(buffers);
  }
  if (array->n_children != children) {
    return "it has " + std::to_string(array->n_children) + " children where its type has " + std::to_string(children);
  }
  if (buffers > 0 && array->buffers == nullptr) return "its buffers are missing";
  if (children > 0 && array->children == nullptr) return "its children are missing";
  return {};
}

}  // namespace

Result<ArrowView> view_of(const ArrowArray* array, std::size_t first, std::size_t rows, std::int64_t buffers,
                          std::int64_t children) {
  if (const std::string fault = fault_in(array, buffers, children); !fault.empty()) return malformed(fault);
  if (first + rows > static_cast<std::size_t>(array->length)) {
    return malformed("its " + std::to_string(array->length) + " rows are fewer than the " +
                     std::to_string(first + rows) + " that are read of it");
  }
  ArrowView view{array, first + static_cast<std::size_t>(array->offset), rows, nullptr};
  if (buffers == 0) return view;
  if (array->null_count != 0) view.known = view.buffer(0);
  if (array->null_count > 0 && view.known == nullptr) return malformed("it has nulls and no bitmap of them");
  // An empty array need not have buffers. Of texts the bytes may be missing where all are empty: see check_offsets.
  if (rows > 0 && buffers > 1 && view.buffer(1) == nullptr) return malformed("its values are missing");
  return view;
}

Result<ArrowView> view_of(const ArrowArray* array, std::int64_t buffers, std::int64_t children) {
  const bool sound = array != nullptr && array->length > 0;
  return view_of(array, 0, sound ? static_cast<std::size_t>(array->length) : 0, buffers, children);
}

std::int64_t offset_at(const ArrowView& view, bool large, std::size_t index) {
  const std::size_t place = view.first + index;
  if (large) {
    std::int64_t offset = 0;
    std::memcpy(&offset, view.buffer(1) + place * sizeof offset, sizeof offset);
    return offset;
  }
  std::int32_t offset = 0;
  std::memcpy(&offset, view.buffer(1) + place * sizeof offset, sizeof offset);
  return offset;
}

Status check_offsets(const ArrowView& view, bool large, std::int64_t& end) {
  end = 0;
  if (view.rows == 0) return Done{};
  std::int64_t last = offset_at(view, large, 0);
  if (last < 0) return malformed("an offset is " + std::to_string(last));
  const std::int64_t begin = last;
  for (std::size_t row = 1; row <= view.rows; ++row) {
    const std::int64_t next = offset_at(view, large, row);
    if (next < last) return malformed("its offsets fall from " + std::to_string(last) + " to " + std::to_string(next));
    last = next;
  }
  // Far beyond any memory: no sum of it overflows.
  if (last > kMostArrowRows) return malformed("an offset is " + std::to_string(last));
  if (view.array->n_buffers == 3 && last > begin && view.buffer(2) == nullptr)
    return malformed("its texts are missing");
  end = last;
  return Done{};
}

bool is_known(const ArrowView& view, std::size_t row) {
  if (view.known == nullptr) return true;
  const std::size_t bit = view.first + row;
  return (std::to_integer<unsigned>(view.known[bit / kBitsInByte]) >> bit % kBitsInByte & 1U) != 0;
}

std::string_view text_at(const ArrowView& view, bool large, std::size_t row) {
  const std::int64_t begin = offset_at(view, large, row);
  const std::int64_t end = offset_at(view, large, row + 1);
  if (end == begin) return {"", 0};
  return {reinterpret_cast<const char*>(view.buffer(2)) + begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace wend::columns
