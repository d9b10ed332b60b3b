// Formatting keeps what a file says, whatever it says, in both languages.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string_view>
#include <utility>

#include "compiler/diagnostics/render.hpp"
#include "compiler/format/format.hpp"
#include "tests/unit/format/random_source.hpp"
#include "tests/unit/syntax/print_tree.hpp"

namespace wend::format {
namespace {

using diagnostics::Language;

struct Read {
  std::string tree;
  std::vector<std::string> comments;
  std::string faults;
};

// Words of the language that the tree keeps as they were spelled, in English.
std::string in_english(std::string tree) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"@次数(", "@count("}, {"@唯一(", "@one("},   {"@平均(", "@average("},
      {"@任一(", "@any("},   {"@较小(", "@least("}, {"@相隔天数(", "@days_between("},
      {"事件.", "event."},   {"客户.", "customer."}};
  for (const auto& [chinese, english] : kWords) {
    for (std::size_t at = tree.find(chinese); at != std::string::npos; at = tree.find(chinese, at)) {
      tree.replace(at, chinese.size(), english);
    }
  }
  return tree;
}

// Words of other lengths break lines elsewhere.
std::string without_space(std::string text) {
  std::erase_if(text, [](char byte) { return byte == ' ' || byte == '\n'; });
  return text;
}

class Reader {
 public:
  explicit Reader(const std::string& text) : file_(sources_.file(sources_.add("random.wend", text))) {
    parsed_ = syntax::parse(file_, sink_);
  }

  [[nodiscard]] Read read() const {
    Read read{in_english(syntax::print(parsed_.module)), {}, {}};
    for (const syntax::Comment& comment : parsed_.comments) read.comments.push_back(comment.text);
    if (sink_.has_errors()) read.faults = diagnostics::render(diagnostics::Format::text, sink_, sources_, {});
    return read;
  }
  [[nodiscard]] std::string format(std::optional<Language> keywords) const {
    return format::format(file_, parsed_, {keywords, {}});
  }

 private:
  source::SourceMap sources_;
  diagnostics::Sink sink_;
  const source::SourceFile& file_;
  syntax::ParseResult parsed_;
};

std::uint64_t first_seed() {
  const char* chosen = std::getenv("WEND_SEED");
  return chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : std::random_device{}();
}

void expect_kept(const std::string& source, const Read& before, std::optional<Language> keywords) {
  const std::string once = Reader(source).format(keywords);
  const Reader again(once);
  const Read after = again.read();
  ASSERT_EQ(after.faults, "") << once;
  ASSERT_EQ(after.tree, before.tree) << source << "\n--- became\n" << once;
  ASSERT_EQ(after.comments, before.comments) << source << "\n--- became\n" << once;
  ASSERT_EQ(again.format(keywords), once) << source;
}

TEST(RandomSources, SayTheSameWhenFormattedOnceOrTwiceInEitherLanguage) {
  const std::uint64_t first = first_seed();
  std::printf("WEND_SEED=%llu\n", static_cast<unsigned long long>(first));
  for (std::uint64_t seed = first; seed < first + 200; ++seed) {
    SCOPED_TRACE("WEND_SEED=" + std::to_string(seed));
    const std::string source = random_source(seed);
    const Read before = Reader(source).read();
    ASSERT_EQ(before.faults, "") << source;
    ASSERT_NO_FATAL_FAILURE(expect_kept(source, before, std::nullopt));
    ASSERT_NO_FATAL_FAILURE(expect_kept(source, before, Language::english));
    ASSERT_NO_FATAL_FAILURE(expect_kept(source, before, Language::chinese));
    const std::string chinese = Reader(source).format(Language::chinese);
    ASSERT_EQ(without_space(Reader(chinese).format(Language::english)),
              without_space(Reader(source).format(Language::english)))
        << chinese;
  }
}

}  // namespace
}  // namespace wend::format
