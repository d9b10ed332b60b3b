// A folder of a test's own and the built `wend` run in it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace wend::tools {

struct Said {
  std::string out;
  std::string err;
  int status = -1;
};

class CommandLine : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // Runs `wend ARGUMENTS` in the folder, by the shell.
  [[nodiscard]] Said wend(const std::string& arguments) const;
  void write(const std::string& path, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& path) const;
  // A project with a small schema and these sources in `journeys.wend`.
  void write_project(const std::string& sources) const;

  std::filesystem::path folder_;
};

}  // namespace wend::tools
