#include "tests/cli/command.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace wend::tools {

namespace {

constexpr const char* kSchema = R"({
  "name": "small bank", "version": 1, "zone": "Asia/Shanghai", "currency": "CNY", "lateness": "1 day",
  "purposes": ["marketing"],
  "enums": [{"name": "tier", "ordered": true, "values": [{"name": "mass"}, {"name": "gold"}]},
            {"name": "city", "values": [{"name": "beijing"}, {"name": "shanghai"}]}],
  "tags": [{"name": "aum", "type": "money CNY", "label": {"zh": "资产规模"}},
           {"name": "tier", "type": "tier"}, {"name": "city", "type": "city"}],
  "events": [{"name": "deposit", "fields": [{"name": "amount", "type": "money CNY"}]}],
  "channels": [{"name": "sms", "templates": [{"name": "hello", "purpose": "marketing", "parameters": []}]}]
}
)";

}  // namespace

void CommandLine::SetUp() {
  static int count = 0;
  folder_ =
      std::filesystem::temp_directory_path() / ("wend-cli-" + std::to_string(getpid()) + "-" + std::to_string(++count));
  std::filesystem::create_directories(folder_);
}

void CommandLine::TearDown() {
  std::filesystem::remove_all(folder_);
}

Said CommandLine::wend(const std::string& arguments) const {
  const std::string command =
      "cd '" + folder_.string() + "' && " + WEND_BINARY_DIRECTORY "/wend " + arguments + " >.out 2>.err </dev/null";
  const int status = std::system(command.c_str());
  return {read(".out"), read(".err"), WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

void CommandLine::write(const std::string& path, const std::string& text) const {
  std::filesystem::create_directories((folder_ / path).parent_path());
  std::ofstream(folder_ / path, std::ios::binary) << text;
}

std::string CommandLine::read(const std::string& path) const {
  std::ostringstream text;
  text << std::ifstream(folder_ / path, std::ios::binary).rdbuf();
  return text.str();
}

void CommandLine::write_project(const std::string& sources) const {
  write("wend.toml", "schema = \"schema.json\"\n");
  write("schema.json", kSchema);
  write("journeys.wend", sources);
}

}  // namespace wend::tools
