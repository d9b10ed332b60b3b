// `wend explain SEGMENT --ir|--llvm|--asm`: what a segment's condition becomes, for the curious.
//
//   ir     the checked condition, as every executor takes it
//   llvm   the module that native code is made of, before LLVM's passes
//   asm    the machine's instructions, as hot conditions are compiled
#pragma once

#include <cstdint>
#include <string>

#include "tools/wend/console.hpp"
#include "tools/wend/exit_status.hpp"

namespace wend::tools {

enum class Listing : std::uint8_t { ir, llvm, assembly };

[[nodiscard]] ExitStatus explain_listing(const std::string& segment, const std::string& project, Listing listing,
                                         Console& console);

}  // namespace wend::tools
