// Equal items are kept once. Found by sorting their canonical bytes, so that no choice of contents makes it slow.
#include <algorithm>
#include <numeric>
#include <vector>

#include "compiler/ir/fields.hpp"
#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

// The first item that is equal to one before it; the number of items where there is none.
template <typename Put>
std::size_t first_double(std::size_t count, const Put& put) {
  CanonicalWriter writer;
  std::vector<std::size_t> ends;
  for (std::size_t index = 0; index < count; ++index) {
    put(writer, index);
    ends.push_back(writer.bytes().size());
  }
  const auto bytes_of = [&, bytes = writer.bytes()](std::size_t index) {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return bytes.subspan(begin, ends[index] - begin);
  };
  const auto is_less = [&](std::size_t left, std::size_t right) {
    return std::ranges::lexicographical_compare(bytes_of(left), bytes_of(right));
  };
  const auto is_same = [&](std::size_t left, std::size_t right) {
    return std::ranges::equal(bytes_of(left), bytes_of(right));
  };
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, is_less);
  const auto found = std::ranges::adjacent_find(order, is_same);
  return found == order.end() ? count : std::max(*found, *std::next(found));
}

bool has_no_double(Subject& subject, std::string_view kind, std::size_t count, std::size_t first) {
  subject.at(kind, first);
  return subject.demand(first == count, "it is there twice");
}

template <typename Item>
bool are_distinct(Subject& subject, std::string_view kind, const std::vector<Item>& items) {
  const auto put = [&](CanonicalWriter& writer, std::size_t index) { writer.put(items[index]); };
  return has_no_double(subject, kind, items.size(), first_double(items.size(), put));
}

}  // namespace

bool are_items_distinct(Subject& subject) {
  const ir::Program& program = subject.program;
  const auto put = [&](CanonicalWriter& writer, std::size_t index) {
    const auto id = static_cast<ir::ExpressionId>(index);
    writer.put(program.at(id));
    for (const ir::ExpressionId operand : program.operands_of(id)) writer.put(operand);
  };
  const std::size_t count = program.expressions.size();
  return has_no_double(subject, "expression", count, first_double(count, put)) &&
         are_distinct(subject, "constant", program.constants) && are_distinct(subject, "moment", program.moments) &&
         are_distinct(subject, "window", program.windows) && are_distinct(subject, "selection", program.selections);
}

}  // namespace wend::verify
