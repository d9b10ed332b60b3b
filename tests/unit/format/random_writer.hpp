// Writes a random Wend source, token by token: see random_source.hpp.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/spellings.hpp"

namespace wend::format {

class RandomWriter {
 public:
  explicit RandomWriter(std::uint64_t seed) : random_(seed) {}

  std::string run() {
    if (one_in(3)) head();
    const std::size_t count = 1 + below(6);
    for (std::size_t i = 0; i < count; ++i) {
      out_ += one_in(2) ? "\n\n" : "\n";
      declaration();
    }
    return out_ + '\n';
  }

 private:
  // --- tokens
  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  bool one_in(std::size_t many) { return below(many) == 0; }

  // A token, and what stands between it and the next.
  void put(std::string_view token) {
    out_ += token;
    switch (below(30)) {
      case 0: out_ += "\n"; break;
      case 1: out_ += "\n\n  "; break;
      case 2: out_ += " // note " + std::to_string(notes_++) + "\n"; break;
      case 3: out_ += "\n // note " + std::to_string(notes_++) + "\n"; break;
      case 4: out_ += "  "; break;
      default: out_ += " ";
    }
  }
  // A declaration's first words stay on one line, as where it begins is told by its line.
  void start(syntax::Word word) { out_ += std::string(spelled(word)) + ' '; }
  void put(syntax::Word word) { put(spelled(word)); }
  std::string_view spelled(syntax::Word word) {
    return syntax::spelling(word, one_in(2) ? syntax::Language::english : syntax::Language::chinese);
  }
  void plain_name() { out_ += std::string(one_of({"aum", "x1", "资产规模", "`30日AUM提升`", "「年 龄」"})) + ' '; }
  void name() { put(one_of({"aum", "x1", "tier_of", "资产规模", "`30日AUM提升`", "「年 龄」", "gold"})); }
  void path() {
    name();
    while (one_in(3)) {
      while (out_.ends_with(' ')) out_.pop_back();
      put(".");
      name();
    }
  }
  std::string_view one_of(const std::vector<std::string_view>& choices) { return choices[below(choices.size())]; }
  void text() { put(one_of({"\"a\"", "\"上海 \\\" \\\\ \\n\"", "\"\"", "“客户”"})); }
  void integer() { put(std::to_string(1 + below(100'000))); }
  void span_literal() {
    put(one_of(
        {"30 days", "2天", "1 day", "3工作日", "3 business days", "1 month", "12个月", "5 hours", "90分钟", "1 year"}));
  }
  void quantity() {
    put(one_of({"5", "1_000", "12345.5", "5%", "50_000 CNY", "50k CNY", "5万元", "1.2亿 CNY", "8000元", "3 km", "500 m",
                "3公里", "7 USD", "2m CNY", "1234567"}));
  }
  void date() { put(one_of({"2026-03-02", "1999-12-31"})); }
  void time() { put(one_of({"09:30", "21:00", "00:00:05"})); }

  void span() {
    switch (below(6)) {
      case 0:
        put("(");
        expression(2);
        put(")");
        break;
      case 1: path(); break;
      default: span_literal();
    }
  }

  // --- random_expressions.cpp
  void expression(int depth);
  void comparison(int depth);
  void sum(int depth);
  void product(int depth);
  void postfix(int depth);
  void operand(int depth);
  void set(int depth);
  void list(int depth);
  void call(int depth);
  void arguments(int depth);
  void argument(int depth);
  void choose(int depth);
  void time_range(int depth);

  // --- random_patterns.cpp
  void pattern(int depth);
  void alternative(int depth);
  void event(bool may_have_condition);
  void sequence();
  void change();
  void schedule();

  // --- random_steps.cpp
  void block(int depth);
  void named();
  void step(int depth);
  void wait_until();
  void grant(int depth);
  void wait_for(int depth);
  void wait_for_any(int depth);
  void choose_step(int depth);
  void split(int depth);
  void loop(int depth);

  // --- random_declarations.cpp
  void head();
  void parameters();
  void label();
  void declaration();
  void journey();
  void reentry();
  void verdict();
  void policy();
  void fields();
  void number(std::string_view written);
  void test();

  std::mt19937_64 random_;
  std::string out_;
  int notes_ = 0;
};

}  // namespace wend::format
