// No bytes may crash the reader of column files, nor whoever asks what it lets through: as they come, and sealed anew,
// so that damage gets behind the checksums.
#include <xxhash.h>

#include <cstring>

#include "compiler/ir/builder.hpp"
#include "runtime/tables/table_query.hpp"
#include "tests/fuzz/fuzzer.hpp"
#include "tests/unit/tables/fixture.hpp"

namespace {

namespace ir = wend::ir;
namespace schema = wend::schema;
namespace tables = wend::tables;
using wend::fuzz::demand;
using wend::tables::Section;

const std::shared_ptr<const schema::Schema>& bank() {
  static const auto schema = std::make_shared<const schema::Schema>(tables::every_type());
  return schema;
}

// A comparison or a truth of every tag that has one.
struct Conditions {
  ir::Program program;
  std::vector<ir::ExpressionId> all;

  Conditions() {
    program.schema = bank();
    ir::Builder build(program);
    const wend::Type boolean = wend::type_of(wend::TypeKind::boolean);
    for (schema::TagIndex index = 0; index < bank()->tags.size(); ++index) {
      const wend::Type type = bank()->tags[index].type;
      const ir::ExpressionId tag = build.leaf(ir::Operation::tag, type, index);
      if (type.kind == wend::TypeKind::boolean) all.push_back(tag);
      if (wend::is_scalar(type.kind) && type.kind != wend::TypeKind::place) {
        const ir::ExpressionId limit = build.constant(type, wend::OwnedValue{std::int64_t{2}});
        all.push_back(build.make(ir::Operation::less_equal, boolean, {limit, tag}));
      }
      if (type.kind == wend::TypeKind::text) {
        const ir::ExpressionId city = build.constant(type, wend::OwnedValue{std::string("Shanghai")});
        all.push_back(build.make(ir::Operation::equal, boolean, {tag, city}));
      }
      all.push_back(build.make(ir::Operation::known, boolean, {tag}));
    }
  }
};

const Conditions& conditions() {
  static const Conditions conditions;
  return conditions;
}

// The hashes of a file as they would be if it had been written so.
class Seal {
 public:
  explicit Seal(std::string& bytes) : bytes_(bytes) {}

  void renew() {
    if (bytes_.size() < sizeof(tables::Header) + sizeof(tables::Footer)) return;
    const std::size_t place = bytes_.size() - sizeof(tables::Footer);
    auto footer = at<tables::Footer>(place);
    footer.file_size = bytes_.size();
    if (holds(footer.directory)) {
      renew_directory(footer.directory);
      renew_hash(footer.directory);
    }
    footer.hash = XXH3_64bits(&footer, offsetof(tables::Footer, hash));
    put(place, footer);
  }

 private:
  template <typename Item>
  Item at(std::size_t place) const {
    Item item;
    std::memcpy(static_cast<void*>(&item), bytes_.data() + place, sizeof item);
    return item;
  }
  template <typename Item>
  void put(std::size_t place, const Item& item) {
    std::memcpy(bytes_.data() + place, &item, sizeof item);
  }
  [[nodiscard]] bool holds(const Section& section) const {
    return section.offset <= bytes_.size() && section.size <= bytes_.size() - section.offset;
  }
  void renew_hash(Section& section) const {
    if (holds(section)) section.hash = XXH3_64bits(bytes_.data() + section.offset, section.size);
  }

  void renew_pieces(Section& section) {
    for (std::size_t piece = 0; holds(section) && piece < section.size / sizeof(tables::Piece); ++piece) {
      const std::size_t place = section.offset + piece * sizeof(tables::Piece);
      auto held = at<tables::Piece>(place);
      renew_hash(held.section);
      renew_hash(held.sketch);
      put(place, held);
    }
    renew_hash(section);
  }

  void renew_directory(const Section& section) {
    const void* first = bytes_.data() + section.offset;
    auto directory = tables::decode_directory({static_cast<const std::byte*>(first), section.size});
    if (!directory) return;
    for (tables::StoredColumn& column : directory->columns) {
      renew_hash(column.dictionary);
      renew_pieces(column.pieces);
    }
    renew_pieces(directory->ids);
    const std::string encoded = tables::encode(*directory);
    demand(encoded.size() == section.size);
    bytes_.replace(section.offset, section.size, encoded);
  }

  std::string& bytes_;
};

void read(std::string_view bytes) {
  const tables::MemoryFile file(bytes);
  const auto table = tables::Table::open(file.path(), *bank(), {.all_tags = true, .ids = true});
  if (!table) return;
  (void)(*table)->verify();
  (void)tables::read_table(**table, *bank());
  const tables::TableQuery query(**table, conditions().program, conditions().all, {});
  (void)query.count(1);
  (void)query.visit(1, [](const tables::TableQuery::Match&) {});
}

const std::vector<std::string>& files() {
  static const std::vector<std::string> files = [] {
    const tables::TemporaryFolder folder;
    std::vector<std::string> made;
    for (const std::size_t rows : {0, 1, 70, 130, 400}) {
      tables::write_table(folder.path("seed"), *bank(), tables::RandomCustomers(*bank(), rows).take(rows));
      made.push_back(tables::bytes_of(folder.path("seed")));
    }
    return made;
  }();
  return files;
}

// The first byte says which file, the next ones, three at a time, where to write what: a few bytes, so that the rest is
// still read.
std::string patched(std::string_view input) {
  constexpr std::size_t kMostPatches = 6;
  const auto byte = [&](std::size_t at) -> std::size_t {
    return at < input.size() ? static_cast<unsigned char>(input[at]) : 0;
  };
  std::string file = files()[byte(0) % files().size()];
  for (std::size_t patch = 0; patch < kMostPatches && 3 * patch + 3 < input.size(); ++patch) {
    const std::size_t place = byte(3 * patch + 1) + 256 * byte(3 * patch + 2);
    file[place % file.size()] = input[3 * patch + 3];
  }
  Seal(file).renew();
  return file;
}

}  // namespace

namespace wend::fuzz {

// Files, and patches of them.
std::vector<std::string> seeds() {
  std::vector<std::string> seeds = files();
  for (std::size_t file = 0; file < files().size(); ++file) {
    for (std::size_t place = 0; place < files()[file].size(); place += 97) {
      const auto letter = [](std::size_t value) { return static_cast<char>(value & 0xFFU); };
      seeds.push_back({letter(file), letter(place), letter(place >> 8U), letter(place * 31)});
    }
  }
  return seeds;
}

void take(std::string_view input) {
  read(input);
  std::string sealed(input);
  Seal(sealed).renew();
  read(sealed);
  read(patched(input));
}

}  // namespace wend::fuzz
