// The two loops of a search in blocks, for the files that compile them for different processors: each includes this in
// its own anonymous namespace, after saying which instructions it may use.

// One line of the cache, however many registers that takes.
using Masks [[gnu::vector_size(64), gnu::may_alias]] = Mask;
using Numbers [[gnu::vector_size(64), gnu::may_alias, gnu::aligned(alignof(RowNumber))]] = RowNumber;
static_assert(sizeof(Masks) == sizeof(Row));

constexpr std::size_t kLanes = sizeof(Numbers) / sizeof(RowNumber);

// The lanes that are not 0, as bits: each file has its own.
Mask lanes_of(const Numbers& numbers);

Mask blocks_standing(const RowNumber* const* lines, std::size_t count, std::size_t width) {
  Mask blocks = 0;
  for (std::size_t first = 0; first < width; first += kLanes) {
    Numbers least = *reinterpret_cast<const Numbers*>(lines[0] + first);
    for (std::size_t at = 1; at < count; ++at) {
      const Numbers numbers = *reinterpret_cast<const Numbers*>(lines[at] + first);
      least = numbers < least ? numbers : least;
    }
    blocks |= lanes_of(least) << first;
  }
  return blocks;
}

void take_refuted(const RowNumber* const* lines, std::size_t count, std::size_t position, const Row* rows, Row& row) {
  Masks left = *reinterpret_cast<const Masks*>(&row);
  for (std::size_t at = 0; at < count; ++at) {
    left &= *reinterpret_cast<const Masks*>(rows + lines[at][position]);
  }
  *reinterpret_cast<Masks*>(&row) = left;
}
