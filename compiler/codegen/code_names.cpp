#include "compiler/codegen/code_names.hpp"

#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

// GDB's interface for code made at run time, which LLVM's libraries define and GDB looks for by these names.
extern "C" {
struct WendJitEntry {
  WendJitEntry* next;
  WendJitEntry* previous;
  const char* object;
  std::uint64_t size;
};
struct WendJitDescriptor {
  std::uint32_t version;
  std::uint32_t action;
  WendJitEntry* relevant;
  WendJitEntry* first;
};
extern WendJitDescriptor wend_jit_descriptor __asm__("__jit_debug_descriptor");
void wend_jit_register() __asm__("__jit_debug_register_code");
}

namespace wend::codegen {
namespace {

constexpr std::uint32_t kRegister = 1;
constexpr std::uint32_t kUnregister = 2;

// GDB's list is one for the process.
std::mutex& list_mutex() {
  static std::mutex mutex;
  return mutex;
}

template <typename T>
T read_at(std::string_view bytes, std::size_t offset) {
  T value{};
  if (offset <= bytes.size() && sizeof value <= bytes.size() - offset) {
    std::memcpy(&value, bytes.data() + offset, sizeof value);
  }
  return value;
}

template <typename T>
void write_at(std::string& bytes, std::size_t offset, const T& value) {
  std::memcpy(bytes.data() + offset, &value, sizeof value);
}

// An object that was linked, so its tables are as they should be.
class Object {
 public:
  explicit Object(std::string_view bytes) : bytes_(bytes), header_(read_at<Elf64_Ehdr>(bytes, 0)) {
    for (std::size_t section = 0; section < header_.e_shnum; ++section) {
      if (section_at(section).sh_type == SHT_SYMTAB) symbols_ = section_at(section);
    }
    names_ = section_at(symbols_.sh_link);
  }

  [[nodiscard]] std::size_t place_of_section(std::size_t section) const {
    return header_.e_shoff + section * sizeof(Elf64_Shdr);
  }
  [[nodiscard]] Elf64_Shdr section_at(std::size_t section) const {
    return read_at<Elf64_Shdr>(bytes_, place_of_section(section));
  }
  [[nodiscard]] std::size_t symbols() const { return symbols_.sh_size / sizeof(Elf64_Sym); }
  [[nodiscard]] std::size_t place_of_symbol(std::size_t symbol) const {
    return symbols_.sh_offset + symbol * sizeof(Elf64_Sym);
  }
  [[nodiscard]] Elf64_Sym symbol_at(std::size_t symbol) const {
    return read_at<Elf64_Sym>(bytes_, place_of_symbol(symbol));
  }
  [[nodiscard]] std::string_view name_of(const Elf64_Sym& symbol) const {
    const std::string_view name = names().substr(std::min<std::size_t>(symbol.st_name, names().size()));
    return name.substr(0, name.find('\0'));
  }
  [[nodiscard]] std::string_view names() const {
    if (names_.sh_offset > bytes_.size()) return {};
    return bytes_.substr(names_.sh_offset, names_.sh_size);
  }
  [[nodiscard]] std::size_t names_section() const { return symbols_.sh_link; }

 private:
  std::string_view bytes_;
  Elf64_Ehdr header_;
  Elf64_Shdr symbols_{};
  Elf64_Shdr names_{};
};

// A symbol of the object that people are to see.
struct Shown {
  std::size_t position = 0;
  Elf64_Sym symbol{};
  std::uint64_t address = 0;
  std::string name;
};

// The functions that were named, and those that the first of a section was split into.
std::vector<Shown> shown_functions(const Object& object, const NamedFunctions& functions) {
  std::vector<Shown> shown;
  std::vector<Shown> others;
  std::map<std::size_t, Shown> first;  // by section
  for (std::size_t position = 0; position < object.symbols(); ++position) {
    const Elf64_Sym symbol = object.symbol_at(position);
    const auto found = functions.find(object.name_of(symbol));
    if (found != functions.end()) {
      shown.push_back({position, symbol, found->second.address, found->second.shown});
      first.try_emplace(symbol.st_shndx, shown.back());
    } else if (ELF64_ST_TYPE(symbol.st_info) == STT_FUNC) {
      others.push_back({position, symbol, 0, std::string(object.name_of(symbol))});
    }
  }
  for (Shown& other : others) {
    const auto owner = first.find(other.symbol.st_shndx);
    if (owner == first.end()) continue;
    other.address = owner->second.address - owner->second.symbol.st_value + other.symbol.st_value;
    other.name = owner->second.name + ":" + other.name;
    shown.push_back(std::move(other));
  }
  return shown;
}

void write_perf_map(std::span<const Shown> functions) {
  std::string lines;
  for (const Shown& function : functions) {
    std::vector<char> line(function.name.size() + 64);
    std::snprintf(line.data(), line.size(), "%llx %llx %s\n", static_cast<unsigned long long>(function.address),
                  static_cast<unsigned long long>(function.symbol.st_size), function.name.c_str());
    lines += line.data();
  }
  const std::string file = "/tmp/perf-" + std::to_string(getpid()) + ".map";
  const int map = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (map < 0) return;
  [[maybe_unused]] const ssize_t written = write(map, lines.data(), lines.size());
  close(map);
}

// A copy in which sections say where they lie, and functions are called what people call them.
std::string shown_copy(const Object& object, std::string_view bytes, std::span<const Shown> functions) {
  std::string copy(bytes);
  std::string names(object.names());
  for (const Shown& function : functions) {
    Elf64_Sym symbol = function.symbol;
    Elf64_Shdr section = object.section_at(symbol.st_shndx);
    section.sh_addr = function.address - symbol.st_value;
    write_at(copy, object.place_of_section(symbol.st_shndx), section);
    symbol.st_name = static_cast<Elf64_Word>(names.size());
    write_at(copy, object.place_of_symbol(function.position), symbol);
    names += function.name;
    names += '\0';
  }
  Elf64_Shdr section = object.section_at(object.names_section());
  section.sh_offset = copy.size();
  section.sh_size = names.size();
  write_at(copy, object.place_of_section(object.names_section()), section);
  return copy + names;
}

}  // namespace

struct ShownObject::Entry : WendJitEntry {};

ShownObject::ShownObject(std::string object) : object_(std::move(object)), entry_(std::make_unique<Entry>()) {
  const std::scoped_lock lock(list_mutex());
  entry_->object = object_.data();
  entry_->size = object_.size();
  entry_->previous = nullptr;
  entry_->next = wend_jit_descriptor.first;
  if (entry_->next != nullptr) entry_->next->previous = entry_.get();
  wend_jit_descriptor.first = entry_.get();
  wend_jit_descriptor.relevant = entry_.get();
  wend_jit_descriptor.action = kRegister;
  wend_jit_register();
}

ShownObject::~ShownObject() {
  const std::scoped_lock lock(list_mutex());
  if (entry_->next != nullptr) entry_->next->previous = entry_->previous;
  (entry_->previous == nullptr ? wend_jit_descriptor.first : entry_->previous->next) = entry_->next;
  wend_jit_descriptor.relevant = entry_.get();
  wend_jit_descriptor.action = kUnregister;
  wend_jit_register();
}

std::unique_ptr<ShownObject> CodeNames::tell(std::string_view object, const NamedFunctions& functions) const {
  const Object read(object);
  const std::vector<Shown> shown = shown_functions(read, functions);
  if (perf_map_) write_perf_map(shown);
  return debugger_ ? std::make_unique<ShownObject>(shown_copy(read, object, shown)) : nullptr;
}

}  // namespace wend::codegen
