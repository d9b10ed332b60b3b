// The standard library: the modules of stdlib/, which are part of this program and need no path to be found.
//
//     if (const modules::LibraryModule* found = modules::find_in_library("bank.rfm")) parse(found->text);
//
// Thread-safe: nothing changes.
#pragma once

#include <span>
#include <string_view>

namespace wend::modules {

struct LibraryModule {
  std::string_view name;  // `bank.rfm`
  std::string_view path;  // `stdlib/bank/rfm.wend`, as messages show it
  std::string_view text;
};

// In the order of their names.
[[nodiscard]] std::span<const LibraryModule> library();

// Null where there is none.
[[nodiscard]] const LibraryModule* find_in_library(std::string_view name);

}  // namespace wend::modules
