// The walk through a block's tables, for the files that make it with different instructions: each includes this in its
// own anonymous namespace, after saying what it may use.
//
// `count_at_most(edges, size, value)` says how many of the size - 1 sorted edges are at most the value.
template <typename CountAtMost>
Mask walk_tables(const Block& block, const std::uint64_t* words, Mask among, Values& values,
                 const CountAtMost& count_at_most) {
  const std::uint64_t* row = words + block.first_word;
  Mask mask = among & block.members;
  for (std::uint32_t table = 0; table < block.tables && mask != 0; ++table) {
    const TablePlace place(row[table]);
    const std::size_t size = place.size();
    const std::uint64_t* edges = row + place.offset();
    const Values::Reading reading = values.reading(place.attribute());
    const std::size_t at = count_at_most(edges, size, reading.value);
    mask &= edges[size - 1 + (reading.known ? at : size)];
  }
  return mask;
}
