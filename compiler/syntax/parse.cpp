// The phases in their order: bounds, tokens, outline, and for each declaration derivation and building.
#include <algorithm>
#include <cstdio>
#include <utility>

#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/faults.hpp"
#include "compiler/syntax/outline.hpp"
#include "compiler/syntax/recovery.hpp"
#include "compiler/syntax/syntax.hpp"
#include "compiler/syntax/tokenize.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
using diagnostics::Code;

// After so many faults in one declaration, or so many tokens read again, the rest of it is passed over.
constexpr std::size_t kMostFaults = 20;
constexpr std::size_t kMostTokensAgain = 500'000;

std::string hexadecimal(char byte) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  return buffer;
}

bool is_readable(const source::SourceFile& file, diagnostics::Sink& sink) {
  const std::size_t size = file.text().size();
  if (size > source::kLargestSource) {
    sink.report(Code::file_too_large, {file.id(), 0, 0})
        .with(static_cast<std::int64_t>(size))
        .with(static_cast<std::int64_t>(source::kLargestSource));
    return false;
  }
  if (const auto at = first_ill_formed(file.text())) {
    const auto offset = static_cast<std::uint32_t>(*at);
    sink.report(Code::not_utf8, {file.id(), offset, offset + 1}).with(hexadecimal(file.text()[*at]));
    return false;
  }
  return true;
}

class ModuleParser {
 public:
  ModuleParser(const source::SourceFile& file, diagnostics::Sink& sink)
      : file_(file), sink_(sink), source_(tokenize(file, sink)) {}

  ParseResult run() {
    for (const Section& section : outline(file_, source_.tokens, sink_)) {
      switch (section.kind) {
        case SectionKind::stray: stray(section); break;
        case SectionKind::module: head(section); break;
        case SectionKind::import:
        case SectionKind::tag:
        case SectionKind::segment:
        case SectionKind::trigger:
        case SectionKind::goal:
        case SectionKind::metric:
        case SectionKind::journey:
        case SectionKind::policy:
        case SectionKind::test: declaration(section); break;
      }
    }
    result_.comments = std::move(source_.comments);
    return std::move(result_);
  }

 private:
  [[nodiscard]] Span span(const Token& token) const { return {file_.id(), token.begin, token.end}; }
  [[nodiscard]] std::span<const Token> tokens(const Section& section) const {
    return std::span<const Token>(source_.tokens).subspan(section.begin, section.end - section.begin);
  }

  static bool has_slips(std::span<const Token> tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.mended; });
  }

  // A slip in a declaration was reported already: what it upsets further on is the same mistake.
  void report(std::span<const Token> tokens, const Failure& failure) {
    if (!has_slips(tokens)) report_fault(file_, tokens, failure, sink_);
  }

  void stray(const Section& section) {
    const auto slice = tokens(section);
    if (section.broken || has_slips(slice)) return;
    sink_.report(Code::expected_declaration, span(slice.front())).with(file_.text(span(slice.front())));
  }

  void head(const Section& section) {
    const auto slice = tokens(section);
    if (section.begin != 0) {
      sink_.report(Code::module_not_first, span(source_.tokens.front())).with(file_.text(span(source_.tokens.front())));
      return;
    }
    if (section.broken) return;
    Derivation derivation(slice, Entry::module_head);
    if (derivation.failure()) return report(slice, *derivation.failure());
    build::BuildContext context(file_, slice, sink_);
    result_.module.head = build::module_head(context, static_cast<WendParser::ModuleHeadContext*>(derivation.root()));
  }

  void declaration(const Section& section) {
    std::vector<Token> slice(tokens(section).begin(), tokens(section).end());
    Declaration declaration =
        section.broken ? from_outline(file_, section.kind, tokens(section)) : parsed(section, slice);
    if (declaration.name.text.empty() && declaration.faulty) return;
    result_.module.declarations.push_back(std::move(declaration));
  }

  // Parses; where that fails, reports, leaves out the clause or step that is at fault, and tries again.
  Declaration parsed(const Section& section, std::vector<Token>& slice) {
    std::size_t again = 0;
    for (std::size_t faults = 0;; ++faults) {
      Derivation derivation(slice, Entry::declaration);
      if (!derivation.failure()) {
        build::BuildContext context(file_, slice, sink_);
        auto* root = static_cast<WendParser::DeclarationContext*>(derivation.root());
        Declaration declaration = build::declaration(context, root);
        declaration.faulty |= faults > 0;
        return declaration;
      }
      report(slice, *derivation.failure());
      again += slice.size();
      const bool go_on =
          faults + 1 < kMostFaults && again < kMostTokensAgain && leave_out(slice, *derivation.failure());
      if (!go_on) return from_outline(file_, section.kind, tokens(section));
    }
  }

  static bool leave_out(std::vector<Token>& slice, const Failure& failure) {
    const auto range = faulty_statement(slice, failure);
    if (range) {
      slice.erase(slice.begin() + static_cast<std::ptrdiff_t>(range->first),
                  slice.begin() + static_cast<std::ptrdiff_t>(range->second));
      return range->first < range->second;
    }
    return leave_out_rest(slice, failure);
  }

  // The declaration was complete, and something else stands on a line of its own after it.
  static bool leave_out_rest(std::vector<Token>& slice, const Failure& failure) {
    const bool complete = !failure.rules.empty() && failure.rules.front() == WendParser::RuleDeclaration;
    if (!complete || failure.token == 0 || failure.token >= slice.size()) return false;
    slice.resize(failure.token);
    return true;
  }

  const source::SourceFile& file_;
  diagnostics::Sink& sink_;
  TokenizedFile source_;
  ParseResult result_;
};

}  // namespace

ParseResult parse(const source::SourceFile& file, diagnostics::Sink& sink) {
  if (!is_readable(file, sink)) return {};
  return ModuleParser(file, sink).run();
}

ExpressionPtr parse_expression(const source::SourceFile& file, diagnostics::Sink& sink) {
  if (!is_readable(file, sink)) return nullptr;
  const std::size_t errors = sink.errors();
  const TokenizedFile source = tokenize(file, sink);
  if (source.tokens.empty()) {
    if (sink.errors() == errors) sink.report(Code::nothing_to_read, {file.id(), 0, 0});
    return nullptr;
  }
  if (!brackets_match(file, source.tokens, sink)) return nullptr;
  Derivation derivation(source.tokens, Entry::expression);
  if (derivation.failure()) {
    if (sink.errors() == errors) report_fault(file, source.tokens, *derivation.failure(), sink);
    return nullptr;
  }
  build::BuildContext context(file, source.tokens, sink);
  auto* root = static_cast<WendParser::WholeExpressionContext*>(derivation.root());
  ExpressionPtr expression = build::expression(context, root->expression());
  return sink.errors() == errors ? std::move(expression) : nullptr;
}

Line parse_line(const source::SourceFile& file, diagnostics::Sink& sink) {
  Line line;
  if (!is_readable(file, sink)) return line;
  diagnostics::Sink unheard;
  const TokenizedFile source = tokenize(file, unheard);
  if (source.tokens.empty() && !unheard.has_errors()) return line;
  if (begins_with_declaration(file, source.tokens)) {
    line.declarations = parse(file, sink).module.declarations;
  } else {
    line.expression = parse_expression(file, sink);
  }
  return line;
}

bool is_incomplete(const source::SourceFile& file) {
  diagnostics::Sink unheard;
  if (!is_readable(file, unheard)) return false;
  return open_brackets(tokenize(file, unheard).tokens) > 0;
}

}  // namespace wend::syntax
