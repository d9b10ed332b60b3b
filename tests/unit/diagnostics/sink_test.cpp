#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {
namespace {

constexpr Code kNote = codes::declared_here;

source::Span span(std::uint32_t file, std::uint32_t begin, std::uint32_t end) {
  return {source::FileId{file}, begin, end};
}

Code first_of(Severity severity) {
  for (const Entry& entry : catalogue()) {
    if (entry.severity == severity) return entry.id;
  }
  return kNote;
}

TEST(Message, FillsItsHolesInBothLanguages) {
  Sink sink;
  sink.report(kNote, {}).with("aum");
  EXPECT_EQ(message(sink.all()[0]), "aum is declared here");
  EXPECT_EQ(message(sink.all()[0], Language::chinese), "aum 在此处声明");
}

TEST(Message, TakesWhatFillsAHoleAsItIs) {
  Sink sink;
  sink.report(kNote, {}).with("{0} {1}");
  EXPECT_EQ(message(sink.all()[0]), "{0} {1} is declared here");
}

TEST(Message, LeavesAHoleThatNothingFills) {
  Sink sink;
  sink.report(kNote, {});
  EXPECT_EQ(message(sink.all()[0]), "{0} is declared here");
}

TEST(Sink, KeepsAllThatIsReported) {
  Sink sink;
  sink.report(kNote, span(0, 3, 6))
      .with("aum")
      .with(std::int64_t{-5})
      .note(kNote, span(1, 0, 3), {"aum"})
      .suggest(span(0, 3, 6), "aun")
      .suggest(span(0, 3, 6), "age", Applicability::unsafe);
  ASSERT_EQ(sink.all().size(), 1u);
  const Diagnostic& kept = sink.all()[0];
  EXPECT_EQ(kept.span, span(0, 3, 6));
  EXPECT_EQ(kept.severity, entry(kNote).severity);
  EXPECT_THAT(kept.arguments, testing::ElementsAre("aum", "-5"));
  ASSERT_EQ(kept.notes.size(), 1u);
  EXPECT_EQ(message(kept.notes[0]), "aum is declared here");
  ASSERT_EQ(kept.fixes.size(), 2u);
  EXPECT_EQ(kept.fixes[0].applicability, Applicability::safe);
  EXPECT_EQ(kept.fixes[1].applicability, Applicability::unsafe);
  EXPECT_EQ(kept.fixes[1].edits[0].replacement, "age");
}

TEST(Sink, CountsErrorsAlone) {
  Sink sink;
  sink.report(kNote, {});
  EXPECT_FALSE(sink.has_errors());
  const Code error = first_of(Severity::error);
  sink.report(error, {});
  EXPECT_EQ(sink.errors(), entry(error).severity == Severity::error ? 1u : 0u);
}

TEST(Sink, CountsButDoesNotKeepWhatIsTooMuch) {
  Sink sink;
  for (std::size_t i = 0; i < Sink::kMost + 5; ++i) {
    sink.report(kNote, span(0, static_cast<std::uint32_t>(i), 0)).with("x").note(kNote, {}).suggest({}, "y");
  }
  EXPECT_EQ(sink.all().size(), Sink::kMost);
  EXPECT_EQ(sink.not_kept(), 5u);
  EXPECT_EQ(sink.all().back().span.begin, Sink::kMost - 1);
}

TEST(Sink, SortsByFilePlaceAndWhatIsSaid) {
  Sink sink;
  sink.report(kNote, span(1, 0, 1)).with("e");
  sink.report(kNote, span(0, 9, 9)).with("d");
  sink.report(kNote, span(0, 2, 9)).with("c");
  sink.report(kNote, span(0, 2, 5)).with("b");
  sink.report(kNote, span(0, 2, 5)).with("a");
  sink.sort();
  std::string order;
  for (const Diagnostic& one : sink.all()) order += one.arguments[0];
  EXPECT_EQ(order, "abcde");
}

}  // namespace
}  // namespace wend::diagnostics
