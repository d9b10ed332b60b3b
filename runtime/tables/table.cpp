#include "runtime/tables/table.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>

#include "runtime/tables/by_threads.hpp"
#include "runtime/tables/sketch.hpp"

namespace wend::tables {
namespace {

constexpr std::uint32_t kNoColumn = std::numeric_limits<std::uint32_t>::max();

Error damaged(std::string what) {
  return {std::move(what.append(" is damaged"))};
}

bool has_hash(std::span<const std::byte> bytes, std::uint64_t hash) {
  return bytes.empty() || XXH3_64bits(bytes.data(), bytes.size()) == hash;
}

bool has_names(const Type& type) {
  return type.kind == TypeKind::enumeration || type.kind == TypeKind::product;
}

}  // namespace

Result<std::shared_ptr<const Table>> Table::open(const std::string& path, const schema::Schema& schema,
                                                 const Wanted& wanted) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  std::shared_ptr<Table> table(new Table(schema, *std::move(file)));
  if (Status read = table->read_directory(); !read) return read.error();
  if (Status opened = table->open_columns(wanted); !opened) return opened.error();
  table->find_layouts();
  return std::shared_ptr<const Table>(std::move(table));
}

// Nothing where it does not lie in the file, or its bytes are not what they were.
std::optional<std::span<const std::byte>> Table::section(const Section& section) const {
  const std::uint64_t end = file_.bytes().size() - sizeof(Footer);
  if (section.size == 0) return std::span<const std::byte>();
  if (section.offset % kSectionAlignment != 0 || section.offset > end || section.size > end - section.offset)
    return std::nullopt;
  return file_.bytes().subspan(section.offset, section.size);
}

Status Table::read_directory() {
  const std::span<const std::byte> bytes = file_.bytes();
  if (!is_table(bytes)) return Error{"it is no column file"};
  if (bytes.size() < sizeof(Header) + sizeof(Footer)) return Error{"it is cut off"};
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.version != kVersion) {
    return Error{"it is of version " + std::to_string(header.version) +
                 " of the format, and this program reads version " + std::to_string(kVersion) +
                 "; import the customers again"};
  }
  Footer footer;
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  const bool is_footer = footer.magic == kEndMagic && footer.version == kVersion && footer.zero == 0 &&
                         footer.hash == XXH3_64bits(&footer, offsetof(Footer, hash));
  if (!is_footer || footer.file_size != bytes.size()) return Error{"it is cut off or damaged at its end"};
  if (std::ranges::count(header.zeros, 0) != std::ssize(header.zeros)) return damaged("its header");
  const auto held = section(footer.directory);
  if (!held || !has_hash(*held, footer.directory.hash)) return damaged("its directory");
  Result<Directory> directory = decode_directory(*held);
  if (!directory) return directory.error();
  directory_ = *std::move(directory);
  first_rows_.resize(chunks());
  std::exclusive_scan(directory_.chunks.begin(), directory_.chunks.end(), first_rows_.begin(), std::uint64_t{0});
  return Done{};
}

Status Table::open_columns(const Wanted& wanted) {
  column_of_tag_.assign(schema_->tags.size(), kNoColumn);
  std::map<std::string_view, schema::TagIndex> tags;
  for (schema::TagIndex tag = 0; tag < schema_->tags.size(); ++tag) {
    if (wanted.all_tags || std::ranges::find(wanted.tags, tag) != wanted.tags.end()) {
      tags.emplace(schema_->tags[tag].name, tag);
    }
  }
  for (const StoredColumn& stored : directory_.columns) {
    const auto tag = tags.find(stored.name);
    if (tag == tags.end()) continue;
    if (Status opened = open_column(tag->second, stored); !opened)
      return within("column `" + stored.name + "`", opened.error());
    tags.erase(tag);
  }
  if (Status there = require(wanted); !there) return there;
  if (wanted.ids) {
    ids_.emplace();
    ids_->type = type_of(TypeKind::customer);
    ids_->position = columns_.size();
    if (Status opened = open_pieces(directory_.ids, *ids_); !opened) return within("the ids", opened.error());
    if (ids_->nullable) return damaged("the ids");
  }
  checked_ = std::make_unique<std::atomic<bool>[]>(2 * (columns_.size() + 1) * chunks());
  return Done{};
}

// Programs rely on tags that the schema says are never missing.
Status Table::require(const Wanted& wanted) const {
  for (schema::TagIndex tag = 0; tag < schema_->tags.size(); ++tag) {
    const bool is_wanted = wanted.all_tags || std::ranges::find(wanted.tags, tag) != wanted.tags.end();
    if (!is_wanted || !schema_->tags[tag].always_known || rows() == 0) continue;
    const std::uint32_t column = column_of_tag_[tag];
    if (column != kNoColumn && !columns_[column].nullable) continue;
    return Error{"`" + schema_->tags[tag].name + "` is never missing, as the schema says now, and here it is"};
  }
  return Done{};
}

Status Table::open_column(schema::TagIndex index, const StoredColumn& stored) {
  const schema::Tag& tag = schema_->tags[index];
  const StoredColumn expected = column_of(*schema_, tag);
  if (stored.type != expected.type || stored.records != expected.records) {
    return Error{"it was imported as " + stored.type + ", and the schema says " + expected.type +
                 (stored.type == expected.type ? " with other fields" : "") + " now; import the customers again"};
  }
  OpenedColumn column;
  column.tag = index;
  column.type = tag.type;
  column.position = columns_.size();
  Result<std::vector<std::int32_t>> numbers = numbers_in(*schema_, tag, stored);
  if (!numbers) return numbers.error();
  column.numbers = *std::move(numbers);
  column.values = static_cast<std::int32_t>(stored.values.size());
  column.codes = has_names(tag.type) ? stored.values.size() : stored.entries;
  if (tag.type.kind == TypeKind::list) column.records = layout::record_layout(schema_->lists[tag.type.detail]);
  if (Status opened = open_pieces(stored.pieces, column); !opened) return opened;
  const auto entries = section(stored.dictionary);
  if (!entries || !has_hash(*entries, stored.dictionary.hash)) return damaged("its dictionary");
  const bool has_dictionary = has_names(tag.type) ? !column.numbers.empty() : stored.entries != 0;
  if (has_dictionary) {
    if (Status opened = open_dictionary(*entries, column); !opened) return opened;
  }
  column_of_tag_[index] = static_cast<std::uint32_t>(columns_.size());
  columns_.push_back(std::move(column));
  return Done{};
}

Status Table::open_pieces(const Section& pieces, OpenedColumn& column) {
  const auto held = section(pieces);
  if (!held || held->size() != chunks() * sizeof(Piece) || !has_hash(*held, pieces.hash)) return damaged("its table");
  const void* first = held->data();
  column.pieces = {static_cast<const Piece*>(first), chunks()};
  for (std::size_t chunk = 0; chunk < chunks(); ++chunk) {
    const Piece& piece = column.pieces[chunk];
    if (!is_plausible(piece, rows_of(chunk), column.type, column.codes) || !section(piece.section) ||
        !section(piece.sketch)) {
      return damaged("its table");
    }
    column.nullable = column.nullable || piece.missing != 0;
    if (piece.storage == PieceStorage::ordinals && !column.numbers.empty()) {
      return Error{"the values of its enum have changed their places; import the customers again"};
    }
  }
  return Done{};
}

void Table::find_layouts() {
  std::map<std::vector<PieceStorage>, std::uint32_t> found;
  for (std::size_t chunk = 0; chunk < chunks(); ++chunk) {
    std::vector<PieceStorage> storages;
    for (const OpenedColumn& column : columns_) storages.push_back(column.pieces[chunk].storage);
    const auto [place, is_new] = found.emplace(std::move(storages), static_cast<std::uint32_t>(found.size()));
    layout_of_chunk_.push_back(place->second);
    if (!is_new) continue;
    layout::ColumnLayout& layout = layouts_.emplace_back();
    for (const schema::Tag& tag : schema_->tags)
      layout.columns.push_back({layout::ColumnStorage::absent, true, false, tag.type});
    for (const OpenedColumn& column : columns_) {
      layout.columns[column.tag] = {presented(column.pieces[chunk].storage, column), column.nullable, false,
                                    column.type};
    }
    if (ids_) layout.customer = {layout::ColumnStorage::text, false, false, ids_->type};
  }
}

const Piece* Table::piece(std::size_t chunk, schema::TagIndex tag) const {
  const std::uint32_t column = column_of_tag_[tag];
  return column == kNoColumn ? nullptr : &columns_[column].pieces[chunk];
}

void Table::set_heads(std::size_t chunk, std::vector<layout::ColumnData>& heads) const {
  heads.resize(schema_->tags.size());
  for (const OpenedColumn& column : columns_) {
    const Piece& piece = column.pieces[chunk];
    layout::ColumnData& head = heads[column.tag];
    head = {};
    head.dictionary = column.dictionary.get();
    if (!is_integer(piece.storage) || is_missing(piece, rows_of(chunk))) continue;
    head.factor = piece.factor;
    head.base = piece.base;
  }
}

Result<std::span<const std::byte>> Table::touch(std::size_t chunk, const OpenedColumn& column) const {
  const Piece& piece = column.pieces[chunk];
  const std::span<const std::byte> bytes = *section(piece.section);
  std::atomic<bool>& checked = checked_[column.position * chunks() + chunk];
  if (bytes.empty() || checked.load(std::memory_order_acquire)) return bytes;
  if (!has_hash(bytes, piece.section.hash) || !is_sound(piece, rows_of(chunk), bytes, column.expected())) {
    return damaged("chunk " + std::to_string(chunk + 1));
  }
  checked.store(true, std::memory_order_release);
  return bytes;
}

Result<std::span<const std::byte>> Table::touch_sketch(std::size_t chunk, const OpenedColumn& column) const {
  const Piece& piece = column.pieces[chunk];
  const std::span<const std::byte> bytes = *section(piece.sketch);
  std::atomic<bool>& checked = checked_[(columns_.size() + 1 + column.position) * chunks() + chunk];
  if (bytes.empty() || checked.load(std::memory_order_acquire)) return bytes;
  if (!has_hash(bytes, piece.sketch.hash) || !is_sound(sketch_view(piece, bytes), piece, rows_of(chunk))) {
    return damaged("chunk " + std::to_string(chunk + 1));
  }
  checked.store(true, std::memory_order_release);
  return bytes;
}

Status Table::still_whole() const {
  if (!file_.still_whole()) return Error{"it was made shorter while it was read"};
  return Done{};
}

Status Table::verify(unsigned threads) const {
  for (const StoredColumn& stored : directory_.columns) {
    const bool is_open = std::ranges::any_of(
        columns_, [&](const OpenedColumn& column) { return schema_->tags[column.tag].name == stored.name; });
    if (is_open) continue;
    if (Status verified = verify_hashes(stored); !verified)
      return within("column `" + stored.name + "`", verified.error());
  }
  return by_threads(threads, chunks(), [&](Jobs& jobs) -> Status {
    while (const auto chunk = jobs.next()) {
      if (Status verified = verify_chunk(*chunk); !verified) return verified;
    }
    return Done{};
  });
}

Status Table::verify_chunk(std::size_t chunk) const {
  if (Status whole = still_whole(); !whole) return whole;
  for (const OpenedColumn& column : columns_) {
    if (Status verified = verify_column(chunk, column); !verified) {
      return within("column `" + schema_->tags[column.tag].name + "`", verified.error());
    }
  }
  if (!ids_) return Done{};
  if (auto touched = touch(chunk, *ids_); !touched) return within("the ids", touched.error());
  return Done{};
}

Status Table::verify_column(std::size_t chunk, const OpenedColumn& column) const {
  const auto touched = touch(chunk, column);
  if (!touched) return touched.error();
  const auto sketch = touch_sketch(chunk, column);
  if (!sketch) return sketch.error();
  const Piece& piece = column.pieces[chunk];
  if (sketch->empty() || agrees(sketch_view(piece, *sketch), piece, rows_of(chunk), *touched)) return Done{};
  return damaged("the sketch of chunk " + std::to_string(chunk + 1));
}

// Of a column that is not wanted, or that the schema has no tag for.
Status Table::verify_hashes(const StoredColumn& stored) const {
  if (Status whole = still_whole(); !whole) return whole;
  const auto is_as_written = [&](const Section& wanted) {
    const auto held = section(wanted);
    return held && has_hash(*held, wanted.hash);
  };
  if (!is_as_written(stored.dictionary)) return damaged("its dictionary");
  if (!is_as_written(stored.pieces) || stored.pieces.size != chunks() * sizeof(Piece)) return damaged("its table");
  const void* first = section(stored.pieces)->data();
  const std::span pieces(static_cast<const Piece*>(first), chunks());
  for (const Piece& piece : pieces) {
    if (!is_as_written(piece.section) || !is_as_written(piece.sketch)) {
      return damaged("chunk " + std::to_string(&piece - pieces.data() + 1));
    }
  }
  return Done{};
}

bool is_table(std::span<const std::byte> bytes) {
  return bytes.size() >= kMagic.size() && std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) == 0;
}

}  // namespace wend::tables
