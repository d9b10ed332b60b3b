#include "tests/unit/codegen/column_table.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace wend::codegen {
namespace {

using layout::ColumnStorage;
using layout::kBlockRows;
using masks::Kind;
using masks::Node;
using masks::NodeId;

constexpr std::size_t kAnswers32 = 300;

bool bit_at(const std::byte* bits, std::size_t bit) {
  return (std::to_integer<unsigned>(bits[bit / 8]) >> bit % 8 & 1U) != 0;
}

template <typename Item>
Item read(const std::byte* items, std::size_t row) {
  Item item;
  std::memcpy(&item, items + row * sizeof item, sizeof item);
  return item;
}

// The least and the greatest of what fits.
std::pair<std::int64_t, std::int64_t> reach(ColumnStorage storage) {
  const auto bits = layout::value_width(storage) * 8;
  const bool is_signed = storage == ColumnStorage::integer8 || storage == ColumnStorage::integer16 ||
                         storage == ColumnStorage::integer32 || storage == ColumnStorage::integer64;
  if (bits == 64) return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  const std::int64_t span = std::int64_t{1} << bits;
  return is_signed ? std::pair(-span / 2, span / 2 - 1) : std::pair(std::int64_t{0}, span - 1);
}

}  // namespace

Guarded::Guarded(std::size_t size) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t room = (size + page - 1) / page * page;
  void* pages = mmap(nullptr, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  pages_ = {static_cast<std::byte*>(pages), room + page};
  mprotect(pages_.data() + room, page, PROT_NONE);
  data_ = pages_.data() + (room - size);
}

Guarded::~Guarded() {
  if (!pages_.empty()) munmap(pages_.data(), pages_.size());
}

ColumnTable::ColumnTable(std::size_t blocks, std::uint64_t seed) : blocks_(blocks), random_(seed) {
  constexpr std::array storages = {ColumnStorage::bits,       ColumnStorage::integer8,   ColumnStorage::integer16,
                                   ColumnStorage::integer32,  ColumnStorage::integer64,  ColumnStorage::unsigned8,
                                   ColumnStorage::unsigned16, ColumnStorage::unsigned32, ColumnStorage::float32,
                                   ColumnStorage::float64,    ColumnStorage::coded8,     ColumnStorage::coded16,
                                   ColumnStorage::coded32};
  for (const ColumnStorage storage : storages) {
    for (const bool nullable : {false, true}) {
      add_column(storage, nullable, layout::is_float(storage));
      if (layout::is_integer(storage)) add_column(storage, nullable, true);
    }
  }
}

void ColumnTable::add_column(ColumnStorage storage, bool nullable, bool partial) {
  layout_.columns.push_back({.storage = storage, .nullable = nullable, .partial = partial, .type = {}});
  layout::ColumnData data;
  fill(layout_.columns.back(), data);
  data_.push_back(data);
}

void ColumnTable::fill(const layout::Column& column, layout::ColumnData& data) {
  const std::size_t rows = blocks_ * kBlockRows;
  if (column.nullable && pick(4) != 0) {
    data.known_bit = static_cast<std::uint8_t>(pick(8));
    data.known = bitmap(data.known_bit);
  }
  if (column.storage == ColumnStorage::bits) {
    data.value_bit = static_cast<std::uint8_t>(pick(8));
    data.values = bitmap(data.value_bit);
    return;
  }
  if (column.partial) {
    const layout::Bound range = some_bound(column.storage);
    data.least = range.low;
    data.greatest = range.high;
  }
  const std::size_t width = layout::value_width(column.storage);
  std::byte* values = buffer(rows * width);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int64_t number = some_number(column.storage);
    const auto narrow = static_cast<float>(std::bit_cast<double>(number));
    const void* stored = column.storage == ColumnStorage::float32 ? static_cast<const void*>(&narrow) : &number;
    std::memcpy(values + row * width, stored, width);
  }
  data.values = values;
}

std::byte* ColumnTable::buffer(std::size_t size) {
  return buffers_.emplace_back(size).data();
}

std::byte* ColumnTable::bitmap(std::uint8_t first_bit) {
  const std::size_t size = (first_bit + blocks_ * kBlockRows + 7) / 8;
  std::byte* bits = buffer(size);
  std::generate(bits, bits + size, [&] { return static_cast<std::byte>(random_()); });
  return bits;
}

// Out of a small pool, so that comparisons go either way, and the ends of what fits.
std::int64_t ColumnTable::some_number(ColumnStorage storage) {
  if (layout::is_float(storage)) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr std::array numbers = {0.0, -0.0, 1.0, -1.0, 2.5, 1e30, -1e30, infinity, -infinity, nan, 0.125, 3.0};
    return std::bit_cast<std::int64_t>(static_cast<double>(static_cast<float>(numbers[pick(numbers.size())])));
  }
  const auto [least, greatest] = reach(storage);
  switch (pick(4)) {
    case 0: return least + static_cast<std::int64_t>(pick(3));
    case 1: return greatest - static_cast<std::int64_t>(pick(3));
    default: return std::clamp<std::int64_t>(static_cast<std::int64_t>(pick(64)) - 16, least, greatest);
  }
}

layout::Bound ColumnTable::some_bound(ColumnStorage storage) {
  const auto finite = [&] {
    for (;;) {
      const std::int64_t number = some_number(storage);
      if (near_limits_ && layout::is_integer(storage) && (number < -100 || number > 100)) continue;
      if (!layout::is_float(storage) || std::abs(std::bit_cast<double>(number)) < 1e31) return number;
    }
  };
  layout::Bound bound{.low = finite(), .high = finite(), .enable = ~std::uint64_t{0}, .settled = ~std::uint64_t{0}};
  const bool ordered = layout::is_float(storage) ? std::bit_cast<double>(bound.low) <= std::bit_cast<double>(bound.high)
                                                 : bound.low <= bound.high;
  if (!ordered) std::swap(bound.low, bound.high);
  const std::uint64_t fate = pick(8);
  if (fate < 2) bound.enable = 0;
  if (fate == 0) bound.settled = 0;
  return bound;
}

layout::Answers ColumnTable::some_answers(ColumnStorage storage) {
  const std::size_t width = layout::value_width(storage);
  const std::size_t size = width == 4 ? kAnswers32 : std::size_t{1} << width * 8;
  std::byte* answers = buffer(size);
  std::generate(answers, answers + size, [&] { return static_cast<std::byte>(pick(3)); });
  const void* of = answers;
  const std::uint64_t missing = pick(3);
  return {.of = static_cast<const std::uint8_t*>(of),
          .last = static_cast<std::uint32_t>(size - 1),
          .missing_true = missing == 1 ? ~std::uint64_t{0} : 0,
          .missing_known = missing == 2 ? 0 : ~std::uint64_t{0}};
}

std::vector<Kind> ColumnTable::kinds_of(std::uint32_t tag) const {
  const ColumnStorage storage = layout_.columns[tag].storage;
  if (storage == ColumnStorage::bits) return {Kind::truth, Kind::is_known};
  if (layout::is_coded(storage)) return {Kind::table};
  std::vector<Kind> kinds = {Kind::interval, Kind::at_least, Kind::at_most, Kind::is_known};
  if (layout::value_width(storage) == 1 && !layout_.columns[tag].partial) kinds.push_back(Kind::table);
  return kinds;
}

NodeId ColumnTable::add(masks::MaskProgram& program, Kind kind, std::uint32_t tag) {
  Node node{.kind = kind, .tag = tag};
  const ColumnStorage storage = layout_.columns[tag].storage;
  if (kind == Kind::interval || kind == Kind::at_least || kind == Kind::at_most) {
    node.index = static_cast<std::uint32_t>(bounds_.size());
    bounds_.push_back(some_bound(storage));
  } else if (kind == Kind::table) {
    node.index = static_cast<std::uint32_t>(answers_.size());
    answers_.push_back(some_answers(storage));
  } else if (kind == Kind::row) {
    node.index = static_cast<std::uint32_t>(pick(50));
  }
  program.nodes.push_back(node);
  return static_cast<NodeId>(program.nodes.size() - 1);
}

NodeId ColumnTable::add(masks::MaskProgram& program, Kind kind, std::span<const NodeId> operands) {
  program.nodes.push_back({.kind = kind,
                           .first_operand = static_cast<std::uint32_t>(program.operands.size()),
                           .operand_count = static_cast<std::uint32_t>(operands.size())});
  program.operands.insert(program.operands.end(), operands.begin(), operands.end());
  return static_cast<NodeId>(program.nodes.size() - 1);
}

bool ColumnTable::inside(std::uint32_t tag, std::size_t row, const std::int64_t* low, const std::int64_t* high) const {
  const ColumnStorage storage = layout_.columns[tag].storage;
  if (layout::is_float(storage)) {
    const std::byte* values = data_[tag].values;
    const double stored =
        storage == ColumnStorage::float32 ? double{read<float>(values, row)} : read<double>(values, row);
    return (low == nullptr || std::bit_cast<double>(*low) <= stored) &&
           (high == nullptr || stored <= std::bit_cast<double>(*high));
  }
  const std::int64_t stored = layout::stored_at(storage, data_[tag], row);
  return (low == nullptr || *low <= stored) && (high == nullptr || stored <= *high);
}

bool ColumnTable::is_known(std::uint32_t tag, std::size_t row) const {
  const layout::ColumnData& data = data_[tag];
  if (data.known != nullptr && !bit_at(data.known, data.known_bit + row)) return false;
  return !layout_.columns[tag].partial || inside(tag, row, &data.least, &data.greatest);
}

Truth ColumnTable::compare(const Node& node, std::size_t row) const {
  const layout::Bound& bound = bounds_[node.index];
  const bool inside = this->inside(node.tag, row, node.kind == Kind::at_most ? nullptr : &bound.low,
                                   node.kind == Kind::at_least ? nullptr : &bound.high);
  if (!is_known(node.tag, row) || (bound.settled == 0 && inside)) return Truth::unknown;
  return inside && bound.enable != 0 ? Truth::yes : Truth::no;
}

Truth ColumnTable::look_up(const Node& node, std::size_t row) const {
  const layout::Answers& answers = answers_[node.index];
  if (!is_known(node.tag, row)) {
    if (answers.missing_known == 0) return Truth::unknown;
    return answers.missing_true != 0 ? Truth::yes : Truth::no;
  }
  const ColumnStorage storage = layout_.columns[node.tag].storage;
  auto code = static_cast<std::uint64_t>(layout::stored_at(storage, data_[node.tag], row));
  if (layout::value_width(storage) == 1) code &= 0xffU;
  return static_cast<Truth>(answers.of[std::min<std::uint64_t>(code, answers.last)]);
}

Truth ColumnTable::row_answer(std::uint32_t index, std::size_t row) {
  return static_cast<Truth>((row * 2'654'435'761U + index * 40'503U) / 64 % 3);
}

Truth ColumnTable::judge(const masks::MaskProgram& program, NodeId id, std::size_t row) const {
  const Node& node = program.nodes[id];
  const auto of_bool = [](bool answer) { return answer ? Truth::yes : Truth::no; };
  const auto junction = [&](Truth decides, Truth otherwise) {
    Truth all = otherwise;
    for (const NodeId operand : program.operands_of(node)) {
      const Truth truth = judge(program, operand, row);
      if (truth == decides) return decides;
      if (truth == Truth::unknown) all = truth;
    }
    return all;
  };
  switch (node.kind) {
    case Kind::always: return Truth::yes;
    case Kind::never: return Truth::no;
    case Kind::missing: return Truth::unknown;
    case Kind::truth:
      if (!is_known(node.tag, row)) return Truth::unknown;
      return of_bool(bit_at(data_[node.tag].values, data_[node.tag].value_bit + row));
    case Kind::is_known: return of_bool(is_known(node.tag, row));
    case Kind::interval:
    case Kind::at_least:
    case Kind::at_most: return compare(node, row);
    case Kind::table: return look_up(node, row);
    case Kind::row: return row_answer(node.index, row);
    case Kind::negation: {
      const Truth truth = judge(program, program.operands_of(node).front(), row);
      return truth == Truth::unknown ? truth : of_bool(truth == Truth::no);
    }
    case Kind::conjunction: return junction(Truth::no, Truth::yes);
    case Kind::disjunction: return junction(Truth::yes, Truth::no);
    case Kind::known: return of_bool(judge(program, program.operands_of(node).front(), row) != Truth::unknown);
  }
  return Truth::unknown;
}

std::size_t ColumnTable::differences(const Compiler& compiler, const masks::MaskProgram& program,
                                     Instructions instructions, bool knowns, std::size_t* asked) {
  const layout::NativeColumnRequest request{.program = &program, .layout = &layout_, .knowns = knowns};
  const Result<ColumnCode> code = compiler.compile(request, instructions);
  if (!code) return SIZE_MAX;
  // Scratch memory that holds anything, and results that end where memory ends; every third is not wanted.
  Guarded scratch((code->columns().scratch + 63) / 64 * 64);
  std::fill_n(scratch.data(), code->columns().scratch, std::byte{0xaa});
  std::vector<Guarded> results;
  std::vector<std::uint64_t*> words[2];
  for (auto& rail : words) {
    for (std::size_t root = 0; root < program.roots.size(); ++root) {
      void* room = results.emplace_back(blocks_ * 8).data();
      rail.push_back(root % 3 == 2 ? nullptr : static_cast<std::uint64_t*>(room));
    }
  }
  std::size_t count = 0;
  layout::ColumnFrame frame{.columns = data_.data(),
                            .bounds = bounds_.data(),
                            .tables = answers_.data(),
                            .blocks = blocks_,
                            .truths = words[0].data(),
                            .knowns = knowns ? words[1].data() : nullptr,
                            .judge =
                                [](void* context, std::uint32_t index, std::uint64_t block, std::uint64_t wanted,
                                   std::uint64_t* truth, std::uint64_t* known) {
                                  *static_cast<std::size_t*>(context) +=
                                      static_cast<std::size_t>(std::popcount(wanted));
                                  // Anything, where it is not wanted.
                                  *truth = *known = ~wanted;
                                  for (std::size_t row = 0; row < kBlockRows; ++row) {
                                    const std::uint64_t bit = std::uint64_t{1} << row;
                                    const Truth answer = row_answer(index, block * kBlockRows + row);
                                    if ((wanted & bit) == 0 || answer == Truth::unknown) continue;
                                    *known |= bit;
                                    if (answer == Truth::yes) *truth |= bit;
                                  }
                                },
                            .context = &count,
                            .scratch = scratch.data()};
  code->columns().predicate(&frame);
  if (asked != nullptr) *asked = count;
  std::size_t different = 0;
  for (std::size_t root = 0; root < program.roots.size(); ++root) {
    if (words[0][root] == nullptr) continue;
    for (std::size_t row = 0; row < blocks_ * kBlockRows; ++row) {
      const Truth expected = judge(program, program.roots[root], row);
      const bool truth = (words[0][root][row / kBlockRows] >> row % kBlockRows & 1U) != 0;
      const bool known = (words[1][root][row / kBlockRows] >> row % kBlockRows & 1U) != 0;
      if (truth != (expected == Truth::yes)) ++different;
      if (knowns && known != (expected != Truth::unknown)) ++different;
    }
  }
  return different;
}

}  // namespace wend::codegen
