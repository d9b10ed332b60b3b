#include "compiler/syntax/derivation.hpp"

#include <utility>

namespace wend::syntax {

namespace {

using antlr::WendParser;

// Leaves the parser at the first fault. Not a RecognitionException, so that no rule catches it.
struct Stop {
  Failure failure;
};

Failure describe(antlr4::Parser& parser, const antlr4::Token& offending, bool at_choice) {
  Failure failure;
  failure.token = offending.getTokenIndex();
  for (antlr4::RuleContext* context = parser.getContext(); context != nullptr;
       context = dynamic_cast<antlr4::RuleContext*>(context->parent)) {
    failure.rules.push_back(context->getRuleIndex());
  }
  if (at_choice) {
    const std::vector<ssize_t> expected = parser.getExpectedTokens().toList();
    failure.expected.assign(expected.begin(), expected.end());
  }
  return failure;
}

class StopAtFirstFault : public antlr4::DefaultErrorStrategy {
 public:
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& fault) override {
    const antlr4::Token* offending = fault.getOffendingToken();
    throw Stop{describe(*parser, *offending, offending == parser->getCurrentToken())};
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    throw Stop{describe(*parser, *parser->getCurrentToken(), true)};
  }
  void sync(antlr4::Parser* /*parser*/) override {}
};

std::vector<std::unique_ptr<antlr4::Token>> to_antlr(std::span<const Token> tokens) {
  std::vector<std::unique_ptr<antlr4::Token>> converted;
  converted.reserve(tokens.size() + 1);
  for (const Token& token : tokens) converted.push_back(std::make_unique<antlr4::CommonToken>(token.type));
  converted.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
  return converted;
}

}  // namespace

struct Derivation::Machinery {
  explicit Machinery(std::span<const Token> tokens) : source(to_antlr(tokens)), stream(&source), parser(&stream) {
    parser.removeErrorListeners();
    parser.setErrorHandler(std::make_shared<StopAtFirstFault>());
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  }

  antlr4::ParserRuleContext* run(Entry entry) {
    switch (entry) {
      case Entry::module_head: return parser.moduleHead();
      case Entry::declaration: return parser.declaration();
      case Entry::expression: return parser.wholeExpression();
    }
    return nullptr;
  }

  antlr4::ListTokenSource source;
  antlr4::CommonTokenStream stream;
  WendParser parser;
};

Derivation::Derivation(std::span<const Token> tokens, Entry entry) : machinery_(std::make_unique<Machinery>(tokens)) {
  try {
    root_ = machinery_->run(entry);
  } catch (Stop& stop) {
    failure_ = std::move(stop.failure);
  } catch (const antlr4::RuntimeException&) {
    // ANTLR's own misgivings, of which none is known: the message is then the plainest one.
    failure_ = Failure{};
  }
}

Derivation::~Derivation() = default;
Derivation::Derivation(Derivation&&) noexcept = default;
Derivation& Derivation::operator=(Derivation&&) noexcept = default;

}  // namespace wend::syntax
