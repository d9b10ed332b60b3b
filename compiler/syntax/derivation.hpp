// One run of ANTLR's parser over the tokens of one declaration or expression.
//
// For compiler/syntax/*.cpp and its builders alone: it speaks ANTLR. The parse tree lives as long as the Derivation, so
// ANTLR's memory is given back declaration by declaration. All choices are made by SLL prediction: the grammar needs no
// more, and its cost does not depend on what is around the choice.
#pragma once

#include <WendParser.h>

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compiler/syntax/token.hpp"

namespace wend::syntax {

enum class Entry : std::uint8_t { module_head, declaration, expression };

// Where and in what the parser stopped.
struct Failure {
  std::size_t token = 0;              // position in the slice; its size where the tokens ended too early
  std::vector<std::size_t> rules;     // antlr::WendParser's rule numbers, innermost first
  std::vector<std::size_t> expected;  // token types that could have stood there, where it is known
};

class Derivation {
 public:
  Derivation(std::span<const Token> tokens, Entry entry);
  ~Derivation();
  Derivation(Derivation&&) noexcept;
  Derivation& operator=(Derivation&&) noexcept;

  // Null where there is a failure.
  [[nodiscard]] antlr4::ParserRuleContext* root() const { return root_; }
  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

 private:
  struct Machinery;
  std::unique_ptr<Machinery> machinery_;
  antlr4::ParserRuleContext* root_ = nullptr;
  std::optional<Failure> failure_;
};

}  // namespace wend::syntax
