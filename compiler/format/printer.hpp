// From the tree to a document: one function for each kind of node, in the files print_*.cpp.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/format/comments.hpp"
#include "compiler/format/document.hpp"
#include "compiler/format/format.hpp"
#include "compiler/syntax/spellings.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::format {

// How tightly an expression holds together, loosest first; operands that hold less than asked for get parentheses.
enum class Level : std::uint8_t { loosest, logic, negation, comparison, range, sum, product, minus, postfix, operand };

class Printer {
 public:
  Printer(const source::SourceFile& file, const syntax::ParseResult& parsed, const Options& options)
      : text_(file.text()), parsed_(parsed), options_(options), comments_(file.text(), parsed.comments) {}

  [[nodiscard]] Document file();

 private:
  // A thing on lines of its own, and where it stands in the file.
  struct Item {
    source::Span span;
    std::function<Document()> print;
    std::string lead = {};  // the words that it begins with, where what follows them stands in a column
    bool apart = false;     // an empty line lies between it and its neighbours
  };
  // The words and as many spaces as bring what follows to the column of the clauses around it.
  [[nodiscard]] std::string led(const std::string& lead) const;
  // One below the other, in the order of the file, with their comments and the author's empty lines; then the comments
  // before `end`.
  [[nodiscard]] Document items(std::vector<Item> items, std::uint32_t end);
  // `{`, the items, `}`; on one line where there is one item at most and that fits.
  [[nodiscard]] Document braces(std::vector<Item> items, std::uint32_t end, bool may_be_flat);

  // --- words.cpp
  [[nodiscard]] std::string word(syntax::Word word) const { return std::string(spelling(word, language_)); }
  [[nodiscard]] static std::string name(const syntax::Name& name) { return name.spelling; }
  [[nodiscard]] static std::string path(const syntax::Path& path);
  // Of an expression: the first name may be one that the language knows.
  [[nodiscard]] std::string reference(const syntax::Path& path) const;
  [[nodiscard]] static std::string quoted(std::string_view text);
  [[nodiscard]] std::string quantity(const syntax::Quantity& quantity) const;
  [[nodiscard]] std::string quantity(const syntax::GivenQuantity& given) const;
  // A plain number, without separators.
  [[nodiscard]] static std::string plain(const syntax::GivenQuantity& given);
  [[nodiscard]] static std::string date(const syntax::Date& date);
  [[nodiscard]] static std::string time(const syntax::TimeOfDay& time);
  [[nodiscard]] static std::string symbol(syntax::ComparisonOperator op, syntax::Language language);
  // The words that are not empty, with spaces in between.
  [[nodiscard]] static std::string words(std::initializer_list<std::string> words);

  // --- print_expressions.cpp
  [[nodiscard]] Document expression(const syntax::Expression& expression, Level least = Level::loosest);
  [[nodiscard]] Document span(const syntax::ExpressionPtr& span);
  [[nodiscard]] Document call(std::string callee, const std::vector<syntax::Argument>& arguments);
  // Between brackets, separated by commas.
  [[nodiscard]] Document list(std::string open, Documents parts, std::string close);
  // A part of a list, with the comments around it.
  [[nodiscard]] Document element(const source::Span& span, const std::function<Document()>& print);
  [[nodiscard]] Document where(const syntax::ExpressionPtr& condition, syntax::Word introduction = syntax::Word::where);

  [[nodiscard]] Document bare(const syntax::Expression& expression);
  [[nodiscard]] Document print(const syntax::BooleanLiteral& literal);
  [[nodiscard]] Document print(const syntax::QuantityLiteral& literal);
  [[nodiscard]] Document print(const syntax::TextLiteral& literal);
  [[nodiscard]] Document print(const syntax::DateLiteral& literal);
  [[nodiscard]] Document print(const syntax::TimeOfDayLiteral& literal);
  [[nodiscard]] Document print(const syntax::MomentLiteral& literal);
  [[nodiscard]] Document print(const syntax::SetLiteral& set);
  [[nodiscard]] Document print(const syntax::Reference& reference);
  [[nodiscard]] Document print(const syntax::FieldAccess& access);
  [[nodiscard]] Document print(const syntax::Call& call);
  [[nodiscard]] Document print(const syntax::Not& negation);
  [[nodiscard]] Document print(const syntax::Negation& minus);
  [[nodiscard]] Document print(const syntax::Chain& chain);
  [[nodiscard]] Document print(const syntax::Comparison& comparison);
  [[nodiscard]] Document print(const syntax::Range& range);
  [[nodiscard]] Document print(const syntax::Presence& presence);
  [[nodiscard]] Document print(const syntax::Default& fallback);
  [[nodiscard]] Document print(const syntax::AtTime& at);
  [[nodiscard]] Document print(const syntax::Over& over);
  [[nodiscard]] Document print(const syntax::ChooseValue& choose);
  [[nodiscard]] Document print(const syntax::RelativeRange& range);
  [[nodiscard]] Document print(const syntax::CalendarRange& range);
  [[nodiscard]] Document print(const syntax::SinceRange& range);
  [[nodiscard]] bool keeps_lines(const syntax::Chain& chain) const;
  [[nodiscard]] Document argument(const syntax::Argument& argument);

  // --- print_patterns.cpp
  [[nodiscard]] Document pattern(const syntax::Pattern& pattern);
  [[nodiscard]] Document alternative(const syntax::Pattern& pattern, bool last);
  [[nodiscard]] Document event(const syntax::EventPattern& event);
  [[nodiscard]] Document print(const syntax::EventPattern& pattern);
  [[nodiscard]] Document print(const syntax::SequencePattern& pattern);
  [[nodiscard]] Document print(const syntax::AbsencePattern& pattern);
  [[nodiscard]] Document print(const syntax::ChangePattern& pattern);
  [[nodiscard]] Document print(const syntax::SchedulePattern& pattern);
  [[nodiscard]] Document print(const syntax::AnyPattern& pattern);

  // --- print_steps.cpp
  [[nodiscard]] Document block(const syntax::Block& block);
  [[nodiscard]] Document step(const syntax::Step& step);
  [[nodiscard]] Item branch(const std::string& lead, const syntax::Block& block, std::uint32_t begin);
  [[nodiscard]] Document action(syntax::Word verb, const syntax::Path& path,
                                const std::vector<syntax::Argument>& arguments);
  [[nodiscard]] Document named(Documents parts, const syntax::Step& step) const;
  [[nodiscard]] Document print(const syntax::SendStep& send, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::PlaceStep& place, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::AssignStep& assign, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::GrantStep& grant, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::SetStep& set, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::EmitStep& emit, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::WaitStep& wait, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::WaitUntilStep& wait, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::WaitForStep& wait, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::WaitForAnyStep& wait, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::ChooseStep& choose, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::SplitStep& split, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::RepeatStep& repeat, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::EachStep& each, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::StartStep& start, const syntax::Step& step);
  [[nodiscard]] Document print(const syntax::StopStep& stop, const syntax::Step& step);

  // --- print_journeys.cpp, print_policies.cpp, print_tests.cpp, print_declarations.cpp
  [[nodiscard]] Document body(const syntax::JourneyDeclaration& journey, const syntax::Declaration& declaration);
  void head_clauses(const syntax::JourneyDeclaration& journey, std::vector<Item>& clauses);
  void entry_clauses(const syntax::JourneyDeclaration& journey, std::vector<Item>& clauses);
  void end_clauses(const syntax::JourneyDeclaration& journey, std::vector<Item>& clauses);
  [[nodiscard]] Document goal(const syntax::JourneyGoal& goal);
  [[nodiscard]] Document reentry(const syntax::Reentry& reentry);
  [[nodiscard]] Document key(const syntax::InstanceKey& key);
  [[nodiscard]] Document migration(const syntax::Migration& migration, std::uint32_t end);

  [[nodiscard]] Document body(const syntax::PolicyDeclaration& policy, const syntax::Declaration& declaration);
  [[nodiscard]] std::string verdict(syntax::Verdict verdict) const;
  [[nodiscard]] Document cap(const syntax::ContactCap& cap, const std::string& lead);

  [[nodiscard]] Document body(const syntax::TestDeclaration& test, const syntax::Declaration& declaration);
  [[nodiscard]] Document clause(const syntax::GivenClause& given);
  [[nodiscard]] Document clause(const syntax::VariantClause& variant);
  [[nodiscard]] Document clause(const syntax::AtClause& at);
  [[nodiscard]] Document clause(const syntax::AdvanceClause& advance);
  [[nodiscard]] Document clause(const syntax::ExpectClause& expect);
  [[nodiscard]] Document fields(const std::vector<syntax::FieldValue>& fields);
  [[nodiscard]] Document records(const std::vector<std::vector<syntax::FieldValue>>& records);

  [[nodiscard]] Document body(const syntax::ImportDeclaration& import, const syntax::Declaration& declaration);
  [[nodiscard]] Document body(const syntax::TagDeclaration& tag, const syntax::Declaration& declaration);
  [[nodiscard]] Document body(const syntax::SegmentDeclaration& segment, const syntax::Declaration& declaration);
  [[nodiscard]] Document body(const syntax::TriggerDeclaration& trigger, const syntax::Declaration& declaration);
  [[nodiscard]] Document body(const syntax::GoalDeclaration& goal, const syntax::Declaration& declaration);
  [[nodiscard]] Document body(const syntax::MetricDeclaration& metric, const syntax::Declaration& declaration);
  // `tag NAME "label" = `, and the value on the same line or below.
  [[nodiscard]] Document defined(syntax::Word kind, const syntax::Declaration& declaration, Document value);
  [[nodiscard]] std::string titled(syntax::Word kind, const syntax::Declaration& declaration) const;
  [[nodiscard]] Document declaration(const syntax::Declaration& declaration);
  [[nodiscard]] Document head(const syntax::ModuleHead& head);
  [[nodiscard]] Document parameters(const std::vector<syntax::Parameter>& parameters);
  [[nodiscard]] std::string type(const syntax::ParameterType& type) const;
  void speak_as(const source::Span& keyword);

  std::string_view text_;
  const syntax::ParseResult& parsed_;
  const Options& options_;
  Comments comments_;
  syntax::Language language_ = syntax::Language::english;
  std::size_t lead_width_ = 0;
};

}  // namespace wend::format
