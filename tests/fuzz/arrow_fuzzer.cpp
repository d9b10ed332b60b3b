// No numbers or missing pointers in an Arrow table may crash whoever takes it in, as far as they can be seen: lengths
// only ever shrink here, and buffers stay as they are, for no consumer can see where those end.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "runtime/columns/arrow_table.hpp"
#include "runtime/columns/query.hpp"
#include "tests/fuzz/fuzzer.hpp"
#include "tests/support/arrow_arrays.hpp"

namespace {

using wend::tests::ArrowNode;
using wend::tests::bytes_of;
namespace columns = wend::columns;
namespace ir = wend::ir;

constexpr std::size_t kRows = 70;

// Takes bytes off the front of what the fuzzer gives, zeros where there are no more.
class Bytes {
 public:
  explicit Bytes(std::string_view data) : data_(data) {}
  std::uint8_t take() {
    if (data_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(data_.front());
    data_.remove_prefix(1);
    return byte;
  }
  [[nodiscard]] bool empty() const { return data_.empty(); }

 private:
  std::string_view data_;
};

struct Tag {
  const char* name;
  wend::Type type;
};
const std::vector<Tag>& tags() {
  static const std::vector<Tag> all = {
      {"flag", wend::type_of(wend::TypeKind::boolean)}, {"amount", wend::money_in(0)},
      {"share", wend::type_of(wend::TypeKind::number)}, {"tier", wend::enumeration(0)},
      {"city", wend::type_of(wend::TypeKind::text)},    {"seen", wend::type_of(wend::TypeKind::time)},
      {"likes", wend::set_of_enumeration(0)},           {"names", wend::set_of_text()},
      {"home", wend::type_of(wend::TypeKind::place)},   {"holdings", {.kind = wend::TypeKind::list, .detail = 0}}};
  return all;
}

struct Program {
  ir::Program program;
  std::vector<ir::ExpressionId> conditions;
};

const Program& program() {
  static const Program made = [] {
    Program result;
    auto schema = std::make_shared<wend::schema::Schema>();
    schema->currencies = {"CZK"};
    schema->enums.resize(1);
    schema->enums[0].name = "tier";
    for (const char* value : {"mass", "gold"}) schema->enums[0].values.emplace_back().name = value;
    schema->lists.resize(1);
    for (const Tag& field : {tags()[1], tags()[3], tags()[4]}) {
      schema->lists[0].fields.emplace_back().name = field.name;
      schema->lists[0].fields.back().type = field.type;
    }
    for (const Tag& tag : tags()) {
      schema->tags.emplace_back().name = tag.name;
      schema->tags.back().type = tag.type;
    }
    result.program.schema = schema;
    ir::Builder build(result.program);
    const wend::Type boolean = wend::type_of(wend::TypeKind::boolean);
    std::vector<ir::ExpressionId> known;
    for (std::uint32_t tag = 0; tag < tags().size(); ++tag) {
      known.push_back(
          build.make(ir::Operation::known, boolean, {build.leaf(ir::Operation::tag, tags()[tag].type, tag)}));
    }
    result.conditions = known;
    const auto city = build.leaf(ir::Operation::tag, tags()[4].type, 4);
    const auto name = build.constant(tags()[4].type, wend::OwnedValue{std::string("Praha")});
    result.conditions.push_back(build.make(ir::Operation::text_contains, boolean, {city, name}));
    const auto names = build.leaf(ir::Operation::tag, tags()[7].type, 7);
    result.conditions.push_back(build.make(ir::Operation::member, boolean, {name, names}));
    return result;
  }();
  return made;
}

std::shared_ptr<ArrowNode> node(std::string name, std::string format, std::size_t rows,
                                std::vector<std::vector<std::byte>> buffers) {
  auto made = std::make_shared<ArrowNode>();
  made->name = std::move(name);
  made->format = std::move(format);
  made->length = static_cast<std::int64_t>(rows);
  made->null_count = -1;
  made->buffers.emplace_back(std::vector<std::byte>(kRows / 8 + 1, std::byte{0x5D}));
  for (std::vector<std::byte>& buffer : buffers) made->buffers.emplace_back(std::move(buffer));
  return made;
}

std::vector<std::int32_t> steps(std::size_t count, std::int32_t step) {
  std::vector<std::int32_t> offsets;
  for (std::size_t index = 0; index <= count; ++index) offsets.push_back(static_cast<std::int32_t>(index) * step);
  return offsets;
}

// Offsets of the text are taken from the fuzzer now and then: within the bytes, in any order.
std::shared_ptr<ArrowNode> texts(Bytes& bytes, std::string name, std::size_t count) {
  std::vector<std::int32_t> offsets = steps(count, 4);
  for (std::size_t damage = bytes.take() % 4; damage > 0; --damage) {
    offsets[bytes.take() % offsets.size()] = static_cast<std::int32_t>(bytes.take()) - 20;
  }
  std::string all;
  while (all.size() < std::max<std::size_t>(count * 4, 300)) all += "massgold";
  return node(std::move(name), "u", count, {bytes_of(offsets), bytes_of(std::vector<char>(all.begin(), all.end()))});
}

std::shared_ptr<ArrowNode> codes(Bytes& bytes, std::string name, std::size_t count) {
  std::vector<std::uint8_t> values(count);
  for (std::uint8_t& value : values) value = static_cast<std::uint8_t>(bytes.take() % 4);
  auto made = node(std::move(name), "C", count, {bytes_of(values)});
  made->dictionary = texts(bytes, "", 2);
  return made;
}

std::shared_ptr<ArrowNode> lists(Bytes& bytes, std::string name, std::shared_ptr<ArrowNode> elements) {
  std::vector<std::int32_t> offsets = steps(kRows, 1);
  for (std::size_t damage = bytes.take() % 3; damage > 0; --damage) {
    offsets[bytes.take() % offsets.size()] = static_cast<std::int32_t>(bytes.take()) - 10;
  }
  auto made = node(std::move(name), "+l", kRows, {bytes_of(offsets)});
  made->children = {std::move(elements)};
  return made;
}

std::shared_ptr<ArrowNode> structs(std::string name, std::vector<std::shared_ptr<ArrowNode>> children) {
  auto made = node(std::move(name), "+s", kRows, {});
  made->children = std::move(children);
  return made;
}

std::shared_ptr<ArrowNode> batch(Bytes& bytes) {
  auto made = node("", "+s", kRows, {});
  made->buffers.front().reset();
  made->null_count = 0;
  made->children = {node("flag", "b", kRows, {std::vector<std::byte>(kRows / 8 + 1)}),
                    node("amount", "d:20,2", kRows, {std::vector<std::byte>(kRows * 16, std::byte{0x7F})}),
                    node("share", "g", kRows, {std::vector<std::byte>(kRows * 8, std::byte{0x41})}),
                    bytes.take() % 2 == 0 ? codes(bytes, "tier", kRows) : texts(bytes, "tier", kRows),
                    texts(bytes, "city", kRows),
                    node("seen", "tsn:", kRows, {std::vector<std::byte>(kRows * 8, std::byte{0x22})}),
                    lists(bytes, "likes", codes(bytes, "", kRows)),
                    lists(bytes, "names", texts(bytes, "", kRows)),
                    structs("home", {node("lat", "g", kRows, {std::vector<std::byte>(kRows * 8, std::byte{0x40})}),
                                     node("lon", "g", kRows, {std::vector<std::byte>(kRows * 8, std::byte{0xC0})})}),
                    lists(bytes, "holdings",
                          structs("", {node("amount", "l", kRows, {std::vector<std::byte>(kRows * 8, std::byte{1})}),
                                       codes(bytes, "tier", kRows), texts(bytes, "city", kRows)}))};
  return made;
}

// Any array below, by a walk that the bytes choose.
ArrowArray* chosen(Bytes& bytes, ArrowArray* array) {
  while (array != nullptr && bytes.take() % 3 != 0) {
    const std::uint8_t way = bytes.take();
    if (array->n_children > 0 && array->children != nullptr) {
      array = array->children[way % static_cast<std::size_t>(array->n_children)];
    } else if (array->dictionary != nullptr) {
      array = array->dictionary;
    } else {
      break;
    }
  }
  return array;
}

// A number that is not itself: negative, huge, one too many.
std::int64_t wrong(Bytes& bytes, std::int64_t number) {
  switch (bytes.take() % 6) {
    case 0: return -1;
    case 1: return std::numeric_limits<std::int64_t>::min();
    case 2: return std::numeric_limits<std::int64_t>::max();
    case 3: return number + 1;
    case 4: return number / 2;
    default: return 0;
  }
}

// The arrays' own pointers stay as the producer has them, for its release; what is shown to the consumer changes.
void damage(Bytes& bytes, ArrowArray* array) {
  if (array == nullptr) return;
  const std::int64_t shorter = array->length / 2;
  switch (bytes.take() % 8) {
    case 0: array->length = bytes.take() % 2 == 0 ? shorter : -array->length; break;
    case 1: array->null_count = wrong(bytes, array->null_count); break;
    case 2: array->n_buffers = wrong(bytes, array->n_buffers); break;
    case 3: array->n_children = wrong(bytes, array->n_children); break;
    case 4: array->offset = bytes.take() % 2 == 0 ? -1 : std::numeric_limits<std::int64_t>::max(); break;
    case 5: array->buffers = nullptr; break;
    case 6: array->dictionary = nullptr; break;
    default:
      // As many as the producer made, whatever the count says by now.
      auto& made = static_cast<wend::tests::arrow_parts::ArrayParts*>(array->private_data)->buffers;
      made[bytes.take() % made.size()] = nullptr;
      break;
  }
}

void damage_schema(Bytes& bytes, ArrowSchema* schema) {
  ArrowSchema* column = schema->children[bytes.take() % static_cast<std::size_t>(schema->n_children)];
  while (column->n_children > 0 && bytes.take() % 2 == 0) {
    column = column->children[bytes.take() % static_cast<std::size_t>(column->n_children)];
  }
  constexpr const char* kFormats[] = {"",   "u",   "+l", "d:", "d:9,", "d:9,-5,128", "tsu",
                                      "ts", "w:5", "g",  "L",  "+s",   "l"};
  switch (bytes.take() % 6) {
    case 0: column->format = nullptr; break;
    case 1: column->name = nullptr; break;
    // Never more: how many there are, only the count itself says.
    case 2: column->n_children = std::min<std::int64_t>(wrong(bytes, column->n_children), column->n_children); break;
    case 3: schema->n_children = std::min<std::int64_t>(wrong(bytes, schema->n_children), schema->n_children); break;
    case 4: column->dictionary = nullptr; break;
    // Of one that has no other meaning for the buffers than a shorter read.
    default: column->format = kFormats[bytes.take() % 4]; break;
  }
}

}  // namespace

namespace wend::fuzz {

std::vector<std::string> seeds() {
  return {std::string(64, '\0'), "tier amount city names likes flag share seen",
          std::string("\1\2\3\4\5\6\7\10\11\12\13\14", 12),
          std::string("\0\1\0\2\0\3\0\4\0\5\0\6\0\7\0\1\2\3\4\5\6", 21)};
}

void take(std::string_view input) {
  Bytes bytes(input);
  const std::shared_ptr<ArrowNode> made = batch(bytes);
  ArrowSchema schema{};
  ArrowArray array{};
  tests::export_schema(made, &schema);
  tests::export_array(made, &array);
  for (int times = bytes.take() % 3; times > 0; --times) damage(bytes, chosen(bytes, &array));
  if (bytes.take() % 4 == 0) damage_schema(bytes, &schema);
  {
    const auto table = columns::ArrowTable::from_batch(program().program.schema, Zone::utc(), &schema, &array);
    if (table) {
      const columns::Query query(program().program, program().conditions, table->layout());
      const auto counts = query.count(table->chunks(), {});
      for (const std::uint64_t count : counts) demand(count <= table->rows());
    }
  }
  demand(tests::arrow_unreleased() == 0);
}

}  // namespace wend::fuzz
