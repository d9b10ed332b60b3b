#include "compiler/codegen/build_identity.hpp"

#include <link.h>
#include <llvm/Config/llvm-config.h>

#include <cstring>
#include <string>
#include <string_view>

#include "compiler/codegen/runtime_table.hpp"

namespace wend::codegen {
namespace {

// Where an object of the process has this address, and the id that its linker gave it.
struct Search {
  ElfW(Addr) address;
  std::string id;
};

std::size_t padded(std::size_t size) {
  return (size + 3) / 4 * 4;
}

std::string id_in_notes(const char* notes, std::size_t size) {
  constexpr std::string_view kOwner("GNU\0", 4);
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes, sizeof note);
    const std::size_t whole = sizeof note + padded(note.n_namesz) + padded(note.n_descsz);
    if (whole > size) break;
    const char* owner = notes + sizeof note;
    if (note.n_type == NT_GNU_BUILD_ID && std::string_view(owner, note.n_namesz) == kOwner) {
      return {owner + padded(note.n_namesz), note.n_descsz};
    }
    notes += whole;
    size -= whole;
  }
  return {};
}

int look_into(dl_phdr_info* object, std::size_t, void* data) {
  auto* search = static_cast<Search*>(data);
  const std::span headers(object->dlpi_phdr, object->dlpi_phnum);
  bool is_ours = false;
  for (const auto& header : headers) {
    const ElfW(Addr) begin = object->dlpi_addr + header.p_vaddr;
    is_ours = is_ours || (header.p_type == PT_LOAD && search->address - begin < header.p_memsz);
  }
  if (!is_ours) return 0;
  for (const auto& header : headers) {
    if (header.p_type != PT_NOTE || !search->id.empty()) continue;
    const auto* notes = reinterpret_cast<const char*>(object->dlpi_addr + header.p_vaddr);
    search->id = id_in_notes(notes, header.p_memsz);
  }
  return 1;
}

}  // namespace

std::optional<ContentHash> build_identity(const Target& target) {
  Search search{.address = reinterpret_cast<ElfW(Addr)>(&look_into), .id = {}};
  dl_iterate_phdr(look_into, &search);
  if (search.id.empty()) return std::nullopt;
  std::string all = search.id + "\n" + LLVM_VERSION_STRING + "\n" + std::to_string(layout::kFrameVersion) + " " +
                    std::to_string(layout::kNativeInterface) + "\n";
  for (const std::string_view name : kRuntimeNames) all += std::string(name) + "\n";
  const llvm::orc::JITTargetMachineBuilder& machine = target.machine();
  all += machine.getTargetTriple().str() + "\n" + machine.getCPU() + "\n" + machine.getFeatures().getString();
  return content_hash(std::as_bytes(std::span(all)));
}

}  // namespace wend::codegen
