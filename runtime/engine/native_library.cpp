#include "runtime/engine/native_library.hpp"

#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <system_error>

namespace wend::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostMegabytes = std::uint64_t{1} << 20U;

// The folder of the program or library that this function is in.
fs::path own_folder() {
  const auto* self = reinterpret_cast<const void*>(&native_library_places);
  Dl_info info{};
  void* map = nullptr;
  if (dladdr1(self, &info, &map, RTLD_DL_LINKMAP) == 0 || map == nullptr) return {};
  // The program itself has no name here.
  const std::string_view name = static_cast<const link_map*>(map)->l_name;
  std::error_code ignored;
  return fs::canonical(name.empty() ? "/proc/self/exe" : name, ignored).parent_path();
}

// Why the last dlopen or dlsym failed.
std::string reason() {
  const char* message = dlerror();
  return message == nullptr ? "unknown reason" : message;
}

Result<layout::NativeEntry> entry_of(const fs::path& file) {
  // LLVM registers what runs at the process's end, so it is never unloaded. Nothing of it becomes visible to others.
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return Error{"native code is not there: " + reason()};
  void* symbol = dlsym(library, layout::kNativeEntry);
  if (symbol == nullptr) return Error{"native code is not there: " + reason()};
  return reinterpret_cast<layout::NativeEntry>(symbol);
}

}  // namespace

std::vector<fs::path> native_library_places() {
  std::vector<fs::path> places;
  if (const fs::path folder = own_folder(); !folder.empty()) {
    places.push_back(folder / kNativeLibraryName);
    places.push_back(folder.parent_path() / "lib" / kNativeLibraryName);
    places.push_back(folder.parent_path() / WEND_INSTALL_LIBDIR / kNativeLibraryName);
  }
  places.push_back(fs::path(WEND_INSTALL_FULL_LIBDIR) / kNativeLibraryName);
  return places;
}

layout::NativeOptions native_options_of_environment() {
  layout::NativeOptions options;
  options.cache = std::getenv("WEND_CODE_CACHE");
  if (const char* megabytes = std::getenv("WEND_CODE_CACHE_MB")) {
    const std::string_view text = megabytes;
    std::uint64_t count = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (fault == std::errc{} && end == text.data() + text.size())
      options.cache_bytes = std::min(count, kMostMegabytes) << 20U;
  }
  if (const char* names = std::getenv("WEND_CODE_NAMES")) {
    const std::string_view who = names;
    options.perf_map = who.find("perf") != std::string_view::npos;
    options.debugger = who.find("gdb") != std::string_view::npos;
  }
  return options;
}

Result<NativeLibrary> NativeLibrary::open() {
  return open(native_options_of_environment());
}

Result<NativeLibrary> NativeLibrary::open(const layout::NativeOptions& options) {
  std::string looked;
  for (const fs::path& place : native_library_places()) {
    std::error_code missing;
    if (fs::exists(place, missing)) return open(place, options);
    looked += (looked.empty() ? "" : ", ") + place.string();
  }
  return Error{"native code is not there: looked for " + looked};
}

Result<NativeLibrary> NativeLibrary::open(const fs::path& file, const layout::NativeOptions& options) {
  const Result<layout::NativeEntry> entry = entry_of(file);
  if (!entry) return entry.error();
  const layout::NativeBuild build = layout::native_build();
  const layout::NativeInterface* interface = (*entry)(&build);
  if (interface == nullptr) return Error{file.string() + " is of another build of Wend"};
  layout::NativeMessage message;
  layout::NativeCompiler* compiler = interface->create(&options, &message);
  if (compiler == nullptr) return Error{file.string() + ": " + message.text};
  return NativeLibrary(interface, std::shared_ptr<layout::NativeCompiler>(compiler, interface->destroy));
}

Result<NativeCode> NativeLibrary::compile(const ir::Program& program, std::span<const layout::NativeRequest> requests,
                                          layout::NativeEffort effort) const {
  const layout::NativeBatch batch{.program = &program, .requests = requests, .effort = effort};
  std::vector<layout::Predicate> predicates(requests.size());
  layout::NativeMessage message;
  layout::NativeCode* code = interface_->compile(compiler_.get(), &batch, predicates.data(), &message);
  if (code == nullptr) return Error{message.text};
  return NativeCode(own(code), std::move(predicates));
}

Result<NativeColumnCode> NativeLibrary::compile(const layout::NativeColumnRequest& request) const {
  layout::NativeColumns columns;
  layout::NativeMessage message;
  layout::NativeCode* code = interface_->compile_columns(compiler_.get(), &request, &columns, &message);
  if (code == nullptr) return Error{message.text};
  return NativeColumnCode(own(code), columns);
}

std::shared_ptr<layout::NativeCode> NativeLibrary::own(layout::NativeCode* code) const {
  const auto release = [compiler = compiler_, interface = interface_](layout::NativeCode* compiled) {
    interface->release(compiled);
  };
  return {code, release};
}

Result<std::string> NativeLibrary::list(const ir::Program& program, const layout::NativeRequest& request,
                                        layout::NativeEffort effort, layout::NativeListing listing) const {
  const layout::NativeBatch batch{.program = &program, .requests = std::span(&request, 1), .effort = effort};
  std::string text;
  const auto take = [](void* context, const char* part, std::size_t size) {
    static_cast<std::string*>(context)->append(part, size);
  };
  layout::NativeMessage message;
  if (!interface_->list(compiler_.get(), &batch, listing, take, &text, &message)) return Error{&message.text[0]};
  return text;
}

layout::NativeCounters NativeLibrary::counters() const {
  layout::NativeCounters counters;
  interface_->count(compiler_.get(), &counters);
  return counters;
}

}  // namespace wend::engine
