#include "runtime/lists/list_file.hpp"

#include <xxhash.h>

#include <array>
#include <cstring>
#include <optional>

namespace wend::lists {
namespace {

constexpr std::string_view kMagic = "WENDLIST";
constexpr std::uint64_t kVersion = 1;

struct Header {
  char magic[8] = {};
  std::uint64_t version = kVersion;
  std::uint64_t names = 0;
  std::uint64_t fields = 0;
};

struct Sizes {
  std::uint32_t name = 0;
  std::uint32_t row = 0;
};

// Rows are read by what the schema says of the fields, so a list that was imported under other fields is refused.
std::uint64_t hash_of_fields(const schema::Schema& schema, const schema::List& list) {
  std::string text;
  for (const schema::Field& field : list.fields) {
    text.append(field.name).append(1, '\0').append(schema::describe(schema, field.type)).append(1, '\0');
    if (field.type.kind != TypeKind::enumeration && field.type.kind != TypeKind::set) continue;
    if (field.type.element == TypeKind::text) continue;
    for (const schema::EnumValue& value : schema.enums[field.type.detail].values)
      text.append(value.name).append(1, '\0');
  }
  return XXH3_64bits(text.data(), text.size());
}

template <typename Item>
void append(std::string& bytes, const Item& item) {
  bytes.append(reinterpret_cast<const char*>(&item), sizeof item);
}

std::size_t padded(std::size_t size) {
  return (size + layout::kRowAlignment - 1) / layout::kRowAlignment * layout::kRowAlignment;
}

// Takes pieces off the front.
class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : rest_(bytes) {}

  std::optional<std::span<const std::byte>> take(std::size_t size) {
    if (size > rest_.size()) return std::nullopt;
    const std::span<const std::byte> piece = rest_.first(size);
    rest_ = rest_.subspan(size);
    return piece;
  }
  template <typename Item>
  std::optional<Item> take() {
    const auto piece = take(sizeof(Item));
    if (!piece) return std::nullopt;
    Item item;
    std::memcpy(static_cast<void*>(&item), piece->data(), sizeof item);
    return item;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::span<const std::byte> rest_;
};

Error damaged() {
  return {"the file is damaged"};
}

class Decoder {
 public:
  Decoder(const schema::List& list, std::span<const std::byte> bytes)
      : list_(list), layout_(layout::record_layout(list)), cursor_(bytes), builder_(list) {}

  Result<NameList> decode(std::uint64_t names) {
    for (std::uint64_t name = 0; name < names; ++name) {
      if (!take_one()) return damaged();
    }
    if (!cursor_.at_end()) return damaged();
    return std::move(builder_).finish();
  }

 private:
  bool take_one() {
    const auto sizes = cursor_.take<Sizes>();
    if (!sizes || sizes->name == 0) return false;
    const auto name = cursor_.take(padded(sizes->name));
    const auto row = cursor_.take(sizes->row);
    if (!name || !row || !take_fields(*row)) return false;
    return builder_.add({reinterpret_cast<const char*>(name->data()), sizes->name}, values_);
  }

  bool take_fields(std::span<const std::byte> row) {
    if (list_.fields.empty()) return row.empty();
    if (!layout::is_sound(layout_, row) || layout::row_size(layout_, row.data()) != row.size()) return false;
    values_.clear();
    for (std::uint32_t field = 0; field < list_.fields.size(); ++field) {
      values_.push_back(layout::load({&layout_, row.data()}, field));
    }
    return true;
  }

  const schema::List& list_;
  layout::RowLayout layout_;
  Cursor cursor_;
  NameListBuilder builder_;
  std::vector<Value> values_;
};

}  // namespace

bool is_list_file(std::span<const std::byte> bytes) {
  return bytes.size() >= kMagic.size() && std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) == 0;
}

std::string encode(const schema::Schema& schema, const schema::List& list, const NameList& names) {
  Header header;
  kMagic.copy(header.magic, kMagic.size());
  header.names = names.size();
  header.fields = hash_of_fields(schema, list);
  std::string bytes;
  append(bytes, header);
  for (std::size_t position = 0; position < names.size(); ++position) {
    const std::string_view name = names.name(position);
    const std::span<const std::byte> row = names.row_bytes(position);
    append(bytes, Sizes{static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(row.size())});
    bytes.append(name);
    bytes.resize(padded(bytes.size()));
    bytes.append(reinterpret_cast<const char*>(row.data()), row.size());
  }
  append(bytes, std::uint64_t{XXH3_64bits(bytes.data(), bytes.size())});
  return bytes;
}

Result<NameList> decode(const schema::Schema& schema, const schema::List& list, std::span<const std::byte> bytes) {
  if (!is_list_file(bytes)) return Error{"the file is no name list"};
  if (bytes.size() < sizeof(Header) + sizeof(std::uint64_t)) return damaged();
  const std::span<const std::byte> body = bytes.first(bytes.size() - sizeof(std::uint64_t));
  Cursor cursor(body);
  const std::optional<Header> header = cursor.take<Header>();
  std::uint64_t hash = 0;
  std::memcpy(&hash, bytes.data() + body.size(), sizeof hash);
  if (!header || hash != XXH3_64bits(body.data(), body.size())) return damaged();
  if (header->version != kVersion) return Error{"the file is of another version; import the list again"};
  if (header->fields != hash_of_fields(schema, list)) {
    return Error{"the list has other fields in the schema now; import it again"};
  }
  if (header->names > kMostNames) return damaged();
  return Decoder(list, body.subspan(sizeof(Header))).decode(header->names);
}

}  // namespace wend::lists
