// What libwend shows to a linker: the API, and no more.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

std::vector<std::string> lines_of(const std::string& command) {
  std::vector<std::string> lines;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(popen(command.c_str(), "r"), pclose);
  if (!output) return lines;
  std::string text;
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), output.get())) text.append(part.data(), size);
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Library, ExportsTheApiAndNothingElse) {
  const std::vector<std::string> symbols =
      lines_of(std::string(WEND_NM) + " --dynamic --defined-only --format=just-symbols " + WEND_LIBRARY);
  EXPECT_GT(symbols.size(), 20U);
  for (const std::string& symbol : symbols) {
    const bool is_ours = symbol.starts_with("_ZN4wend4host") || symbol.starts_with("_ZNK4wend4host");
    EXPECT_TRUE(is_ours) << symbol;
  }
}

// A standard header is a word without a dot; in a header of C, <stdint.h>.
TEST(Library, AsksOfItsHostNothingButTheStandardLibrary) {
  int headers = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WEND_SOURCE_DIRECTORY "/include/wend")) {
    ++headers;
    std::ifstream header(entry.path());
    for (std::string line; std::getline(header, line);) {
      if (!line.starts_with("#include")) continue;
      const bool is_ours = line.starts_with("#include <wend/");
      const bool is_standard = line.find_first_of("./\"") == std::string::npos || line == "#include <stdint.h>";
      EXPECT_TRUE(is_ours || is_standard) << entry.path() << ": " << line;
    }
  }
  EXPECT_GT(headers, 5);
}

TEST(Library, NeedsNoLlvm) {
  const std::vector<std::string> dynamic = lines_of(std::string(WEND_READELF) + " --dynamic " + WEND_LIBRARY);
  EXPECT_GT(dynamic.size(), 5U);
  for (const std::string& line : dynamic) EXPECT_EQ(line.find("LLVM"), std::string::npos) << line;
}

TEST(Library, ErrorsEndTheProgramThatDoesNotLook) {
  const Result<Program> nothing = try_compile("segment");
  ASSERT_FALSE(nothing);
  EXPECT_DEATH(static_cast<void>(nothing->segments()), "");
}

}  // namespace
}  // namespace wend::host::tests
