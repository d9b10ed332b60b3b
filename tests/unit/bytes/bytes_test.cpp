#include "compiler/bytes/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "compiler/bytes/header.hpp"
#include "compiler/bytes/language.hpp"
#include "compiler/ir/builder.hpp"
#include "compiler/schema/fingerprint.hpp"
#include "runtime/value/canonical.hpp"

namespace wend::bytes {
namespace {

using ir::ExpressionId;
using ir::Operation;
using testing::HasSubstr;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);

std::shared_ptr<schema::Schema> small_schema() {
  auto schema = std::make_shared<schema::Schema>();
  schema->name = "small";
  schema->tags.emplace_back();
  schema->tags.back().name = "visits";
  schema->tags.back().type = kInteger;
  schema->events.emplace_back();
  schema->events.back().name = "login";
  return schema;
}

// `segment regulars "常客" = visits > 4`, `trigger quiet = no login within 2 days`, and a journey that waits.
ir::Program small_program() {
  ir::Program program;
  program.schema = small_schema();
  ir::Builder build(program);
  const ExpressionId visits = build.leaf(Operation::tag, kInteger, 0);
  const ExpressionId four = build.constant(kInteger, std::int64_t{4});
  program.segments.push_back({"regulars", "常客", build.make(Operation::less, kBoolean, {four, visits})});
  ir::Pattern& quiet = program.patterns.emplace_back();
  quiet.kind = ir::Pattern::Kind::absence;
  quiet.silence_period = {0, 2, 0};
  program.triggers.push_back({"quiet", "", 0});
  ir::Journey& journey = program.journeys.emplace_back();
  journey.name = "welcome";
  journey.on = {0};
  journey.on_name = "quiet";
  journey.start = 0;
  journey.steps.emplace_back();
  journey.steps.back().name = "wait";
  journey.steps.back().action = ir::WaitSpan{.span = {.period = {0, 1, 0}, .duration = 0}, .next = ir::kEnd};
  return program;
}

std::string error_of(std::span<const std::byte> bytes, std::shared_ptr<const schema::Schema> schema = small_schema()) {
  const Result<ir::Program> program = decode(bytes, std::move(schema));
  return program ? std::string() : program.error().message;
}

void put_at(std::vector<std::byte>& bytes, std::size_t place, const auto& value) {
  CanonicalWriter writer;
  writer.put(value);
  std::ranges::copy(writer.bytes(), bytes.begin() + static_cast<std::ptrdiff_t>(place));
}

// With the size and the hash that the bytes have: what someone makes who knows the format.
std::vector<std::byte> mended(std::vector<std::byte> bytes) {
  put_at(bytes, 36, std::uint64_t{bytes.size()});
  put_at(bytes, kMagic.size(), content_hash(std::span(bytes).subspan(kHashedFrom)));
  return bytes;
}

TEST(Bytes, BringAProgramBackAsItWas) {
  const ir::Program program = small_program();
  const std::vector<std::byte> bytes = encode(program);
  const Result<ir::Program> loaded = decode(bytes, program.schema);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->expressions, program.expressions);
  EXPECT_EQ(loaded->operands, program.operands);
  EXPECT_EQ(loaded->constants, program.constants);
  EXPECT_EQ(loaded->segments.front().label, "常客");
  EXPECT_EQ(loaded->schema, program.schema);
  EXPECT_EQ(encode(*loaded), bytes);
}

// A change here is another format: kFormat goes up with it.
TEST(Bytes, AreTheSameOnEveryMachineAndInEveryBuild) {
  const std::vector<std::byte> bytes = encode(small_program());
  EXPECT_EQ(to_text(content_hash(std::span(bytes).subspan(kHeaderBytes))), "976fbe6a04d9cb19c5a0c79c67474259");
}

TEST(Bytes, BeginWithAHeaderThatSaysWhatTheyAre) {
  const ir::Program program = small_program();
  const std::vector<std::byte> bytes = encode(program);
  const Result<Header> header = read_header(bytes);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->format, kFormat);
  EXPECT_EQ(header->language, language());
  EXPECT_EQ(header->size, bytes.size());
  EXPECT_EQ(header->schema, schema::fingerprint(*program.schema));
  EXPECT_EQ(header->content, program_hash(program));
}

TEST(Bytes, AreRefusedWhicheverByteIsAltered) {
  const std::vector<std::byte> bytes = encode(small_program());
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      std::vector<std::byte> altered = bytes;
      altered[place] ^= std::byte{static_cast<unsigned char>(flip)};
      EXPECT_NE(error_of(altered), "") << place;
    }
  }
}

TEST(Bytes, AreRefusedWhereverTheyAreCutOffOrAddedTo) {
  const std::vector<std::byte> bytes = encode(small_program());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_NE(error_of(std::span(bytes).first(size)), "") << size;
    EXPECT_NE(
        error_of(mended({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::max(size, kHeaderBytes))})),
        "")
        << size;
  }
  std::vector<std::byte> longer = bytes;
  longer.push_back({});
  EXPECT_THAT(error_of(longer), HasSubstr("cut off or added to"));
  EXPECT_THAT(error_of(mended(longer)), HasSubstr("follow the end of the program"));
}

TEST(Bytes, AreOfOneSchema) {
  const std::vector<std::byte> bytes = encode(small_program());
  auto other = small_schema();
  other->tags.front().label["zh"] = "到访次数";
  EXPECT_EQ(error_of(bytes, other), "");
  other->tags.front().name = "visits_of_the_year";
  EXPECT_THAT(error_of(bytes, other), HasSubstr("compiled for another schema than `small`"));
}

TEST(Bytes, AreOfOneFormatAndOneLanguage) {
  std::vector<std::byte> bytes = encode(small_program());
  put_at(bytes, 24, std::uint32_t{kFormat + 1});
  EXPECT_THAT(error_of(mended(bytes)), HasSubstr("build it again from its sources"));
  bytes = encode(small_program());
  put_at(bytes, 28, language() + 1);
  EXPECT_THAT(error_of(mended(bytes)), HasSubstr("of another language"));
  EXPECT_THAT(error_of({}), HasSubstr("no program of Wend"));
}

TEST(Bytes, AreRefusedWithThePlaceOfTheFault) {
  std::vector<std::byte> bytes = encode(small_program());
  bytes[kHeaderBytes + 4] = std::byte{200};  // the first expression's operation
  EXPECT_EQ(error_of(mended(bytes)), "in the expressions, at byte 65: an enumeration has no value 200");
  bytes = encode(small_program());
  put_at(bytes, kHeaderBytes + 10, std::uint32_t{7});  // the first expression's tag
  EXPECT_EQ(error_of(mended(bytes)), "expression 0: the operation takes or gives something else");
}

TEST(Bytes, PromiseNoMoreThanTheyHold) {
  std::vector<std::byte> bytes = encode(small_program());
  put_at(bytes, kHeaderBytes, std::uint32_t{0xFFFF'FFFF});  // how many expressions there are
  EXPECT_NE(error_of(mended(bytes)), "");
}

}  // namespace
}  // namespace wend::bytes
