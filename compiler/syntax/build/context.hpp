// What all builders share: from ANTLR's contexts to spans, names, quantities and texts of the tree.
//
// The builders turn the parse tree of one declaration into syntax trees. They are functions over a BuildContext, in a
// file for each part of the grammar; they report what a grammar cannot say, and then set `faulty`.
#pragma once

#include <WendParserBaseVisitor.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/token.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::syntax::build {

using antlr::WendParser;
using diagnostics::Code;
namespace codes = diagnostics::codes;
using TerminalNode = antlr4::tree::TerminalNode;

// The name that a token spells, its quotes taken off.
[[nodiscard]] Name read_name(const source::SourceFile& file, const Span& span, bool quoted);

class BuildContext {
 public:
  // `has_gaps`: clauses or steps with faults were left out, so that what is missing is no fault.
  BuildContext(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink,
               bool has_gaps = false)
      : file_(file), tokens_(tokens), sink_(sink), has_gaps_(has_gaps) {}

  [[nodiscard]] Span span(antlr4::ParserRuleContext* context) const;
  [[nodiscard]] Span span(TerminalNode* node) const;
  // From the first token of the one to the last token of the other.
  [[nodiscard]] Span span(antlr4::ParserRuleContext* first, antlr4::ParserRuleContext* last) const;
  [[nodiscard]] std::string_view text(const Span& span) const { return file_.text(span); }

  // Reports a fault that the grammar lets through.
  diagnostics::Report fault(Code code, const Span& at) {
    faulty_ = true;
    return sink_.report(code, at);
  }
  [[nodiscard]] bool faulty() const { return faulty_; }
  [[nodiscard]] bool has_gaps() const { return has_gaps_; }

  [[nodiscard]] Name name(WendParser::NameContext* context) const;
  [[nodiscard]] Path path(WendParser::PathContext* context) const;
  [[nodiscard]] std::vector<Name> names(const std::vector<WendParser::NameContext*>& contexts) const;

  [[nodiscard]] Quantity quantity(TerminalNode* node) const;
  [[nodiscard]] Quantity quantity(WendParser::QuantityContext* context) const;
  [[nodiscard]] GivenQuantity quantity(WendParser::WholeContext* context);
  [[nodiscard]] GivenQuantity quantity(WendParser::ShareContext* context);
  [[nodiscard]] Text literal_text(TerminalNode* node);
  [[nodiscard]] Date date(TerminalNode* node);
  [[nodiscard]] TimeOfDay time_of_day(TerminalNode* node);

 private:
  [[nodiscard]] Span span(const antlr4::Token& first, const antlr4::Token& last) const;
  [[nodiscard]] Quantity quantity(const Span& at) const;
  [[nodiscard]] GivenQuantity given(TerminalNode* number, WendParser::PathContext* name);
  void append_escaped(std::string_view content, std::uint32_t offset, std::string& value);

  const source::SourceFile& file_;
  std::span<const Token> tokens_;
  diagnostics::Sink& sink_;
  bool has_gaps_;
  bool faulty_ = false;
};

}  // namespace wend::syntax::build
