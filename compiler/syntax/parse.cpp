// The phases in their order: bounds, tokens, outline, and for each declaration derivation and building.
#include <algorithm>
#include <cstdio>
#include <utility>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/faults.hpp"
#include "compiler/syntax/outline.hpp"
#include "compiler/syntax/parse_declaration.hpp"
#include "compiler/syntax/recovery.hpp"
#include "compiler/syntax/syntax.hpp"
#include "compiler/syntax/tokenize.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
namespace codes = diagnostics::codes;

std::string hexadecimal(char byte) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  return buffer;
}

bool is_readable(const source::SourceFile& file, diagnostics::Sink& sink) {
  const std::size_t size = file.text().size();
  if (size > source::kLargestSource) {
    sink.report(codes::file_too_large, {file.id(), 0, 0})
        .with(static_cast<std::int64_t>(size))
        .with(static_cast<std::int64_t>(source::kLargestSource));
    return false;
  }
  if (const auto at = first_ill_formed(file.text())) {
    const auto offset = static_cast<std::uint32_t>(*at);
    sink.report(codes::not_utf8, {file.id(), offset, offset + 1}).with(hexadecimal(file.text()[*at]));
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

  void stray(const Section& section) {
    const auto slice = tokens(section);
    if (section.broken || has_slips(slice)) return;
    report_stray(file_, slice, sink_);
  }

  void head(const Section& section) {
    const auto slice = tokens(section);
    if (section.begin != 0) {
      sink_.report(codes::module_not_first, span(source_.tokens.front()))
          .with(file_.text(span(source_.tokens.front())));
      return;
    }
    if (section.broken) return;
    Derivation derivation(slice, Entry::module_head);
    if (derivation.failure()) {
      if (!has_slips(slice)) report_fault(file_, slice, *derivation.failure(), sink_);
      return;
    }
    build::BuildContext context(file_, slice, sink_);
    result_.module.head = build::module_head(context, static_cast<WendParser::ModuleHeadContext*>(derivation.root()));
  }

  void declaration(const Section& section) {
    const auto slice = tokens(section);
    Declaration declaration = section.broken ? from_outline(file_, section.kind, slice)
                                             : parse_declaration(file_, section.kind, slice, sink_);
    if (declaration.name.text.empty() && declaration.faulty) return;
    result_.module.declarations.push_back(std::move(declaration));
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
    if (sink.errors() == errors) sink.report(codes::nothing_to_read, {file.id(), 0, 0});
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
