// The loop of a search in blocks, for the files that compile it for different processors: each includes this in its own
// anonymous namespace, after saying which instructions it may use.

// However many registers that takes.
using Masks [[gnu::vector_size(64), gnu::may_alias]] = Mask;
static_assert(sizeof(Masks) == sizeof(Row));

void refute_row(const RowNumber* const* lines, std::size_t count, std::size_t position, const Row* rows, Row& row) {
  Masks left = *reinterpret_cast<const Masks*>(&row);
  for (std::size_t at = 0; at < count; ++at) left &= *reinterpret_cast<const Masks*>(rows + lines[at][position]);
  *reinterpret_cast<Masks*>(&row) = left;
}
