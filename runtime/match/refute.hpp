// The walk through a block's tables, for the files that make it with different instructions: each includes this in its
// own anonymous namespace, after saying what it may use.
//
// `count_at_most(edges, size, value)` says how many of the size - 1 sorted edges are at most the value.
template <typename CountAtMost>
Mask walk_tables(const Block& block, const std::uint64_t* words, Mask among, Values& values,
                 const CountAtMost& count_at_most) {
  const std::uint64_t* table = words + block.first_word;
  Mask mask = among & block.members;
  for (std::uint32_t left = block.tables; left != 0 && mask != 0; --left) {
    const auto attribute = static_cast<Attribute>(*table);
    const std::size_t size = std::size_t{1} << static_cast<unsigned>(*table >> 32U);
    const std::uint64_t* edges = table + 2;
    const std::int64_t* value = values(attribute);
    mask &= value == nullptr ? table[1] : edges[size - 1 + count_at_most(edges, size, *value)];
    table = edges + 2 * size - 1;
  }
  return mask;
}
