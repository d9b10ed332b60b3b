#include "tests/conformance/runner/left_out.hpp"

#include <fstream>

namespace wend::conformance {
namespace {

constexpr const char* kHead =
    "# Which cases an executor does not run (at once, native, streamed), or not without the reference (native, in "
    "part), and\n"
    "# why. A case that is not listed runs by all. Written by: WEND_UPDATE_EXPECTED=1 "
    "build/release/tests/conformance_test\n";

bool is_of_group(const LeftOut& one, const LeftOut& group) {
  return one.executor == group.executor && one.reason == group.reason;
}

void add_lines(const std::set<LeftOut>& from, const std::set<LeftOut>& without, const std::string& file,
               const std::string& mark, std::string& text) {
  for (const LeftOut& one : from) {
    if (one.file != file || without.contains(one)) continue;
    text += "\n  " + mark + " " + one.executor + ": " + one.reason + ": " + one.name;
  }
}

}  // namespace

// A group's head is `EXECUTOR: REASON`; its cases follow, indented: `FILE: NAME`.
std::set<LeftOut> read_left_out(const std::filesystem::path& path) {
  std::set<LeftOut> all;
  LeftOut group;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("#") || colon == std::string::npos) continue;
    if (!line.starts_with("  ")) {
      group.executor = line.substr(0, colon);
      group.reason = line.substr(colon + 2);
      continue;
    }
    LeftOut one = group;
    one.file = line.substr(2, colon - 2);
    one.name = line.substr(colon + 2);
    all.insert(std::move(one));
  }
  return all;
}

void write_left_out(const std::filesystem::path& path, const std::set<LeftOut>& all) {
  std::ofstream file(path);
  file << kHead;
  LeftOut group;
  for (const LeftOut& one : all) {
    if (!is_of_group(one, group)) file << "\n" << one.executor << ": " << one.reason << "\n";
    group = one;
    file << "  " << one.file << ": " << one.name << "\n";
  }
}

std::string difference(const std::set<LeftOut>& listed, const std::set<LeftOut>& came, const std::string& file) {
  std::string text;
  add_lines(listed, came, file, "-", text);
  add_lines(came, listed, file, "+", text);
  return text;
}

}  // namespace wend::conformance
