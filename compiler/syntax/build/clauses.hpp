// What the builders of journeys and policies share: clauses that may be said once, and clauses that may be repeated.
#pragma once

#include <utility>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

[[nodiscard]] inline Span first_word(const BuildContext& context, antlr4::ParserRuleContext* clause) {
  return context.span(static_cast<antlr4::ParserRuleContext*>(clause->children.front()));
}

// Keeps the first of what may be said once, and reports the others.
template <typename T>
[[nodiscard]] bool is_first(BuildContext& context, const std::optional<T>& kept, const Span& word) {
  if (!kept) return true;
  const std::string said(context.text(word));
  context.fault(codes::said_twice, word).with(said).note(codes::said_here, kept->span, {said});
  return false;
}

class ClauseBuilder : public antlr::WendParserBaseVisitor {
 protected:
  explicit ClauseBuilder(BuildContext& context) : context_(context) {}

  template <typename T, typename Read>
  antlrcpp::Any once(std::optional<Clause<T>>& kept, antlr4::ParserRuleContext* written, Read read) {
    if (is_first(context_, kept, first_word(context_, written))) kept = Clause<T>{read(), context_.span(written)};
    return {};
  }

  template <typename T>
  antlrcpp::Any each(std::vector<Clause<T>>& all, antlr4::ParserRuleContext* written, T value) {
    all.push_back(Clause<T>{std::move(value), context_.span(written)});
    return {};
  }

  BuildContext& context_;
};

}  // namespace wend::syntax::build
