#include "tools/wend/version.hpp"

namespace wend::tools {

std::string_view version() {
  return WEND_VERSION;
}

}  // namespace wend::tools
