// Programs as bytes: canonical, so that the same sources give the same bytes on every machine; hashed, so that damage
// is seen; and verified as strictly as the checker would have it, so that what was loaded can be run.
//
//     const std::vector<std::byte> bytes = bytes::encode(program);
//     const Result<ir::Program> loaded = bytes::decode(bytes, schema);   // the schema that it was compiled for
//
// The form (docs/reference/program-bytes.md has it to the letter): a header of kHeaderBytes, then the sections in the
// order of ir/fields.hpp, each in the canonical form of runtime/value/canonical.hpp. There is no padding, no pointer
// and no order but the program's own. All numbers are little-endian.
//
//     offset  bytes
//          0      8  kMagic
//          8     16  XXH3-128 of all that follows: the program's content hash
//         24      4  kFormat
//         28      8  language(): of the operations and of the fields that this build knows
//         36      8  the size of the whole in bytes
//         44     16  schema::fingerprint of the schema that the program was compiled for
//         60         expressions with their operands, then what ir/fields.hpp lists of a Program
//
// Loading takes no more memory than in proportion to the bytes and never recurses over what they say. An Error says
// where (the section, the offset, or which part of the program), what is wrong, and what to do. Whoever can write the
// bytes can also make their hash right: the hash is for damage and for identity, the verification for everything else.
//
// Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/ir/program.hpp"
#include "runtime/value/content_hash.hpp"
#include "runtime/value/result.hpp"

namespace wend::bytes {

// Not text, so that a transfer that changes line ends or strips the eighth bit is seen at once, as of PNG.
inline constexpr std::array<std::uint8_t, 8> kMagic{0x89, 'W', 'e', 'n', 'd', '\r', '\n', 0x1A};
inline constexpr std::uint32_t kFormat = 1;
inline constexpr std::size_t kHeaderBytes = 60;
// The most bytes that are loaded. What they may hold is bounded by them: each item of a section takes a byte at least.
inline constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30U;

struct Header {
  ContentHash content;
  std::uint32_t format = 0;
  std::uint64_t language = 0;
  std::uint64_t size = 0;
  ContentHash schema;
};

// The program must have a schema.
[[nodiscard]] std::vector<std::byte> encode(const ir::Program& program);

// The hash of its bytes: two programs of one hash are the same program.
[[nodiscard]] ContentHash program_hash(const ir::Program& program);

// Of bytes that are whole, undamaged and of this build's format and language: what a host needs to find the schema.
[[nodiscard]] Result<Header> read_header(std::span<const std::byte> bytes);

[[nodiscard]] Result<ir::Program> decode(std::span<const std::byte> bytes,
                                         std::shared_ptr<const schema::Schema> schema);
// The same without the verification: of bytes that the caller encoded, and nobody else had in hand. Damage is seen.
[[nodiscard]] Result<ir::Program> decode_trusted(std::span<const std::byte> bytes,
                                                 std::shared_ptr<const schema::Schema> schema);

}  // namespace wend::bytes
