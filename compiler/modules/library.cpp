#include "compiler/modules/library.hpp"

#include <algorithm>

namespace wend::modules {

const LibraryModule* find_in_library(std::string_view name) {
  const auto found = std::ranges::lower_bound(library(), name, {}, &LibraryModule::name);
  return found != library().end() && found->name == name ? &*found : nullptr;
}

}  // namespace wend::modules
