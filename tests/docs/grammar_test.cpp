// The page of the grammar: its examples are read without a word, and it says every word of the keyword table.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/render_text.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tests/docs/pages.hpp"

namespace wend::docs {
namespace {

TEST(Documentation, ShowsFormsThatTheParserReads) {
  const std::vector<Block> forms = blocks_in("syntax");
  EXPECT_FALSE(forms.empty());
  for (const Block& block : forms) {
    source::SourceMap sources;
    diagnostics::Sink sink;
    const source::FileId file = sources.add(block.place(), block.text);
    const syntax::ParseResult parsed = syntax::parse(sources.file(file), sink);
    EXPECT_FALSE(parsed.module.declarations.empty()) << block.place();
    EXPECT_TRUE(sink.all().empty()) << diagnostics::render_text(sink, sources, {});
  }
}

TEST(Documentation, SaysEveryWordOfTheLanguage) {
  const std::string page = contents_of(root() / "docs/reference/grammar.md");
  const nlohmann::json keywords = nlohmann::json::parse(contents_of(root() / "grammar/keywords.json"));
  for (const auto& table : keywords) {
    if (!table.is_object()) continue;
    for (const auto& [role, spellings] : table.items()) {
      for (const char* language : {"en", "zh"}) {
        for (const std::string word : spellings.value(language, nlohmann::json::array())) {
          EXPECT_NE(page.find("`" + word + "`"), std::string::npos) << role << ": " << word;
        }
      }
    }
  }
}

}  // namespace
}  // namespace wend::docs
