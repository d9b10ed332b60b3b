#include "compiler/syntax/parse_declaration.hpp"

#include <algorithm>

#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/faults.hpp"
#include "compiler/syntax/recovery.hpp"

namespace wend::syntax {

namespace {

using antlr::WendParser;

// After so many faults in one declaration, or so many tokens read again, the rest of it is passed over.
constexpr int kMostFaults = 20;
constexpr std::size_t kMostTokensAgain = 500'000;

class DeclarationParser {
 public:
  DeclarationParser(const source::SourceFile& file, std::span<const Token> tokens, diagnostics::Sink& sink)
      : file_(file), tokens_(tokens.begin(), tokens.end()), sink_(sink) {}

  // Parses; where that fails, reports, leaves out the clause or step that is at fault, and tries again.
  std::optional<Declaration> run() {
    for (int faults = 0; faults < kMostFaults; ++faults) {
      const Derivation derivation(tokens_, Entry::declaration);
      if (!derivation.failure()) return built(derivation);
      again_ += tokens_.size();
      if (!leave_out_fault(*derivation.failure()) || again_ > kMostTokensAgain) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  Declaration built(const Derivation& derivation) {
    build::BuildContext context(file_, tokens_, sink_, has_gaps_);
    Declaration declaration =
        build::declaration(context, static_cast<WendParser::DeclarationContext*>(derivation.root()));
    const bool unclear =
        std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) { return token.slip == Slip::unclear; });
    declaration.faulty |= has_gaps_ || unclear;
    return declaration;
  }

  bool leave_out_fault(const Failure& failure) {
    const auto statement = faulty_statement(tokens_, failure);
    if (!statement) {
      report(tokens_, failure);
      return leave_out_rest(failure);
    }
    const auto [begin, end] = *statement;
    report(std::span(tokens_).subspan(begin, end - begin), failure);
    const auto first = tokens_.begin() + static_cast<std::ptrdiff_t>(begin);
    tokens_.erase(first, tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    has_gaps_ = true;
    return begin < end;
  }

  // A slip in the same statement was reported already: what it upsets further on is the same mistake.
  void report(std::span<const Token> statement, const Failure& failure) {
    // Where leaving something out did not help, the parser stops at the same place: that is the same mistake too.
    const std::uint32_t place = failure.token < tokens_.size() ? tokens_[failure.token].begin : kEnd;
    if (!has_slips(statement) && place != reported_) report_fault(file_, tokens_, failure, sink_);
    reported_ = place;
  }

  // The declaration was complete, and something else stands on a line of its own after it.
  bool leave_out_rest(const Failure& failure) {
    const bool complete = !failure.rules.empty() && failure.rules.front() == WendParser::RuleDeclaration;
    if (!complete || failure.token == 0 || failure.token >= tokens_.size()) return false;
    has_gaps_ |= !tokens_[failure.token].first_on_line;
    tokens_.resize(failure.token);
    return true;
  }

  const source::SourceFile& file_;
  std::vector<Token> tokens_;
  diagnostics::Sink& sink_;
  static constexpr std::uint32_t kEnd = 0xFFFF'FFFF;
  static constexpr std::uint32_t kNowhere = kEnd - 1;
  std::uint32_t reported_ = kNowhere;  // where the last fault was
  std::size_t again_ = 0;
  bool has_gaps_ = false;
};

}  // namespace

Declaration parse_declaration(const source::SourceFile& file, SectionKind kind, std::span<const Token> tokens,
                              diagnostics::Sink& sink) {
  auto declaration = DeclarationParser(file, tokens, sink).run();
  return declaration ? std::move(*declaration) : from_outline(file, kind, tokens);
}

}  // namespace wend::syntax
