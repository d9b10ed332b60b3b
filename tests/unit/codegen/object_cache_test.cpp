// Compiled code that is kept: found again, and never used where it is not what it was.
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "compiler/codegen/object_cache.hpp"
#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

namespace fs = std::filesystem;
using ir::Operation;

class CodeCacheTest : public testing::Test {
 protected:
  CodeCacheTest() {
    schema_->tags.resize(1);
    program_.schema = schema_;
    std::string pattern = (fs::temp_directory_path() / "wend-cache-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~CodeCacheTest() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }

  Compiler compiler_of(std::uint64_t most_bytes = 1U << 20U) {
    const std::string place = folder_.string();
    Result<Compiler> made = Compiler::create({.cache = place.c_str(), .cache_bytes = most_bytes});
    EXPECT_TRUE(made);
    return std::move(*made);
  }

  // tag + tag + … > 0 with so many terms: a shape for each number of them.
  ir::ExpressionId condition(std::size_t terms) {
    std::vector<ir::ExpressionId> operands(terms, build_.leaf(Operation::tag, kInteger, 0));
    const ir::ExpressionId sum = build_.make(Operation::sum, kInteger, operands, static_cast<std::uint32_t>(terms));
    return build_.make(Operation::less, kBoolean, {build_.constant(kInteger, std::int64_t{0}), sum});
  }

  // Compiles and judges; what the compiler counted until then.
  layout::NativeCounters compile(const Compiler& with, std::size_t terms = 2) {
    const Request request{.condition = condition(terms), .tags = &layout_};
    const Result<Code> code = with.compile(program_, std::span(&request, 1), Effort::quick);
    EXPECT_TRUE(code) << code.error().message;
    if (code) {
      for (const std::int64_t value : {-1, 1}) {
        std::vector<std::byte> row;
        layout::append_row(layout_, std::vector<Value>{value}, row);
        layout::Frame frame;
        frame.tags = row.data();
        EXPECT_EQ(code->predicates()[0](&frame), value > 0 ? 1 : 0);
      }
    }
    return with.counters();
  }

  std::vector<fs::path> entries() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder_)) found.push_back(entry.path());
    return found;
  }
  fs::path only_entry() const {
    EXPECT_EQ(entries().size(), 1U);
    return entries().at(0);
  }

  // After something was done to the only entry: it is refused, removed and made again.
  void expect_refused() {
    const Compiler with = compiler_of();
    const layout::NativeCounters counters = compile(with);
    EXPECT_EQ(counters.cache_loaded, 0U);
    EXPECT_EQ(counters.cache_refused, 1U);
    EXPECT_EQ(counters.functions, 1U);
    EXPECT_EQ(counters.cache_stored, 1U);
    EXPECT_NE(std::string(&counters.cache_trouble.text[0]), "");
    EXPECT_EQ(compile(compiler_of()).cache_loaded, 1U) << "the new one is right";
  }

  static void change_byte(const fs::path& file, std::streamoff at) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(at);
    const int byte = stream.get();
    stream.seekp(at);
    stream.put(static_cast<char>(byte ^ 1));
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(std::vector{kInteger});
  fs::path folder_;
  std::vector<ir::ExpressionId> conditions_;
};

TEST_F(CodeCacheTest, TheNextStartFindsWhatWasCompiled) {
  const layout::NativeCounters first = compile(compiler_of());
  EXPECT_EQ(first.functions, 1U);
  EXPECT_EQ(first.cache_stored, 1U);
  const layout::NativeCounters second = compile(compiler_of());
  EXPECT_EQ(second.functions, 0U);
  EXPECT_EQ(second.cache_loaded, 1U);
  EXPECT_EQ(second.cache_refused + second.cache_failures, 0U);
}

TEST_F(CodeCacheTest, MakesItsDirectoryForItsOwnUserAlone) {
  folder_ /= "new";
  compile(compiler_of());
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(only_entry()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  folder_ = folder_.parent_path();
}

TEST_F(CodeCacheTest, WhatAnotherProcessWroteSinceIsFound) {
  const Compiler early = compiler_of();
  compile(compiler_of());
  EXPECT_EQ(compile(early).cache_loaded, 1U);
}

TEST_F(CodeCacheTest, EveryByteThatIsChangedIsNoticed) {
  compile(compiler_of());
  const auto size = static_cast<std::streamoff>(fs::file_size(only_entry()));
  for (std::streamoff at = 0; at < size; at += 37) {
    change_byte(only_entry(), at);
    expect_refused();
  }
}

TEST_F(CodeCacheTest, WhatIsCutShortOrTooLongIsNoticed) {
  compile(compiler_of());
  const std::uintmax_t size = fs::file_size(only_entry());
  for (const std::uintmax_t left : {std::uintmax_t{0}, std::uintmax_t{63}, std::uintmax_t{64}, size - 1, size + 1}) {
    fs::resize_file(only_entry(), left);
    expect_refused();
  }
}

TEST_F(CodeCacheTest, WhatOthersMayWriteIsNotTrusted) {
  compile(compiler_of());
  fs::permissions(only_entry(), fs::perms::group_write, fs::perm_options::add);
  expect_refused();
}

TEST_F(CodeCacheTest, ALinkIsNotFollowed) {
  compile(compiler_of());
  const fs::path entry = only_entry();
  const fs::path elsewhere = fs::path(folder_.string() + "-elsewhere");
  fs::rename(entry, elsewhere);
  fs::create_symlink(elsewhere, entry);
  expect_refused();
  fs::remove(elsewhere);
}

TEST_F(CodeCacheTest, ADirectoryThatOthersMayWriteToIsNotUsed) {
  fs::permissions(folder_, fs::perms::others_write, fs::perm_options::add);
  const layout::NativeCounters counters = compile(compiler_of());
  EXPECT_EQ(counters.cache_stored, 0U);
  EXPECT_EQ(counters.cache_failures, 1U);
  EXPECT_TRUE(std::string(&counters.cache_trouble.text[0]).ends_with("others own it or may write to it"));
  EXPECT_TRUE(entries().empty());
}

TEST_F(CodeCacheTest, AnEntryOfAnotherBuildIsLeftAlone) {
  compile(compiler_of());
  const fs::path ours = only_entry();
  std::string name = ours.filename().string();
  name[0] = name[0] == '0' ? '1' : '0';
  fs::rename(ours, folder_ / name);
  const layout::NativeCounters counters = compile(compiler_of());
  EXPECT_EQ(counters.cache_loaded + counters.cache_refused, 0U);
  EXPECT_EQ(entries().size(), 2U);
}

TEST_F(CodeCacheTest, AnEntryOfAnotherBuildUnderOurNameIsRefused) {
  compile(compiler_of());
  change_byte(only_entry(), 16);  // the build that the header names
  expect_refused();
}

TEST_F(CodeCacheTest, AFullDiskIsCountedAndNoError) {
  struct rlimit before = {};
  getrlimit(RLIMIT_FSIZE, &before);
  const struct rlimit small = {100, before.rlim_max};
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  const layout::NativeCounters counters = compile(compiler_of());
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  EXPECT_EQ(counters.cache_failures, 1U);
  EXPECT_TRUE(std::string(&counters.cache_trouble.text[0]).starts_with("compiled code was not kept: "));
  EXPECT_TRUE(entries().empty()) << "nothing half written is left";
}

TEST_F(CodeCacheTest, AnUnwritablePlaceIsCountedAndNoError) {
  folder_ /= "file";
  std::ofstream(folder_) << "not a directory";
  EXPECT_EQ(compile(compiler_of()).cache_failures, 1U);
  folder_ = folder_.parent_path();
}

TEST_F(CodeCacheTest, TheOldestGoWhereAllTogetherTakeTooMuch) {
  compile(compiler_of(), 2);
  const std::uintmax_t size = fs::file_size(only_entry());
  fs::last_write_time(only_entry(), fs::file_time_type::clock::now() - std::chrono::hours(1));
  const fs::path oldest = only_entry();
  compile(compiler_of(3 * size), 3);
  EXPECT_EQ(entries().size(), 2U);
  compile(compiler_of(3 * size), 4);
  compile(compiler_of(3 * size), 5);
  EXPECT_FALSE(fs::exists(oldest));
  std::uintmax_t total = 0;
  for (const fs::path& entry : entries()) total += fs::file_size(entry);
  EXPECT_LE(total, 3 * size);
}

TEST_F(CodeCacheTest, ThreadsAndCompilersShareADirectory) {
  const auto work = [&](std::size_t seed) {
    ir::Program program = program_;
    for (std::size_t round = 0; round < 20; ++round) {
      const Compiler with = compiler_of();
      const Request request{.condition = conditions_[(seed + round) % 8], .tags = &layout_};
      EXPECT_TRUE(with.compile(program, std::span(&request, 1), Effort::quick));
      EXPECT_EQ(with.counters().cache_refused, 0U);
    }
  };
  for (std::size_t terms = 2; terms < 10; ++terms) conditions_.push_back(condition(terms));
  {
    std::vector<std::jthread> threads;
    for (std::size_t seed = 0; seed < 4; ++seed) threads.emplace_back(work, seed * 3);
  }
  EXPECT_EQ(entries().size(), 8U);
}

}  // namespace
}  // namespace wend::codegen
