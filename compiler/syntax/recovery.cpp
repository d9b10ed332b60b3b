#include "compiler/syntax/recovery.hpp"

#include <algorithm>

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;

// The depth at which each token stands; a bracket stands at the depth of what is around it.
std::vector<std::size_t> depths(std::span<const Token> tokens) {
  std::vector<std::size_t> result(tokens.size());
  std::size_t depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_closing_bracket(tokens[i])) --depth;
    result[i] = depth;
    if (is_opening_bracket(tokens[i])) ++depth;
  }
  return result;
}

// The parser stopped between two statements: what stands there begins none.
bool is_between_statements(const Failure& failure) {
  if (failure.rules.empty()) return false;
  const std::size_t rule = failure.rules.front();
  const bool lacks_brace =
      std::find(failure.expected.begin(), failure.expected.end(), WendParser::LEFT_BRACE) != failure.expected.end();
  if (lacks_brace) return false;
  return rule == WendParser::RuleJourneyDeclaration || rule == WendParser::RulePolicyDeclaration ||
         rule == WendParser::RuleTestDeclaration || rule == WendParser::RuleBlock;
}

class StatementFinder {
 public:
  explicit StatementFinder(std::span<const Token> tokens) : tokens_(tokens), depths_(depths(tokens)) {}

  std::optional<std::pair<std::size_t, std::size_t>> find(const Failure& failure) const {
    if (tokens_.empty()) return std::nullopt;
    // A statement that ends too early is found out at the first token after it.
    std::size_t at = std::min(failure.token, tokens_.size() - 1);
    const bool next_line = tokens_[at].first_on_line || is_closing_bracket(tokens_[at]);
    if (at > 0 && next_line && !is_between_statements(failure)) --at;
    const auto brace = enclosing_brace(at);
    if (!brace) return std::nullopt;
    const std::size_t depth = depths_[*brace] + 1;
    return std::pair(begin_of(at, *brace, depth), end_of(at, depth));
  }

 private:
  // The brace around the token that is not part of an expression: the nearest around which lines stand.
  [[nodiscard]] std::optional<std::size_t> enclosing_brace(std::size_t at) const {
    std::size_t depth = depths_[at];
    for (std::size_t i = at; i-- > 0 && depth > 0;) {
      if (depths_[i] >= depth || !is_opening_bracket(tokens_[i])) continue;
      depth = depths_[i];
      if (tokens_[i].type == WendParser::LEFT_BRACE && tokens_[i + 1].first_on_line) return i;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t begin_of(std::size_t at, std::size_t brace, std::size_t depth) const {
    while (at > brace + 1 && !(depths_[at] == depth && begins_line(at))) --at;
    return at;
  }

  [[nodiscard]] std::size_t end_of(std::size_t at, std::size_t depth) const {
    for (++at; at < tokens_.size(); ++at) {
      if (depths_[at] < depth || (depths_[at] == depth && begins_line(at))) return at;
    }
    return at;
  }

  [[nodiscard]] bool begins_line(std::size_t at) const {
    return tokens_[at].first_on_line && !is_closing_bracket(tokens_[at]);
  }

  std::span<const Token> tokens_;
  std::vector<std::size_t> depths_;
};

Declaration::Node empty_node(SectionKind kind) {
  switch (kind) {
    case SectionKind::stray:
    case SectionKind::module:
    case SectionKind::import: return ImportDeclaration{};
    case SectionKind::tag: return TagDeclaration{};
    case SectionKind::segment: return SegmentDeclaration{};
    case SectionKind::trigger: return TriggerDeclaration{};
    case SectionKind::goal: return GoalDeclaration{};
    case SectionKind::metric: return MetricDeclaration{};
    case SectionKind::journey: return JourneyDeclaration{};
    case SectionKind::policy: return PolicyDeclaration{};
    case SectionKind::test: return TestDeclaration{};
  }
  return ImportDeclaration{};
}

bool can_name(const Token& token) {
  return token.type >= WendParser::EN_MODULE || token.type == WendParser::WORD || token.type == WendParser::QUOTED ||
         token.type == WendParser::TEXT;
}

// Where the name stands: after the keyword; of an import after `as`, or at the end of the path.
std::size_t name_position(SectionKind kind, std::span<const Token> tokens) {
  std::size_t at = 1;
  if (kind != SectionKind::import) return at;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].type == WendParser::EN_AS || tokens[i].type == WendParser::ZH_AS) return i + 1;
  }
  while (at + 2 < tokens.size() && tokens[at + 1].type == WendParser::DOT) at += 2;
  return at;
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> faulty_statement(std::span<const Token> tokens,
                                                                    const Failure& failure) {
  return StatementFinder(tokens).find(failure);
}

Declaration from_outline(const source::SourceFile& file, SectionKind kind, std::span<const Token> tokens) {
  const auto span = [&file](const Token& token) { return Span{file.id(), token.begin, token.end}; };
  Declaration declaration;
  declaration.faulty = true;
  declaration.keyword_span = span(tokens.front());
  declaration.span = source::cover(span(tokens.front()), span(tokens.back()));
  declaration.node = empty_node(kind);
  const std::size_t at = name_position(kind, tokens);
  if (at >= tokens.size() || !can_name(tokens[at])) return declaration;
  const bool quoted = tokens[at].type == WendParser::QUOTED || tokens[at].type == WendParser::TEXT;
  declaration.name = build::read_name(file, span(tokens[at]), quoted);
  return declaration;
}

}  // namespace wend::syntax
