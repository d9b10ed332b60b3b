// No bytes may crash the reader of programs, whatever hash they have; and a program that it lets through must be fit
// to be evaluated and run, and have these bytes.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/bytes/bytes.hpp"
#include "compiler/bytes/language.hpp"
#include "compiler/schema/fingerprint.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/journey/step.hpp"
#include "runtime/value/canonical.hpp"
#include "runtime/value/fields.hpp"
#include "tests/conformance/runner/programs.hpp"
#include "tests/conformance/runner/suite.hpp"
#include "tests/fuzz/fuzzer.hpp"
#include "tests/fuzz/program_damage.hpp"

namespace {

using wend::fuzz::demand;
namespace bytes = wend::bytes;
namespace ir = wend::ir;
namespace journey = wend::journey;
namespace layout = wend::layout;
namespace schema = wend::schema;

constexpr std::size_t kLargestSeed = 16 * 1024;
constexpr std::size_t kSchemaOffset = 44;
constexpr std::size_t kContentOffset = 8;
constexpr std::size_t kFormatOffset = 24;

// The programs of the conformance suite, and the schemas that they are of: all of the language in short programs.
struct Suite {
  std::vector<std::string> seeds;
  std::map<std::string, std::shared_ptr<const schema::Schema>> schemas;  // by fingerprint, as in a header
};

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string canonical(const auto& value) {
  wend::CanonicalWriter writer;
  writer.put(value);
  return text_of(writer.bytes());
}

Suite read_suite() {
  Suite suite;
  wend::conformance::Programs programs;
  std::set<std::pair<std::string, std::string>> seen;
  const auto files = wend::conformance::read_suite(WEND_CONFORMANCE_DIRECTORY);
  demand(files.has_value());
  for (const wend::conformance::File& file : *files) {
    for (const wend::conformance::Case& one : file.cases) {
      if (!seen.emplace(one.schema, one.program).second) continue;
      const auto program = programs.program(one.schema, one.program);
      if (!program) continue;  // a case of what is refused
      const std::vector<std::byte> whole = bytes::encode(**program);
      if (whole.size() > kLargestSeed) continue;
      suite.seeds.push_back(text_of(whole));
      suite.schemas.emplace(canonical(schema::fingerprint(*(*program)->schema)), (*program)->schema);
    }
  }
  return suite;
}

const Suite& suite() {
  static const Suite suite = read_suite();
  return suite;
}

std::shared_ptr<const schema::Schema> schema_of(std::string_view input) {
  const auto found = suite().schemas.find(std::string(input.substr(std::min(input.size(), kSchemaOffset), 16)));
  return found == suite().schemas.end() ? suite().schemas.begin()->second : found->second;
}

// A header that is right, whatever follows it: what someone makes who means harm.
std::string mended(std::string_view input, const schema::Schema& schema) {
  std::string whole(input);
  whole.resize(std::max(whole.size(), bytes::kHeaderBytes));
  std::ranges::copy(bytes::kMagic, whole.begin());
  const std::string head = canonical(bytes::kFormat) + canonical(bytes::language()) +
                           canonical(std::uint64_t{whole.size()}) + canonical(schema::fingerprint(schema));
  std::ranges::copy(head, whole.begin() + kFormatOffset);
  const std::string hash = canonical(wend::content_hash(bytes_of(whole).subspan(kFormatOffset)));
  std::ranges::copy(hash, whole.begin() + kContentOffset);
  return whole;
}

// Some value of the type, known now and then.
wend::Value value_of(const schema::Schema& schema, const wend::Type& type, std::int64_t number) {
  static const std::vector<std::int32_t> ordinals{0};
  static const std::vector<std::string> texts{"salary"};
  switch (type.kind) {
    case wend::TypeKind::boolean: return number % 2 == 0;
    case wend::TypeKind::period: return wend::Period{0, 3, 0};
    case wend::TypeKind::text:
    case wend::TypeKind::customer: return std::string_view("salary");
    case wend::TypeKind::list: return wend::Unknown{};
    case wend::TypeKind::set:
      if (type.element == wend::TypeKind::text) return wend::Texts(texts);
      return wend::Ordinals(ordinals);
    case wend::TypeKind::enumeration: {
      const auto count = static_cast<std::int64_t>(schema.enums[type.detail].values.size());
      return count == 0 ? wend::Value{wend::Unknown{}} : wend::Value{number % count};
    }
    case wend::TypeKind::product:
      return schema.products.items.empty() ? wend::Value{wend::Unknown{}} : wend::Value{std::int64_t{0}};
    case wend::TypeKind::integer:
    case wend::TypeKind::number:
    case wend::TypeKind::money:
    case wend::TypeKind::duration:
    case wend::TypeKind::date:
    case wend::TypeKind::time:
    case wend::TypeKind::time_of_day:
    case wend::TypeKind::place:
    case wend::TypeKind::distance: return number * 1'000'000;
  }
  return wend::Unknown{};
}

template <typename Fields>
std::vector<std::byte> row_of(const schema::Schema& schema, const layout::RowLayout& layout, const Fields& fields) {
  std::vector<wend::Value> values;
  for (const auto& field : fields) values.push_back(value_of(schema, field.type, std::ssize(values) + 1));
  std::vector<std::byte> row;
  layout::append_row(layout, values, row);
  return row;
}

void judge(const ir::Program& program, const layout::Row& tags, wend::Instant now) {
  wend::eval::Inputs inputs;
  inputs.tags = tags;
  inputs.now = now;
  inputs.customer = "2873";
  for (const ir::Segment& segment : program.segments) (void)wend::eval::judge(program, segment.condition, inputs);
  for (const ir::DerivedTag& tag : program.tags) (void)wend::eval::evaluate(program, tag.value, inputs);
}

// One customer's life under the program: loaded, one event of each type, then a month without any.
void live(const std::shared_ptr<const ir::Program>& program) {
  const auto plan = journey::Plan::make(program);
  if (!plan) return;
  const schema::Schema& schema = *program->schema;
  std::vector<schema::TagIndex> all(schema.tags.size());
  for (schema::TagIndex index = 0; index < all.size(); ++index) all[index] = index;
  const layout::RowLayout tag_layout = layout::tag_layout(schema, all);
  const std::vector<std::byte> tags = row_of(schema, tag_layout, schema.tags);
  wend::Instant now = 20'500 * wend::kDay;
  judge(*program, {&tag_layout, tags.data()}, now);
  journey::State state;
  const auto come = [&](const journey::Input& input) {
    auto outcome = journey::step(*plan, journey::ReferencePredicates(), "2873", state, {&input, 1});
    if (outcome) state = std::move(outcome->state);
  };
  come(journey::Load{.time = now, .tags = {&tag_layout, tags.data()}});
  for (schema::EventIndex event = 0; event < schema.events.size(); ++event) {
    const layout::RowLayout layout = layout::event_layout(schema.events[event]);
    const std::vector<std::byte> row = row_of(schema, layout, schema.events[event].fields);
    now += wend::kHour;
    come(journey::Event{.id = {}, .type = event, .time = now, .fields = {&layout, row.data()}});
  }
  come(journey::Advance{.now = now + 32 * wend::kDay, .towards = now + 32 * wend::kDay});
}

void load_and_live(std::string_view whole, const std::shared_ptr<const schema::Schema>& schema) {
  wend::Result<ir::Program> program = bytes::decode(bytes_of(whole), schema);
  if (!program) return;
  demand(std::ranges::equal(bytes::encode(*program), bytes_of(whole)));
  live(std::make_shared<const ir::Program>(*std::move(program)));
}

}  // namespace

namespace wend::fuzz {

std::vector<std::string> seeds() {
  return suite().seeds;
}

// The bytes as they are, damaged by accident; with a right header, damaged on purpose; and a well-formed program that
// says something wrong, of which the input is but the number.
void take(std::string_view input) {
  const std::shared_ptr<const schema::Schema> schema = schema_of(input);
  const Result<ir::Program> undamaged = bytes::decode(bytes_of(input), schema);
  demand(!undamaged || std::ranges::find(suite().seeds, input) != suite().seeds.end());
  load_and_live(mended(input, *schema), schema);
  const std::uint64_t number = content_hash(bytes_of(input)).low;
  const std::string& seed = suite().seeds[number % suite().seeds.size()];
  ir::Program program = *bytes::decode(bytes_of(seed), schema_of(seed));
  damage(program, number);
  load_and_live(text_of(bytes::encode(program)), program.schema);
}

}  // namespace wend::fuzz
