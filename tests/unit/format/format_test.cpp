#include "compiler/format/format.hpp"

#include <gtest/gtest.h>

namespace wend::format {
namespace {

using diagnostics::Language;

std::string formatted(const std::string& text, const Options& options = {}) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const source::SourceFile& file = sources.file(sources.add("a.wend", text));
  const syntax::ParseResult parsed = syntax::parse(file, sink);
  EXPECT_FALSE(sink.has_errors()) << text;
  return format_safely(file, parsed, options).value_or("not safe");
}

TEST(Format, PutsOneSpaceBetweenWordsAndGroupsDigits) {
  EXPECT_EQ(formatted("segment  rich=aum>50000CNY and   visits>=1234567"),
            "segment rich = aum > 50_000 CNY and visits >= 1_234_567\n");
  EXPECT_EQ(formatted("tag year_of = 2026"), "tag year_of = 2026\n");
}

TEST(Format, ReadsWhatAnInputMethodWroteAndWritesItsTwin) {
  EXPECT_EQ(formatted("客群 高净值＝资产规模≥５万元 且 城市 属于｛“上海”，“北京”｝"),
            "客群 高净值 = 资产规模 >= 5万元 且 城市 属于 {\"上海\", \"北京\"}\n");
}

TEST(Format, LeavesConditionsOnLinesOfTheirOwnWhereTheAuthorPutThem) {
  EXPECT_EQ(formatted("segment a = x > 1\n  and y > 2"), "segment a =\n    x > 1\n    and y > 2\n");
  EXPECT_EQ(formatted("trigger t = deposit where amount > 1 CNY\nand balance > 2 CNY when aum > 3 CNY"),
            "trigger t = deposit\n    where amount > 1 CNY\n      and balance > 2 CNY\n    when aum > 3 CNY\n");
}

TEST(Format, BreaksWhatIsTooLongForALine) {
  const std::string name(40, 'x');
  EXPECT_EQ(formatted("segment a = " + name + " > 1 and " + name + " > 2 and " + name + " > 3"),
            "segment a =\n    " + name + " > 1\n    and " + name + " > 2\n    and " + name + " > 3\n");
}

TEST(Format, SetsTheClausesOfAHeadInColumns) {
  EXPECT_EQ(formatted("journey j { version 1 owner \"a\" exit on closed reentry after 3 days steps { stop } }"),
            "journey j {\n"
            "    version 1\n"
            "    owner   \"a\"\n"
            "    exit on closed\n"
            "    reentry after 3 days\n"
            "    steps {\n"
            "        stop\n"
            "    }\n"
            "}\n");
}

TEST(Format, KeepsTheShapeOfAnExampleInsideAComment) {
  EXPECT_EQ(
      formatted("//for example\n//\n//     import bank.rfm(\n//         purchase: p)\nsegment a = x > 1   //   so\n"),
      "// for example\n//\n//     import bank.rfm(\n//         purchase: p)\nsegment a = x > 1 //   so\n");
  EXPECT_EQ(formatted("／／   说明\n／／说明\nsegment a = x > 1"), "//   说明\n// 说明\nsegment a = x > 1\n");
}

TEST(Format, KeepsEveryCommentWhereItStands) {
  const std::string text =
      "// what the file is for\n"
      "\n"
      "// who\n"
      "segment a = x > 1 // why\n"
      "\n"
      "journey j {\n"
      "    version 1 // first\n"
      "    // what follows\n"
      "    steps {\n"
      "        // nothing yet\n"
      "    }\n"
      "}\n"
      "\n"
      "// the end\n";
  EXPECT_EQ(formatted(text), text);
}

TEST(Format, LeavesOneEmptyLineAtMost) {
  EXPECT_EQ(formatted("tag a = 1\n\n\n\ntag b = 2\ntag c = 3"), "tag a = 1\n\ntag b = 2\ntag c = 3\n");
}

TEST(Format, SpeaksTheLanguageOfEachDeclarationUnlessToldOtherwise) {
  const std::string both = "segment a = 次数(purchase, 近30天) > 1\n客群 b = count(purchase, last 30 days) > 1";
  EXPECT_EQ(formatted(both), "segment a = count(purchase, last 30 days) > 1\n客群 b = 次数(purchase, 近30天) > 1\n");
  EXPECT_EQ(formatted(both, {Language::english, {}}),
            "segment a = count(purchase, last 30 days) > 1\nsegment b = count(purchase, last 30 days) > 1\n");
  EXPECT_EQ(formatted(both, {Language::chinese, {}}),
            "客群 a = 次数(purchase, 近30天) > 1\n客群 b = 次数(purchase, 近30天) > 1\n");
}

TEST(Format, TranslatesEventAndCustomerUnlessSomeoneDeclaresThem) {
  const std::string text = "trigger t = deposit where event.amount > customer.limit";
  EXPECT_EQ(formatted(text, {Language::chinese, {}}), "触发 t = deposit 其中 事件.amount > 客户.limit\n");
  const Options declared{Language::chinese, [](std::string_view name) { return name == "customer"; }};
  EXPECT_EQ(formatted(text, declared), "触发 t = deposit 其中 事件.amount > customer.limit\n");
}

TEST(Format, WritesOneDayAndTwoDays) {
  EXPECT_EQ(formatted("segment a = x in last 1天 and y in last 2天 and z < 3公里"),
            "segment a = x in last 1 day and y in last 2 days and z < 3 km\n");
}

TEST(Format, LeavesAnEmptyFileEmpty) {
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted("\n\n"), "");
  EXPECT_EQ(formatted("// only this"), "// only this\n");
}

}  // namespace
}  // namespace wend::format
