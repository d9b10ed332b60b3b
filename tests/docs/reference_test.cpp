// The reference shows all of the language: every word of the keyword table, by its role, stands in an example of a page
// below docs/reference that is checked and has no fault. Examples are formatted into Chinese for it, where the roles of
// one English word have different spellings.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <regex>

#include "compiler/format/format.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tests/docs/pages.hpp"

namespace wend::docs {
namespace {

bool is_faultless_example(const Block& block) {
  return block.page.starts_with("docs/reference/") && std::ranges::find(block.words, "error") == block.words.end();
}

bool is_of_expressions(const Block& block) {
  return std::ranges::find(block.words, "expression") != block.words.end();
}

// The block as a file; of expressions, a segment of each.
std::string file_of(const Block& block) {
  if (!is_of_expressions(block)) return block.text;
  std::string text;
  for (const std::string& line : lines_of(block.text)) {
    if (!line.empty()) text.append("segment example = ").append(line).append("\n");
  }
  return text;
}

std::string formatted(const Block& block, diagnostics::Language keywords) {
  const source::SourceFile file({0}, block.place(), file_of(block));
  diagnostics::Sink sink;
  const syntax::ParseResult parsed = syntax::parse(file, sink);
  EXPECT_FALSE(sink.has_errors()) << block.place();
  return sink.has_errors() ? std::string() : format::format(file, parsed, {.keywords = keywords, .is_declared = {}});
}

// All examples, without comments and what stands in quotes.
std::string all_examples(diagnostics::Language keywords) {
  static const std::regex no_words(R"re("[^"\n]*"|//[^\n]*)re");
  std::string text;
  for (const Block& block : blocks_in("wend")) {
    if (is_faultless_example(block)) text.append(formatted(block, keywords)).append("\n");
  }
  return std::regex_replace(text, no_words, "\"\"");
}

// Whether the text has the word between spaces, signs and digits; Chinese words may be glued to a number or to the word
// before them.
bool has_word(const std::string& text, const std::string& word) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  const bool is_ascii = static_cast<unsigned char>(word.front()) < 0x80;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    if (!is_ascii) return true;
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

TEST(Reference, ShowsEveryWordInAnExampleThatIsChecked) {
  const std::string english = all_examples(diagnostics::Language::english);
  const std::string chinese = all_examples(diagnostics::Language::chinese);
  const nlohmann::json keywords = nlohmann::json::parse(contents_of(root() / "grammar/keywords.json"));
  for (const auto& [table, roles] : keywords.items()) {
    if (!roles.is_object()) continue;
    for (const auto& [role, spellings] : roles.items()) {
      const auto& zh = spellings.value("zh", nlohmann::json::array());
      const auto& en = spellings.value("en", nlohmann::json::array());
      const bool by_chinese = !zh.empty();
      const std::string word = (by_chinese ? zh : en).front().get<std::string>();
      EXPECT_TRUE(has_word(by_chinese ? chinese : english, word)) << table << ": " << role << " " << word << " " << en;
    }
  }
}

}  // namespace
}  // namespace wend::docs
