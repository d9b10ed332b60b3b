// Every case of the suite, by every executor: a test for each file.
//
//     WEND_CONFORMANCE_EXECUTORS=reference   leaves native code out
//     WEND_UPDATE_EXPECTED=1                 writes left_out.txt anew
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <set>
#include <string_view>

#include "tests/conformance/runner/left_out.hpp"
#include "tests/conformance/runner/run.hpp"

namespace wend::conformance {
namespace {

constexpr const char* kFolder = WEND_SOURCE_DIRECTORY "/tests/conformance";

const Result<std::vector<File>>& suite() {
  static const Result<std::vector<File>> kSuite = read_suite(kFolder);
  return kSuite;
}

std::vector<File> files() {
  return suite() ? *suite() : std::vector<File>();
}

// One for all files: what they share is compiled once.
Runner& runner() {
  const char* asked = std::getenv("WEND_CONFORMANCE_EXECUTORS");
  const bool is_reference = asked != nullptr && std::string_view(asked) == "reference";
  static Runner made(is_reference ? Executors::reference : Executors::all);
  return made;
}

constexpr const char* kLeftOut = WEND_SOURCE_DIRECTORY "/tests/conformance/left_out.txt";

const std::set<LeftOut>& listed() {
  static const std::set<LeftOut> kListed = read_left_out(kLeftOut);
  return kListed;
}

bool is_set(const char* variable) {
  return std::getenv(variable) != nullptr;
}

// Files that did not run keep what was listed.
void update_left_out(const std::set<std::string>& files_run) {
  std::set<LeftOut> all = runner().left_out();
  for (const LeftOut& one : listed()) {
    if (!files_run.contains(one.file)) all.insert(one);
  }
  write_left_out(kLeftOut, all);
}

class Conformance : public testing::TestWithParam<File> {
 protected:
  static void TearDownTestSuite() {
    const Compared& compared = runner().compared();
    std::cout << "compared with " << compared.reference << " results of the reference, " << compared.evaluator
              << " of the evaluator, " << compared.native << " of native code, " << compared.streamed
              << " values streamed, " << compared.at_once << " of all inputs at once\n";
    if (is_set("WEND_UPDATE_EXPECTED")) update_left_out(run_);
  }

  static inline std::set<std::string> run_;  // names of files
};

TEST_P(Conformance, Holds) {
  const File& file = GetParam();
  const std::size_t before = runner().compared().reference;
  const std::vector<Failure> failures = runner().run(file);
  for (const Failure& failure : failures) {
    const std::string executor = failure.executor.empty() ? "" : " [" + failure.executor + "]";
    ADD_FAILURE() << file.name << ": " << failure.name << executor << ": " << failure.what;
  }
  EXPECT_GE(runner().compared().reference - before + failures.size(), file.cases.size()) << "cases were passed over";
  run_.insert(file.name);
  if (is_set("WEND_CONFORMANCE_EXECUTORS") || is_set("WEND_UPDATE_EXPECTED")) return;
  const std::string others = difference(listed(), runner().left_out(), file.name);
  EXPECT_TRUE(others.empty())
      << "what executors leave out is not what left_out.txt says (WEND_UPDATE_EXPECTED=1 writes it):" << others;
}

std::string name_of(const testing::TestParamInfo<File>& info) {
  std::string name = info.param.name.substr(0, info.param.name.find('.'));
  for (char& character : name) {
    if (character == '-') character = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Chapters, Conformance, testing::ValuesIn(files()), name_of);

TEST(ConformanceSuite, IsReadable) {
  ASSERT_TRUE(suite().has_value()) << suite().error().message;
  EXPECT_FALSE(suite()->empty());
}

}  // namespace
}  // namespace wend::conformance
