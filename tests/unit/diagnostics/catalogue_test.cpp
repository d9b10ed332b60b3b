// What holds for every entry of the catalogue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {
namespace {

std::set<std::string> holes(std::string_view message) {
  static const std::regex hole("\\{([0-9]+)\\}");
  const std::string text(message);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), hole), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

bool is_note(const Entry& entry) {
  return entry.code.starts_with('N');
}

TEST(Catalogue, FindsEachEntryByItsCode) {
  ASSERT_FALSE(catalogue().empty());
  for (const Entry& each : catalogue()) EXPECT_EQ(&entry(each.id), &each) << each.code;
}

TEST(Catalogue, NeverGivesACodeTwice) {
  std::set<std::string_view> codes;
  for (const Entry& entry : catalogue()) EXPECT_TRUE(codes.insert(entry.code).second) << entry.code;
}

TEST(Catalogue, NeverSaysTheSameTwice) {
  std::set<std::string_view> messages;
  for (const Entry& entry : catalogue()) EXPECT_TRUE(messages.insert(entry.english).second) << entry.code;
}

TEST(Catalogue, FindsAnEntryByItsCodeInAnyCase) {
  for (const Entry& entry : catalogue()) {
    std::string lower(entry.code);
    lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
    EXPECT_EQ(find(entry.code), &entry);
    EXPECT_EQ(find(lower), &entry);
  }
  for (const char* code : {"", "E", "E9999", "N0001 ", "declared_here"}) EXPECT_EQ(find(code), nullptr) << code;
}

TEST(Catalogue, SaysTheSeverityInTheCode) {
  static const std::regex form("[ESDWN][0-9]{4}");
  for (const Entry& entry : catalogue()) {
    EXPECT_TRUE(std::regex_match(std::string(entry.code), form)) << entry.code;
    if (entry.code.starts_with('E')) {
      EXPECT_EQ(entry.severity, Severity::error) << entry.code;
    }
    if (is_note(entry)) {
      EXPECT_EQ(entry.severity, Severity::information) << entry.code;
    }
  }
}

TEST(Catalogue, SpeaksBothLanguagesAndExplains) {
  static const std::regex chinese("[\xE4-\xE9][\x80-\xBF][\x80-\xBF]");  // a common ideograph, in UTF-8
  for (const Entry& entry : catalogue()) {
    EXPECT_FALSE(entry.english.empty()) << entry.code;
    EXPECT_TRUE(std::regex_search(std::string(entry.chinese), chinese)) << entry.code;
    EXPECT_FALSE(entry.explanation.empty()) << entry.code;
    EXPECT_EQ(holes(entry.english), holes(entry.chinese)) << entry.code;
  }
}

TEST(Catalogue, HasNumberedItsHolesWithoutGaps) {
  for (const Entry& entry : catalogue()) {
    const std::set<std::string> found = holes(entry.english);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_TRUE(found.contains(std::to_string(i))) << entry.code;
  }
}

TEST(Catalogue, ShowsAWrongAndARightExample) {
  for (const Entry& entry : catalogue()) {
    if (is_note(entry)) continue;
    EXPECT_FALSE(entry.wrong.empty()) << entry.code;
    EXPECT_FALSE(entry.right.empty()) << entry.code;
    EXPECT_NE(entry.wrong, entry.right) << entry.code;
  }
}

// A message begins with a lower-case letter, a hole, a digit or something quoted, and has no final period: it is shown
// behind its place and its code.
TEST(Catalogue, IsWordedAsPartOfALine) {
  static const std::regex beginning("^[a-z{`'\"0-9#]");
  for (const Entry& entry : catalogue()) {
    const std::string message(entry.english);
    EXPECT_TRUE(std::regex_search(message, beginning)) << entry.code << ": " << message;
    EXPECT_FALSE(message.ends_with('.') || message.ends_with('!') || message.ends_with(' ')) << entry.code;
    EXPECT_FALSE(entry.chinese.ends_with("。") || entry.chinese.ends_with("！")) << entry.code;
    EXPECT_EQ(message.find('\n'), std::string::npos) << entry.code;
  }
}

TEST(Catalogue, ExplainsInSentences) {
  for (const Entry& entry : catalogue()) {
    EXPECT_TRUE(entry.explanation.ends_with('.') || entry.explanation.ends_with("。")) << entry.code;
  }
}

}  // namespace
}  // namespace wend::diagnostics
