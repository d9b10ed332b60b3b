#include <algorithm>
#include <array>
#include <string>

#include "compiler/bytes/bytes.hpp"
#include "compiler/bytes/header.hpp"
#include "compiler/bytes/language.hpp"
#include "compiler/bytes/reader.hpp"
#include "compiler/schema/fingerprint.hpp"
#include "compiler/verify/verify.hpp"

namespace wend::bytes {
namespace {

// In the order in which ir/fields.hpp lists them.
constexpr std::array<std::string_view, 12> kSections{
    "the constants", "the moments",  "the windows", "the selections", "the patterns", "the derived tags",
    "the segments",  "the triggers", "the goals",   "the metrics",    "the journeys", "the policies"};

bool starts_with_magic(std::span<const std::byte> bytes) {
  return bytes.size() >= kMagic.size() &&
         std::ranges::equal(bytes.first(kMagic.size()), kMagic,
                            [](std::byte left, std::uint8_t right) { return left == std::byte{right}; });
}

bool get_expressions(Reader& reader, ir::Program& program) {
  reader.enter("the expressions");
  std::uint32_t count = 0;
  if (!reader.get(count)) return false;
  for (std::uint32_t id = 0; id < count; ++id) {
    ir::Expression expression;
    expression.first_operand = static_cast<std::uint32_t>(program.operands.size());
    if (!reader.get(expression) || !reader.get(expression.operand_count)) return false;
    for (std::uint32_t operand = 0; operand < expression.operand_count; ++operand) {
      if (!reader.get(program.operands.emplace_back())) return false;
    }
    program.expressions.push_back(expression);
  }
  return true;
}

bool get_sections(Reader& reader, ir::Program& program) {
  bool sound = true;
  auto get = [&, section = kSections.begin()](auto& items) mutable {
    if (sound) reader.enter(*section++);
    sound = sound && reader.get(items);
  };
  ir::fields(program, [&](auto&... items) {
    static_assert(sizeof...(items) == kSections.size());
    (get(items), ...);
  });
  return sound;
}

}  // namespace

Result<Header> read_header(std::span<const std::byte> bytes) {
  if (!starts_with_magic(bytes)) return Error{"this is no program of Wend: name a file that `wend build` has written"};
  if (bytes.size() > kMostBytes) {
    return Error{"the program has " + std::to_string(bytes.size()) + " bytes, more than the " +
                 std::to_string(kMostBytes) + " that are loaded: make it of several"};
  }
  Reader reader(bytes);
  Header header;
  if (!reader.skip(kMagic.size()) || !reader.get(header)) return reader.error();
  if (header.format != kFormat) {
    return Error{"the program has format " + std::to_string(header.format) + " and this build reads " +
                 std::to_string(kFormat) + ": build it again from its sources"};
  }
  if (header.size != bytes.size()) {
    return Error{"the program says that it has " + std::to_string(header.size) + " bytes, and there are " +
                 std::to_string(bytes.size()) + ": it was cut off or added to; get it again"};
  }
  if (header.content != content_hash(bytes.subspan(kHashedFrom))) {
    return Error{"the program's bytes do not have the hash that they say: they are damaged; get them again"};
  }
  if (header.language != language()) {
    return Error{"the program was built by a Wend of another language: build it again from its sources"};
  }
  return header;
}

Result<ir::Program> decode_trusted(std::span<const std::byte> bytes, std::shared_ptr<const schema::Schema> schema) {
  const Result<Header> header = read_header(bytes);
  if (!header) return header.error();
  if (header->schema != schema::fingerprint(*schema)) {
    return Error{"the program was compiled for another schema than `" + schema->name +
                 "` as it is here: load it with its own, or build it again for this one"};
  }
  ir::Program program;
  program.schema = std::move(schema);
  Reader reader(bytes);
  if (!reader.skip(kHeaderBytes) || !get_expressions(reader, program) || !get_sections(reader, program)) {
    return reader.error();
  }
  if (reader.left() != 0) return Error{std::to_string(reader.left()) + " bytes follow the end of the program"};
  return program;
}

Result<ir::Program> decode(std::span<const std::byte> bytes, std::shared_ptr<const schema::Schema> schema) {
  Result<ir::Program> program = decode_trusted(bytes, std::move(schema));
  if (!program) return program;
  if (const Status sound = verify::verify(*program); !sound) return sound.error();
  return program;
}

}  // namespace wend::bytes
