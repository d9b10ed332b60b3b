// Whether a command has conditions judged by native code: `--native auto|on|off`.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

namespace wend::tools {

// automatic: where it can be had, else by the optimised evaluator, and no word about it.
enum class NativeUse : std::uint8_t { automatic, on, off };

[[nodiscard]] NativeUse native_use(const std::string& name);
void add_native_option(CLI::App& command, std::string& name);

}  // namespace wend::tools
