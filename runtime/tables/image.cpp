#include "runtime/tables/image.hpp"

#include <cstring>
#include <limits>

namespace wend::tables {
namespace {

template <typename Item>
void append(std::string& bytes, const Item& item) {
  bytes.append(reinterpret_cast<const char*>(&item), sizeof item);
}

class Appender {
 public:
  explicit Appender(std::string& images) : images_(images) {}

  bool operator()(Unknown) const { return false; }
  bool operator()(bool) const { return false; }
  bool operator()(std::int64_t) const { return false; }
  bool operator()(const Period& period) const {
    append(images_, period);
    return true;
  }
  bool operator()(std::string_view text) const {
    images_.append(text);
    return true;
  }
  bool operator()(Ordinals ordinals) const {
    images_.append(reinterpret_cast<const char*>(ordinals.data()), ordinals.size_bytes());
    return true;
  }
  bool operator()(const Texts& texts) const {
    for (std::size_t index = 0; index < texts.size(); ++index) {
      append(images_, static_cast<std::uint32_t>(texts[index].size()));
      images_.append(texts[index]);
    }
    return true;
  }
  bool operator()(const Records& records) const { return (*this)(records.rows); }

 private:
  std::string& images_;
};

// Offsets in items of `item_size` bytes, and whether 32 bits are enough.
bool append_offsets(std::span<const std::string_view> items, std::size_t item_size, std::string& bytes) {
  std::uint64_t end = 0;
  append(bytes, std::int32_t{0});
  for (const std::string_view item : items) {
    end += item.size() / item_size;
    if (end > std::numeric_limits<std::int32_t>::max()) return false;
    append(bytes, static_cast<std::int32_t>(end));
  }
  pad(bytes);
  return true;
}

bool append_all(std::span<const std::string_view> items, std::size_t item_size, std::string& bytes) {
  if (!append_offsets(items, item_size, bytes)) return false;
  for (const std::string_view item : items) bytes.append(item);
  return true;
}

bool append_periods(std::span<const std::string_view> images, std::string& bytes) {
  for (const std::string_view image : images) {
    bytes.append(image);
    bytes.append(sizeof(Period) - image.size(), '\0');
  }
  return true;
}

bool append_texts(std::span<const std::string_view> images, std::string& bytes) {
  std::vector<std::string_view> all;
  append(bytes, std::int32_t{0});
  for (const std::string_view image : images) {
    for (const std::string_view text : texts_of(image)) all.push_back(text);
    if (all.size() > std::numeric_limits<std::int32_t>::max()) return false;
    append(bytes, static_cast<std::int32_t>(all.size()));
  }
  pad(bytes);
  return append_all(all, 1, bytes);
}

}  // namespace

void pad(std::string& bytes) {
  bytes.resize(aligned(bytes.size()));
}

bool append_image(const Value& value, std::string& images) {
  return std::visit(Appender(images), value);
}

std::vector<std::string_view> texts_of(std::string_view image) {
  std::vector<std::string_view> texts;
  while (!image.empty()) {
    std::uint32_t size = 0;
    std::memcpy(&size, image.data(), sizeof size);
    texts.push_back(image.substr(sizeof size, size));
    image.remove_prefix(sizeof size + size);
  }
  return texts;
}

PieceStorage plain_storage(const Type& type) {
  switch (type.kind) {
    case TypeKind::text:
    case TypeKind::customer: return PieceStorage::text;
    case TypeKind::set: return type.element == TypeKind::text ? PieceStorage::texts : PieceStorage::ordinals;
    case TypeKind::list: return PieceStorage::texts;
    case TypeKind::period: return PieceStorage::periods;
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance: return PieceStorage::none;
  }
  return PieceStorage::none;
}

bool append_plain(PieceStorage storage, std::span<const std::string_view> images, std::string& bytes) {
  switch (storage) {
    case PieceStorage::text: return append_all(images, 1, bytes);
    case PieceStorage::periods: return append_periods(images, bytes);
    case PieceStorage::ordinals: return append_all(images, sizeof(std::int32_t), bytes);
    case PieceStorage::texts: return append_texts(images, bytes);
    case PieceStorage::none:
    case PieceStorage::bits:
    case PieceStorage::integer8:
    case PieceStorage::integer16:
    case PieceStorage::integer32:
    case PieceStorage::integer64:
    case PieceStorage::coded8:
    case PieceStorage::coded16:
    case PieceStorage::coded32: return false;
  }
  return false;
}

}  // namespace wend::tables
