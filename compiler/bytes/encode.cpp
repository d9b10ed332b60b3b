#include <algorithm>

#include "compiler/bytes/bytes.hpp"
#include "compiler/bytes/header.hpp"
#include "compiler/bytes/language.hpp"
#include "compiler/ir/fields.hpp"
#include "compiler/schema/fingerprint.hpp"
#include "runtime/value/canonical.hpp"

namespace wend::bytes {
namespace {

// Each with its operands behind it: where they lie in memory is no part of the program.
void put_expressions(CanonicalWriter& writer, const ir::Program& program) {
  writer.put(static_cast<std::uint32_t>(program.expressions.size()));
  for (ir::ExpressionId id = 0; id < program.expressions.size(); ++id) {
    writer.put(program.at(id));
    writer.put(program.at(id).operand_count);
    for (const ir::ExpressionId operand : program.operands_of(id)) writer.put(operand);
  }
}

std::vector<std::byte> with_header(const ir::Program& program, std::span<const std::byte> sections) {
  Header header{.content = {},
                .format = kFormat,
                .language = language(),
                .size = kHeaderBytes + sections.size(),
                .schema = schema::fingerprint(*program.schema)};
  CanonicalWriter writer;
  for (const std::uint8_t byte : kMagic) writer.put(byte);
  writer.put(header);
  std::vector<std::byte> bytes = writer.take();
  bytes.insert(bytes.end(), sections.begin(), sections.end());
  CanonicalWriter hash;
  hash.put(content_hash(std::span(bytes).subspan(kHashedFrom)));
  std::ranges::copy(hash.bytes(), bytes.begin() + kMagic.size());
  return bytes;
}

}  // namespace

std::vector<std::byte> encode(const ir::Program& program) {
  CanonicalWriter sections;
  put_expressions(sections, program);
  sections.put(program);
  return with_header(program, sections.bytes());
}

ContentHash program_hash(const ir::Program& program) {
  const std::vector<std::byte> bytes = encode(program);
  return content_hash(std::span(bytes).subspan(kHashedFrom));
}

}  // namespace wend::bytes
