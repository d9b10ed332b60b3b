// Runs a fuzzer over inputs damaged at random. The input at work lies in a file, whose name is printed first and which
// stays behind if the program is ended by it; an input that takes longer than a minute is one that hangs.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

#include "tests/fuzz/fuzzer.hpp"
#include "tests/fuzz/mutation.hpp"

namespace wend::fuzz {
namespace {

constexpr unsigned kSecondsForOne = 60;

std::string contents_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// Written before each input is taken, so that it is there whatever ends the program.
class InputAtWork {
 public:
  explicit InputAtWork(std::string path)
      : path_(std::move(path)), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    demand(file_ >= 0);
  }
  ~InputAtWork() {
    ::close(file_);
    ::unlink(path_.c_str());
  }
  InputAtWork(const InputAtWork&) = delete;
  InputAtWork& operator=(const InputAtWork&) = delete;

  void set(std::string_view input) const {
    demand(::ftruncate(file_, 0) == 0);
    demand(::pwrite(file_, input.data(), input.size(), 0) == static_cast<ssize_t>(input.size()));
  }

 private:
  std::string path_;
  int file_;
};

void take_within_bounds(std::string_view input) {
  ::alarm(kSecondsForOne);
  take(input);
  ::alarm(0);
}

void run(const std::string& name, std::uint64_t runs, std::uint64_t seed) {
  const std::string path = name + "-" + std::to_string(::getpid()) + ".input";
  std::cout << name << ": seed " << seed << ", " << runs << " runs; an input that ends this is in " << path
            << std::endl;
  const InputAtWork at_work(path);
  const std::vector<std::string> whole = seeds();
  demand(!whole.empty());
  for (const std::string& input : whole) {
    at_work.set(input);
    take_within_bounds(input);
  }
  Mutator mutator(whole, seed);
  for (std::uint64_t done = 0; done < runs; ++done) {
    const std::string input = mutator.next();
    at_work.set(input);
    take_within_bounds(input);
  }
}

}  // namespace

void demand(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> files_below(std::string_view folder, std::string_view ending) {
  std::vector<std::filesystem::path> paths;
  const std::filesystem::path root = std::filesystem::path(WEND_SOURCE_DIRECTORY) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const std::filesystem::path& path : paths) texts.push_back(contents_of(path));
  return texts;
}

}  // namespace wend::fuzz

int main(int argc, char** argv) {
  CLI::App app("feeds damaged inputs to one part, which must survive them");
  std::uint64_t runs = 1'000;
  std::uint64_t seed = std::random_device()();
  std::string input;
  app.add_option("--runs", runs, "how many inputs");
  app.add_option("--seed", seed, "of the damage; without it, another one each time");
  app.add_option("--input", input, "take this file once, as it is")->check(CLI::ExistingFile);
  CLI11_PARSE(app, argc, argv);
  if (input.empty()) {
    wend::fuzz::run(std::filesystem::path(argv[0]).filename(), runs, seed);
  } else {
    wend::fuzz::take_within_bounds(wend::fuzz::contents_of(input));
  }
  return 0;
}
