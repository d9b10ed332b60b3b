#include "tools/wend/native_use.hpp"

namespace wend::tools {

NativeUse native_use(const std::string& name) {
  if (name == "on") return NativeUse::on;
  return name == "off" ? NativeUse::off : NativeUse::automatic;
}

void add_native_option(CLI::App& command, std::string& name) {
  command.add_option("--native", name, "Native code: auto, on or off")->check(CLI::IsMember({"auto", "on", "off"}));
}

}  // namespace wend::tools
