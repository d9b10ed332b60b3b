// Kernels that any processor runs, and the choice among all of them.
#include <bit>
#include <cstring>
#include <type_traits>

#include "runtime/columns/kernel_table.hpp"
#include "runtime/columns/mask_loops.hpp"

namespace wend::columns {
namespace {

constexpr std::size_t kRows = layout::kBlockRows;

template <typename Item>
Item read(const std::byte* items, std::size_t index) {
  Item item;
  std::memcpy(static_cast<void*>(&item), items + index * sizeof item, sizeof item);
  return item;
}

// Bit i is whether byte i is `wanted`: eight bytes at a time, gathered into the highest by one multiplication.
std::uint64_t packed(const std::uint8_t* bytes) {
  constexpr std::uint64_t kGather = 0x0102'0408'1020'4080;
  constexpr unsigned kBytes = 8;
  std::uint64_t word = 0;
  for (std::size_t group = 0; group < kRows / kBytes; ++group) {
    std::uint64_t eight = 0;
    for (unsigned byte = 0; byte < kBytes; ++byte) {
      eight |= std::uint64_t{bytes[group * kBytes + byte]} << (kBytes * byte);
    }
    word |= (eight * kGather >> 56U) << (group * kBytes);
  }
  return word;
}

template <typename Stored, Side side>
struct Inside {
  static void run(const std::byte* values, const layout::Bound& bound, const std::uint64_t* among, std::size_t blocks,
                  std::uint64_t* inside) {
    const auto low = side_of<Stored>(bound.low);
    const auto high = side_of<Stored>(bound.high);
    for (std::size_t block = 0; block < blocks; ++block) {
      std::uint8_t rows[kRows];
      for (std::size_t row = 0; row < kRows; ++row) {
        const auto stored = read<Stored>(values, block * kRows + row);
        const bool above = side == Side::high || stored >= low;
        const bool below = side == Side::low || stored <= high;
        rows[row] = static_cast<std::uint8_t>(static_cast<unsigned>(above) & static_cast<unsigned>(below));
      }
      inside[block] = packed(rows) & among[block];
    }
  }
};

template <typename Code>
struct LookUp {
  static void run(const std::byte* values, const layout::Answers& answers, std::size_t blocks, std::uint64_t* truths,
                  std::uint64_t* knowns) {
    for (std::size_t block = 0; block < blocks; ++block) {
      std::uint8_t yes[kRows];
      std::uint8_t known[kRows];
      for (std::size_t row = 0; row < kRows; ++row) {
        const std::uint32_t code = read<Code>(values, block * kRows + row);
        const unsigned answer = answers.of[code < answers.last ? code : answers.last];
        yes[row] = static_cast<std::uint8_t>(answer & 1U);
        known[row] = static_cast<std::uint8_t>(~answer >> 1U & 1U);
      }
      truths[block] = packed(yes);
      knowns[block] = packed(known);
    }
  }
};

constexpr Kernels kPlain = kernel_table<Inside, LookUp>(Loops::table);

}  // namespace

#ifdef __x86_64__
// Defined in the files of the same names.
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;

Instructions best_instructions() {
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vbmi");
  if (wide) return Instructions::avx512;
  return __builtin_cpu_supports("avx2") ? Instructions::avx2 : Instructions::plain;
}

const Kernels& kernels(Instructions instructions) {
  const Instructions best = best_instructions();
  if (instructions == Instructions::avx512 && best == Instructions::avx512) return kAvx512Kernels;
  if (instructions != Instructions::plain && best != Instructions::plain) return kAvx2Kernels;
  return kPlain;
}
#else
Instructions best_instructions() {
  return Instructions::plain;
}

const Kernels& kernels(Instructions) {
  return kPlain;
}
#endif

void copy_bits(const std::byte* bits, unsigned first_bit, std::size_t blocks, std::uint64_t* words) {
  constexpr unsigned kWord = 64;
  std::memcpy(static_cast<void*>(words), bits, blocks * sizeof *words);
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t block = 0; block < blocks; ++block) words[block] = __builtin_bswap64(words[block]);
  }
  if (first_bit == 0) return;
  // The last bits of a block are in the byte behind it.
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::uint64_t next = block + 1 < blocks ? words[block + 1] : read<std::uint8_t>(bits, blocks * sizeof *words);
    words[block] = words[block] >> first_bit | next << (kWord - first_bit);
  }
}

}  // namespace wend::columns
