#include "compiler/syntax/outline.hpp"

#include <WendParser.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;
namespace codes = diagnostics::codes;

SectionKind kind_of(std::uint16_t type) {
  switch (type) {
    case WendParser::EN_MODULE:
    case WendParser::ZH_MODULE: return SectionKind::module;
    case WendParser::EN_IMPORT:
    case WendParser::ZH_IMPORT: return SectionKind::import;
    case WendParser::EN_TAG:
    case WendParser::ZH_TAG: return SectionKind::tag;
    case WendParser::EN_SEGMENT:
    case WendParser::ZH_SEGMENT: return SectionKind::segment;
    case WendParser::EN_TRIGGER:
    case WendParser::ZH_TRIGGER: return SectionKind::trigger;
    case WendParser::EN_GOAL:
    case WendParser::ZH_GOAL: return SectionKind::goal;
    case WendParser::EN_METRIC:
    case WendParser::ZH_METRIC: return SectionKind::metric;
    case WendParser::EN_JOURNEY:
    case WendParser::ZH_JOURNEY: return SectionKind::journey;
    case WendParser::EN_POLICY:
    case WendParser::ZH_POLICY: return SectionKind::policy;
    case WendParser::EN_TEST:
    case WendParser::ZH_TEST: return SectionKind::test;
    default: return SectionKind::stray;
  }
}

// Words that may follow a name inside a declaration: `goal in {…}` at the beginning of a line is no declaration.
bool continues_a_value(std::uint16_t type) {
  constexpr std::array continuing = {
      WendParser::EN_AS,       WendParser::ZH_AS,         WendParser::EN_IN,        WendParser::ZH_IN,
      WendParser::EN_IS,       WendParser::ZH_IS_KNOWN,   WendParser::EN_CONTAINS,  WendParser::ZH_CONTAINS,
      WendParser::EN_STARTS,   WendParser::ZH_IS_MISSING, WendParser::EN_AT,        WendParser::ZH_AT_OFFSET,
      WendParser::EN_DEFAULT,  WendParser::ZH_DEFAULT,    WendParser::EN_OVER,      WendParser::ZH_OVER,
      WendParser::EN_WHERE,    WendParser::ZH_WHERE,      WendParser::EN_THEN,      WendParser::ZH_THEN_EVENT,
      WendParser::EN_WHEN,     WendParser::ZH_WHEN,       WendParser::EN_WITHIN,    WendParser::ZH_WITHIN,
      WendParser::EN_RISES,    WendParser::EN_FALLS,      WendParser::EN_CHANGES,   WendParser::ZH_RISES_TO,
      WendParser::ZH_FALLS_TO, WendParser::ZH_CHANGES,    WendParser::ZH_CHANGES_TO};
  return std::find(continuing.begin(), continuing.end(), type) != continuing.end();
}

class Outliner {
 public:
  Outliner(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink)
      : file_(file), tokens_(tokens), sink_(sink) {}

  std::vector<Section> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (begins_declaration(i)) begin_section(i);
      if (sections_.empty()) sections_.push_back({SectionKind::stray, false, 0, 0});
      take(i);
    }
    end_section(tokens_.size());
    return std::move(sections_);
  }

  bool brackets_match() {
    sections_.push_back({SectionKind::stray, false, 0, 0});
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      take(i);
    }
    end_section(tokens_.size());
    return !sections_.back().broken;
  }

  [[nodiscard]] bool starts_like_declaration() const {
    const SectionKind kind = kind_of(type(0));
    if (kind == SectionKind::stray || tokens_.size() < 2) return false;
    return plainly_begins(0, kind) || (kind == SectionKind::test && type(1) == WendParser::TEXT) ||
           (is_name(1) && !continues_a_value(type(1)));
  }

 private:
  [[nodiscard]] std::uint16_t type(std::size_t i) const { return i < tokens_.size() ? tokens_[i].type : 0; }
  [[nodiscard]] Span span(std::size_t i) const { return {file_.id(), tokens_[i].begin, tokens_[i].end}; }
  [[nodiscard]] std::string_view text(std::size_t i) const { return file_.text(span(i)); }

  [[nodiscard]] bool begins_declaration(std::size_t i) const {
    const SectionKind kind = kind_of(type(i));
    if (kind == SectionKind::stray) return false;
    if (!open_.empty() || too_deep_ > 0) {
      const bool plain = plainly_begins(i, kind) || (kind == SectionKind::import && may_begin(i, kind));
      return plain && stands_at_margin(i);
    }
    return plainly_begins(i, kind) || (tokens_[i].first_on_line && may_begin(i, kind));
  }

  [[nodiscard]] bool stands_at_margin(std::size_t i) const {
    const std::uint32_t begin = tokens_[i].begin;
    return begin == 0 || file_.text()[begin - 1] == '\n';
  }

  [[nodiscard]] bool is_name(std::size_t i) const {
    const std::uint16_t token = type(i);
    if (token == WendParser::WORD || token == WendParser::QUOTED) return true;
    return token > WendParser::DISTANCE && !is_reserved_token(token);
  }

  // No expression and no clause reads like this, wherever it stands.
  [[nodiscard]] bool plainly_begins(std::size_t i, SectionKind kind) const {
    if (kind == SectionKind::test) return type(i + 1) == WendParser::TEXT && type(i + 2) == WendParser::LEFT_BRACE;
    if (kind == SectionKind::module || kind == SectionKind::import || !is_name(i + 1)) return false;
    const std::size_t after = type(i + 2) == WendParser::TEXT ? i + 3 : i + 2;
    if (kind == SectionKind::journey || kind == SectionKind::policy) {
      return type(after) == WendParser::LEFT_BRACE || (after == i + 2 && type(after) == WendParser::LEFT_PARENTHESIS);
    }
    return type(after) == WendParser::EQUAL;
  }

  // At the beginning of a line outside of brackets: also what is about to be a declaration and has a mistake in it.
  [[nodiscard]] bool may_begin(std::size_t i, SectionKind kind) const {
    if (i == 0) return true;
    if (kind == SectionKind::test) return type(i + 1) == WendParser::TEXT || type(i + 1) == WendParser::LEFT_BRACE;
    return is_name(i + 1) && !continues_a_value(type(i + 1));
  }

  void take(std::size_t i) {
    unclear_ |= tokens_[i].slip == Slip::unclear;
    if (is_opening_bracket(tokens_[i])) open(i);
    if (is_closing_bracket(tokens_[i])) close(i);
  }

  void begin_section(std::size_t i) {
    end_section(i);
    sections_.push_back({kind_of(type(i)), false, i, i});
  }

  void end_section(std::size_t end) {
    if (sections_.empty()) return;
    sections_.back().end = end;
    if (!open_.empty() && !sections_.back().broken) report_unclosed(end);
    open_.clear();
    too_deep_ = 0;
    unclear_ = false;
  }

  // Where only one was left open, it can be closed at the end of what began with it.
  void report_unclosed(std::size_t end) {
    const std::size_t opened = open_.back();
    if (!spoil()) return;
    diagnostics::Report report = sink_.report(codes::unclosed_bracket, span(opened)).with(text(opened));
    if (open_.size() > 1) return;
    std::size_t last = end - 1;
    // A call ends before it is compared.
    const bool call = is_parenthesis(opened) && opened > 0 && is_name(opened - 1);
    for (std::size_t i = end; call && i-- > opened;) {
      if (type(i) >= WendParser::EQUAL && type(i) <= WendParser::GREATER) last = i - 1;
    }
    const source::Span after{file_.id(), tokens_[last].end, tokens_[last].end};
    report.suggest(after, is_parenthesis(opened) ? ")" : " }", diagnostics::Applicability::unsafe);
  }

  // The first fault of a declaration's brackets is the one to speak of: the rest follow from it. They follow as well
  // from a text that was never closed, or anything else that has been reported as not understood.
  [[nodiscard]] bool spoil() { return !std::exchange(sections_.back().broken, true) && !unclear_; }

  void open(std::size_t i) {
    if (open_.size() < kDeepestNesting) {
      open_.push_back(i);
      return;
    }
    if (spoil()) sink_.report(codes::nesting_too_deep, span(i)).with(static_cast<std::int64_t>(kDeepestNesting));
    ++too_deep_;
  }

  void close(std::size_t i) {
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    if (open_.empty()) {
      if (spoil()) {
        sink_.report(codes::stray_bracket, span(i))
            .with(text(i))
            .suggest(span(i), "", diagnostics::Applicability::unsafe);
      }
      return;
    }
    const std::size_t opened = open_.back();
    open_.pop_back();
    if (is_parenthesis(opened) == is_parenthesis(i) || !spoil()) return;
    sink_.report(codes::bracket_mismatch, span(i))
        .with(text(i))
        .with(text(opened))
        .note(codes::opened_here, span(opened), {std::string(text(opened))})
        .suggest(span(i), is_parenthesis(opened) ? ")" : "}", diagnostics::Applicability::unsafe);
  }

  [[nodiscard]] bool is_parenthesis(std::size_t i) const {
    return type(i) == WendParser::LEFT_PARENTHESIS || type(i) == WendParser::RIGHT_PARENTHESIS;
  }

  const source::SourceFile& file_;
  std::span<const Token> tokens_;
  diagnostics::Sink& sink_;
  std::vector<Section> sections_;
  std::vector<std::size_t> open_;
  std::size_t too_deep_ = 0;
  bool unclear_ = false;  // a token of this section was reported as not understood
};

}  // namespace

std::vector<Section> outline(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink) {
  return Outliner(file, tokens, sink).run();
}

bool brackets_match(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink) {
  return Outliner(file, tokens, sink).brackets_match();
}

bool begins_with_declaration(const source::SourceFile& file, std::span<const Token> tokens) {
  diagnostics::Sink unheard;
  return Outliner(file, tokens, unheard).starts_like_declaration();
}

std::size_t open_brackets(std::span<const Token> tokens) {
  std::size_t open = 0;
  for (const Token& token : tokens) {
    if (is_opening_bracket(token)) ++open;
    if (is_closing_bracket(token) && open > 0) --open;
  }
  return open;
}

bool is_opening_bracket(const Token& token) {
  return token.type == WendParser::LEFT_PARENTHESIS || token.type == WendParser::LEFT_BRACE;
}

bool is_closing_bracket(const Token& token) {
  return token.type == WendParser::RIGHT_PARENTHESIS || token.type == WendParser::RIGHT_BRACE;
}

}  // namespace wend::syntax
