#include "runtime/tables/directory.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <string_view>

namespace wend::tables {
namespace {

template <typename Item>
void append(std::string& bytes, const Item& item) {
  bytes.append(reinterpret_cast<const char*>(&item), sizeof item);
}

void append(std::string& bytes, const std::string& text) {
  append(bytes, static_cast<std::uint32_t>(text.size()));
  bytes.append(text);
}

// Takes items off the front; after one that is not there everything is empty, and is_well says so.
class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <typename Item>
  Item take() {
    Item item{};
    const std::span<const std::byte> bytes = take_bytes(sizeof item);
    if (!bytes.empty()) std::memcpy(static_cast<void*>(&item), bytes.data(), sizeof item);
    return item;
  }

  std::string take_text() {
    const auto size = take<std::uint32_t>();
    const std::span<const std::byte> bytes = take_bytes(size);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  // A number of items that each take `item_size` bytes or more.
  std::uint32_t take_count(std::size_t item_size) {
    const auto count = take<std::uint32_t>();
    is_well_ = is_well_ && count <= rest_.size() / item_size;
    return is_well_ ? count : 0;
  }

  [[nodiscard]] bool is_well() const { return is_well_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::span<const std::byte> take_bytes(std::size_t size) {
    is_well_ = is_well_ && size <= rest_.size();
    if (!is_well_) return {};
    const std::span<const std::byte> taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

  std::span<const std::byte> rest_;
  bool is_well_ = true;
};

StoredColumn take_column(Cursor& cursor) {
  StoredColumn column;
  column.name = cursor.take_text();
  column.type = cursor.take_text();
  const std::uint32_t values = cursor.take_count(sizeof(std::uint32_t));
  for (std::uint32_t value = 0; value < values; ++value) column.values.push_back(cursor.take_text());
  column.records = cursor.take<std::uint64_t>();
  column.entries = cursor.take<std::uint64_t>();
  column.dictionary = cursor.take<Section>();
  column.pieces = cursor.take<Section>();
  return column;
}

std::vector<std::string> names_of_values(const schema::Schema& schema, const Type& type) {
  std::vector<std::string> names;
  const TypeKind kind = type.kind == TypeKind::set ? type.element : type.kind;
  if (kind == TypeKind::enumeration) {
    for (const schema::EnumValue& value : schema.enums[type.detail].values) names.push_back(value.name);
  } else if (kind == TypeKind::product) {
    for (const schema::Product& product : schema.products.items) names.push_back(product.name);
  }
  return names;
}

// Records are kept as the rows that they are, so everything that decides how these are read counts.
std::uint64_t hash_of_fields(const schema::Schema& schema, const schema::List& list) {
  std::string text;
  for (const schema::Field& field : list.fields) {
    text.append(field.name).append(1, '\0').append(schema::describe(schema, field.type)).append(1, '\0');
    for (const std::string& name : names_of_values(schema, field.type)) text.append(name).append(1, '\0');
  }
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace

std::string encode(const Directory& directory) {
  std::string bytes;
  append(bytes, directory.rows);
  append(bytes, static_cast<std::uint32_t>(directory.chunks.size()));
  for (const std::uint32_t rows : directory.chunks) append(bytes, rows);
  append(bytes, directory.ids);
  append(bytes, static_cast<std::uint32_t>(directory.columns.size()));
  for (const StoredColumn& column : directory.columns) {
    append(bytes, column.name);
    append(bytes, column.type);
    append(bytes, static_cast<std::uint32_t>(column.values.size()));
    for (const std::string& value : column.values) append(bytes, value);
    append(bytes, column.records);
    append(bytes, column.entries);
    append(bytes, column.dictionary);
    append(bytes, column.pieces);
  }
  return bytes;
}

Result<Directory> decode_directory(std::span<const std::byte> bytes) {
  Cursor cursor(bytes);
  Directory directory;
  directory.rows = cursor.take<std::uint64_t>();
  const std::uint32_t chunks = cursor.take_count(sizeof(std::uint32_t));
  std::uint64_t rows = 0;
  bool in_blocks = true;
  for (std::uint32_t chunk = 0; chunk < chunks; ++chunk) {
    const auto held = cursor.take<std::uint32_t>();
    in_blocks = in_blocks && held != 0 && held <= kMostChunkRows && (held % 64 == 0 || chunk + 1 == chunks);
    rows += held;
    directory.chunks.push_back(held);
  }
  directory.ids = cursor.take<Section>();
  const std::uint32_t columns = cursor.take_count(2 * sizeof(Section));
  for (std::uint32_t column = 0; column < columns && cursor.is_well(); ++column) {
    directory.columns.push_back(take_column(cursor));
  }
  if (!cursor.is_well() || !cursor.at_end() || !in_blocks || rows != directory.rows) {
    return Error{"its directory is damaged"};
  }
  return directory;
}

StoredColumn column_of(const schema::Schema& schema, const schema::Tag& tag) {
  StoredColumn column;
  column.name = tag.name;
  column.type = schema::describe(schema, tag.type);
  column.values = names_of_values(schema, tag.type);
  if (tag.type.kind == TypeKind::list) column.records = hash_of_fields(schema, schema.lists[tag.type.detail]);
  return column;
}

Result<std::vector<std::int32_t>> numbers_in(const schema::Schema& schema, const schema::Tag& tag,
                                             const StoredColumn& stored) {
  const std::vector<std::string> names = names_of_values(schema, tag.type);
  std::map<std::string_view, std::int32_t> numbers;
  for (const std::string& name : names) numbers.emplace(name, static_cast<std::int32_t>(numbers.size()));
  std::vector<std::int32_t> found;
  bool same = true;
  for (const std::string& name : stored.values) {
    const auto number = numbers.find(name);
    if (number == numbers.end()) return Error{"the schema has no value `" + name + "` of `" + tag.name + "` any more"};
    same = same && number->second == static_cast<std::int32_t>(found.size());
    found.push_back(number->second);
  }
  if (same) found.clear();
  return found;
}

}  // namespace wend::tables
