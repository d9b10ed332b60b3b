#include "runtime/tables/sketch.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>

#include "runtime/tables/piece_view.hpp"

namespace wend::tables {
namespace {

// So many of a piece's numbers show how they are distributed.
constexpr std::size_t kSample = 4'096;

std::vector<std::int64_t> sample_of(std::span<const std::int64_t> stored) {
  const std::size_t step = (stored.size() + kSample - 1) / kSample;
  std::vector<std::int64_t> sample;
  for (std::size_t at = 0; at < stored.size(); at += step) sample.push_back(stored[at]);
  std::ranges::sort(sample);
  return sample;
}

// Where ranges end, but for the last: at each number where they are few, else at every so many numbers of the sample,
// and before what fills more than that. That takes no more ends, for two of them fall together there.
std::vector<std::int64_t> ends_of(std::span<const std::int64_t> sample, std::size_t most) {
  std::vector<std::int64_t> ends;
  std::ranges::unique_copy(sample, std::back_inserter(ends));
  if (ends.size() < most) return ends;
  ends.clear();
  for (std::size_t end = 1; end < most; ++end) {
    const std::int64_t last = sample[end * sample.size() / most];
    if (!ends.empty() && ends.back() == last) {
      const bool has_own =
          ends.size() > 1 ? ends[ends.size() - 2] == last - 1 : last == std::numeric_limits<std::int64_t>::min();
      if (!has_own) ends.insert(ends.end() - 1, last - 1);
    } else {
      ends.push_back(last);
    }
  }
  return ends;
}

constexpr std::size_t kPlaces = kMostSketchCodes + 1;  // a power of two
constexpr std::size_t kAtOnce = 8;
constexpr SketchRange kEmpty{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};

// How many of the ends, which rise, are less than each of a few numbers: by halving, without branches, which nobody
// could foresee, and side by side, so that no number waits for another.
using Places = std::array<std::uint32_t, kAtOnce>;
Places places_among(std::span<const std::int64_t> ends, std::span<const std::int64_t> numbers) {
  std::array<std::int64_t, kAtOnce> wanted{};
  std::ranges::copy(numbers, wanted.begin());
  Places places{};
  for (std::uint32_t half = kPlaces / 2; half != 0; half /= 2) {
    for (std::size_t at = 0; at < kAtOnce; ++at) {
      const auto passed = static_cast<std::uint32_t>(ends[places[at] + half - 1] < wanted[at]);
      places[at] += passed * half;
    }
  }
  return places;
}

layout::Bound bound_of(std::int64_t low, std::int64_t high, const layout::Bound& exact) {
  const bool empty = low > high;
  return {.low = empty ? 1 : low,
          .high = empty ? std::int64_t{kMostSketchCodes} : high,
          .enable = empty ? 0 : exact.enable,
          .settled = exact.settled};
}

template <typename Stored>
bool agree(const SketchView& sketch, const PieceView& exact, std::uint64_t rows) {
  bool well = true;
  for (std::uint64_t row = 0; row < rows && well; ++row) {
    const auto code = std::to_integer<std::size_t>(sketch.codes[row]);
    const bool known = exact.known == nullptr || (exact.known[row / 8] >> (row % 8) & std::byte{1}) != std::byte{0};
    well = known == (code != 0);
    if (code == 0) continue;
    Stored stored;
    std::memcpy(&stored, exact.values + row * sizeof stored, sizeof stored);
    const SketchRange& range = sketch.ranges[code - 1];
    well = well && stored >= range.first && stored <= range.last;
  }
  return well;
}

}  // namespace

Sketch make_sketch(std::span<const std::int64_t> stored, std::size_t most) {
  std::vector<std::int64_t> ends = ends_of(sample_of(stored), most);
  ends.resize(kPlaces, std::numeric_limits<std::int64_t>::max());
  std::vector<SketchRange> found(kPlaces, kEmpty);
  Sketch sketch;
  sketch.codes.resize(stored.size());
  for (std::size_t first = 0; first < stored.size(); first += kAtOnce) {
    const std::span some = stored.subspan(first, std::min(kAtOnce, stored.size() - first));
    const Places places = places_among(ends, some);
    for (std::size_t at = 0; at < some.size(); ++at) {
      SketchRange& range = found[places[at]];
      range.first = std::min(range.first, some[at]);
      range.last = std::max(range.last, some[at]);
      sketch.codes[first + at] = static_cast<std::uint8_t>(places[at]);
    }
  }
  // Without ranges that nothing lies in.
  std::array<std::uint8_t, kPlaces> codes{};
  for (std::size_t place = 0; place < kPlaces; ++place) {
    if (found[place].first > found[place].last) continue;
    sketch.ranges.push_back(found[place]);
    codes[place] = static_cast<std::uint8_t>(sketch.ranges.size());
  }
  for (std::uint8_t& code : sketch.codes) code = codes[code];
  return sketch;
}

SketchView sketch_view(const Piece& piece, std::span<const std::byte> bytes) {
  const void* first = bytes.data();
  const std::span ranges(static_cast<const SketchRange*>(first), piece.sketch_codes);
  return {ranges, bytes.data() + aligned(ranges.size_bytes())};
}

bool is_sound(const SketchView& sketch, const Piece& piece, std::uint64_t rows) {
  const std::span<const SketchRange> ranges = sketch.ranges;
  bool well = ranges.front().first == piece.least && ranges.back().last == piece.greatest;
  for (std::size_t range = 0; range < ranges.size(); ++range) {
    well = well && ranges[range].first <= ranges[range].last;
    well = well && (range == 0 || ranges[range - 1].last < ranges[range].first);
  }
  std::byte greatest{0};
  for (std::uint64_t row = 0; row < rows; ++row) greatest = std::max(greatest, sketch.codes[row]);
  return well && std::to_integer<std::size_t>(greatest) <= ranges.size();
}

bool agrees(const SketchView& sketch, const Piece& piece, std::uint64_t rows, std::span<const std::byte> exact) {
  const std::optional<PieceView> parts = view(piece, rows, exact);
  if (!parts) return false;
  switch (piece.storage) {
    case PieceStorage::integer16: return agree<std::int16_t>(sketch, *parts, rows);
    case PieceStorage::integer32: return agree<std::int32_t>(sketch, *parts, rows);
    case PieceStorage::integer64: return agree<std::int64_t>(sketch, *parts, rows);
    case PieceStorage::none:
    case PieceStorage::bits:
    case PieceStorage::integer8:
    case PieceStorage::coded8:
    case PieceStorage::coded16:
    case PieceStorage::coded32:
    case PieceStorage::text:
    case PieceStorage::ordinals:
    case PieceStorage::texts:
    case PieceStorage::periods: return false;
  }
  return false;
}

// One search a side: what is certain begins with the range that what is possible begins with, or the next.
SketchBounds sketch_bounds(std::span<const SketchRange> ranges, const layout::Bound& bound, bool has_low,
                           bool has_high) {
  std::int64_t low = 1;
  std::int64_t certain_low = 1;
  if (has_low) {
    const auto first = std::ranges::lower_bound(ranges, bound.low, {}, &SketchRange::last);
    low = first - ranges.begin() + 1;
    certain_low = first == ranges.end() || first->first >= bound.low ? low : low + 1;
  }
  auto high = static_cast<std::int64_t>(ranges.size());
  std::int64_t certain_high = high;
  if (has_high) {
    const auto end = std::ranges::upper_bound(ranges, bound.high, {}, &SketchRange::first);
    high = end - ranges.begin();
    certain_high = high == 0 || std::prev(end)->last <= bound.high ? high : high - 1;
  }
  return {bound_of(low, high, bound), bound_of(certain_low, certain_high, bound)};
}

}  // namespace wend::tables
