#include "tests/unit/format/random_source.hpp"

#include <random>
#include <string_view>
#include <vector>

#include "compiler/syntax/spellings.hpp"

namespace wend::format {

namespace {

using syntax::Word;

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

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
  void start(Word word) { out_ += std::string(spelled(word)) + ' '; }
  void put(Word word) { put(spelled(word)); }
  std::string_view spelled(Word word) {
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

  // --- expressions
  void expression(int depth) {
    const bool either = one_in(2);
    const std::size_t count = one_in(3) && depth > 0 ? 2 + below(3) : 1;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) put(either ? Word::and_ : Word::or_);
      if (depth > 0 && one_in(6)) put(Word::not_);
      comparison(depth);
    }
  }
  void comparison(int depth) {
    sum(depth);
    if (depth <= 0 || one_in(3)) return;
    switch (below(6)) {
      case 0: put(Word::is_known); break;
      case 1: put(Word::is_missing); break;
      case 2:
        put(Word::in);
        sum(depth - 1);
        put(one_in(2) ? ".." : "..<");
        sum(depth - 1);
        break;
      case 3:
        put(Word::in);
        time_range(depth - 1);
        break;
      case 4:
        put(one_in(2) ? Word::contains_any : Word::starts_with);
        sum(depth - 1);
        break;
      default: put(one_of({"=", "!=", "<", "<=", ">", ">=", "≥"})); sum(depth - 1);
    }
  }
  void sum(int depth) {
    product(depth);
    while (depth > 0 && one_in(5)) {
      put(one_in(2) ? "+" : "-");
      product(depth - 1);
    }
  }
  void product(int depth) {
    postfix(depth);
    while (depth > 0 && one_in(6)) {
      put(one_in(2) ? "*" : "/");
      postfix(depth - 1);
    }
  }
  void postfix(int depth) {
    if (one_in(12)) put("-");
    operand(depth);
    if (depth <= 0) return;
    if (one_in(10)) {
      put(Word::at_entry);
    } else if (one_in(10)) {
      put(Word::at_offset);
      put("+");
      span();
    }
    if (one_in(8)) put(Word::default_), operand(depth - 1);
    if (one_in(12)) put(Word::over), path();
  }
  void operand(int depth) {
    if (depth <= 0) return path();
    switch (below(12)) {
      case 0:
        put("(");
        expression(depth - 1);
        put(")");
        break;
      case 1: put(one_in(2) ? Word::true_ : Word::false_); break;
      case 2: text(); break;
      case 3: date(); break;
      case 4: time(); break;
      case 5: put("2026-06-18 09:00"); break;
      case 6: set(depth - 1); break;
      case 7: call(depth - 1); break;
      case 8: choose(depth - 1); break;
      case 9: put(one_of({"event.amount", "事件.金额", "customer.tier", "客户.年龄"})); break;
      case 10: quantity(); break;
      default: path();
    }
  }
  void set(int depth) {
    put("{");
    list(depth);
    put("}");
  }
  void list(int depth) {
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) put(one_in(2) ? "," : "，");
      expression(depth);
    }
  }
  void call(int depth) {
    put(one_of({"count", "次数", "average", "any", "唯一", "churn_risk", "days_between", "least"}));
    arguments(depth);
    if (!one_in(5)) return;
    put(".");
    name();
  }
  void arguments(int depth) {
    while (out_.ends_with(' ')) out_.pop_back();
    put(one_in(2) ? "(" : "（");
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) put(",");
      argument(depth);
    }
    put(one_in(2) ? ")" : "）");
  }
  void argument(int depth) {
    if (one_in(3)) name(), put(":");
    if (one_in(8)) put(Word::earlier);
    expression(depth);
    if (one_in(8)) put(Word::as), name();
    if (one_in(6)) put(Word::where), expression(depth);
  }
  void choose(int depth) {
    put(Word::choose);
    put("{");
    const std::size_t count = 1 + below(2);
    for (std::size_t i = 0; i < count; ++i) {
      put(Word::when);
      expression(depth);
      put(Word::then_value);
      expression(depth);
    }
    if (one_in(2)) put(Word::otherwise), expression(depth);
    if (one_in(3)) put(Word::unknown), expression(depth);
    put("}");
  }
  void time_range(int depth) {
    switch (below(6)) {
      case 0:
        put(Word::last);
        span();
        break;
      case 1:
        put(Word::next);
        span();
        break;
      case 2: put(Word::today); break;
      case 3: put(Word::this_month); break;
      case 4: put(Word::previous_year); break;
      default: put(Word::since); operand(depth);
    }
  }

  // --- patterns
  void pattern(int depth) {
    alternative(depth);
    while (depth > 0 && one_in(4)) {
      put(Word::or_);
      alternative(depth - 1);
    }
    if (one_in(4)) put(Word::when), expression(1);
  }
  void alternative(int depth) {
    switch (below(depth > 0 ? 8 : 5)) {
      case 0:
        put(Word::no);
        event(false);
        put(Word::for_span);
        span();
        break;
      case 1: schedule(); break;
      case 2: change(); break;
      case 3: path(); break;
      case 4:
        path();
        put(Word::as);
        name();
        break;
      case 5:
        put("(");
        pattern(depth - 1);
        put(")");
        break;
      case 6:
        put("(");
        event(true);
        put(")");
        break;
      default: sequence();
    }
  }
  void event(bool may_have_condition) {
    path();
    if (one_in(3)) put(Word::as), name();
    if (may_have_condition && one_in(2)) put(Word::where), expression(2);
  }
  void sequence() {
    path();
    if (one_in(2)) put(Word::as), name();
    do {
      put(Word::then_event);
      if (one_in(2)) put(Word::no);
      event(true);
      put(Word::within);
      span();
    } while (one_in(3));
  }
  void change() {
    path();
    switch (below(6)) {
      case 0: put(Word::rises_to); break;
      case 1: put(Word::falls_to); break;
      case 2: put(Word::rises_above); break;
      case 3: put(Word::falls_below); break;
      case 4: put(Word::changes_to); break;
      default: put(Word::changes); return;
    }
    quantity();
  }
  void schedule() {
    switch (below(5)) {
      case 0: put(Word::every_day); break;
      case 1: put(Word::every_wednesday); break;
      case 2:
        put(Word::every_month_day);
        put(one_of({"5", "31", "15日"}));
        break;
      case 3: put(Word::every_month_end); break;
      default: put(Word::once); date();
    }
    time();
  }

  // --- steps
  void block(int depth) {
    put("{");
    const std::size_t count = below(3);
    for (std::size_t i = 0; i < count; ++i) step(depth);
    put("}");
  }
  void named() {
    if (one_in(3)) put(Word::as), name();
  }
  void step(int depth) {
    switch (below(depth > 0 ? 15 : 8)) {
      case 0:
        put(Word::send);
        path();
        arguments(1);
        named();
        break;
      case 1:
        put(Word::place);
        path();
        arguments(1);
        put(Word::for_span);
        span();
        named();
        break;
      case 2:
        put(Word::assign);
        path();
        arguments(1);
        named();
        break;
      case 3:
        put(Word::set);
        path();
        put("=");
        expression(2);
        named();
        break;
      case 4:
        put(Word::emit);
        path();
        arguments(1);
        if (one_in(2)) put(Word::to), path();
        named();
        break;
      case 5:
        put(Word::wait);
        span();
        named();
        break;
      case 6: wait_until(); break;
      case 7: put(Word::stop); break;
      case 8:
        put(Word::start);
        path();
        arguments(1);
        break;
      case 9: grant(depth - 1); break;
      case 10: wait_for(depth - 1); break;
      case 11: wait_for_any(depth - 1); break;
      case 12: choose_step(depth - 1); break;
      case 13: split(depth - 1); break;
      default: loop(depth - 1);
    }
  }
  void wait_until() {
    put(Word::wait_until);
    expression(1);
    if (one_in(2)) put(Word::if_past), put(one_in(2) ? Word::stop : Word::skip);
    named();
  }
  void grant(int depth) {
    put(Word::grant);
    path();
    arguments(1);
    named();
    if (one_in(2)) return;
    put("{");
    if (one_in(2)) put(Word::granted), block(depth);
    if (one_in(2)) put(Word::refused), block(depth);
    put("}");
  }
  void wait_for(int depth) {
    put(Word::wait_for);
    pattern(1);
    put(Word::up_to);
    span();
    named();
    if (one_in(3)) return;
    put("{");
    if (one_in(2)) put(Word::seen), block(depth);
    put(Word::timeout), block(depth);
    put("}");
  }
  void wait_for_any(int depth) {
    put(Word::wait_for_any);
    put(Word::up_to);
    span();
    named();
    put("{");
    put(Word::seen), pattern(1), block(depth);
    if (one_in(2)) put(Word::seen), pattern(1), block(depth);
    if (one_in(2)) put(Word::timeout), block(depth);
    put("}");
  }
  void choose_step(int depth) {
    put(Word::choose);
    put("{");
    put(Word::when), expression(2), block(depth);
    if (one_in(2)) put(Word::when), expression(1), block(depth);
    if (one_in(2)) put(Word::otherwise), block(depth);
    if (one_in(3)) put(Word::unknown), block(depth);
    put("}");
  }
  void split(int depth) {
    put(Word::split);
    name();
    put("{");
    put("50%"), put("left"), block(depth);
    if (one_in(2)) put("12.5%"), put("右"), block(depth);
    put("}");
  }
  void loop(int depth) {
    if (one_in(2)) {
      put(Word::repeat), put(Word::up_to), put("3"), put(Word::times), put(Word::every_span), span();
      if (one_in(2)) put(Word::until), pattern(1);
    } else {
      put(Word::each), name(), put(Word::in), path();
      if (one_in(2)) put(Word::where), expression(1);
      put(Word::up_to), put("20");
    }
    block(depth);
  }

  // --- declarations
  void head() {
    start(Word::module);
    out_ += "bank.retail ";
    if (one_in(2)) parameters();
  }
  void parameters() {
    while (out_.ends_with(' ')) out_.pop_back();
    put("(");
    put(one_of(
        {"trigger start", "product offer", "money CNY limit", "set of tier tiers", "time of day hour", "触发 入"}));
    if (one_in(2)) put(","), put("period patience"), put("="), put("2 days");
    put(")");
  }
  void label() {
    if (one_in(2)) text();
  }
  void declaration() {
    if (one_in(4)) out_ += "// note " + std::to_string(notes_++) + "\n";
    switch (below(9)) {
      case 0:
        start(Word::import_);
        out_ += "bank.rfm ";
        if (one_in(2)) arguments(1);
        if (one_in(2)) put(Word::as), name();
        break;
      case 1:
        start(Word::tag);
        plain_name();
        label();
        put("=");
        expression(3);
        break;
      case 2:
        start(Word::segment);
        plain_name();
        label();
        put("=");
        expression(4);
        break;
      case 3:
        start(Word::trigger);
        plain_name();
        label();
        put("=");
        pattern(2);
        break;
      case 4:
        start(Word::goal);
        plain_name();
        label();
        put("=");
        pattern(2);
        break;
      case 5:
        start(Word::metric);
        plain_name();
        label();
        put("=");
        expression(3);
        break;
      case 6: journey(); break;
      case 7: policy(); break;
      default: test();
    }
  }
  void journey() {
    start(Word::journey);
    plain_name();
    if (one_in(3)) parameters();
    label();
    put("{");
    if (one_in(2)) put(Word::version), put("2");
    if (one_in(2)) put(Word::owner), text();
    if (one_in(2)) put(Word::on), pattern(2);
    if (one_in(2)) put(Word::for_audience), expression(2);
    if (one_in(3)) put(Word::when), expression(2);
    if (one_in(2)) put(Word::purpose), name();
    if (one_in(2)) put(Word::priority), put("70");
    if (one_in(2)) reentry();
    if (one_in(2)) put(Word::holdout), put("5%");
    if (one_in(2)) put(Word::goal), path(), put(Word::within), span(), put(Word::and_go_on);
    if (one_in(3)) put(Word::measure), path();
    if (one_in(3)) put(Word::study), path(), put(Word::until), date(), put(Word::with), put("20_000");
    if (one_in(3)) put(Word::exit_on), pattern(1);
    if (one_in(3)) put(Word::exit_when), expression(2);
    if (one_in(2)) put(Word::expires), put(Word::after), span();
    if (one_in(3)) put(Word::per_key), name(), put(Word::in), path(), put(Word::where), expression(1);
    if (one_in(3)) put(Word::active), date(), put(".."), date();
    if (one_in(3)) put(Word::exclusive), name();
    if (one_in(3))
      put(Word::migrate_from), put("1"), put("{"), name(), put("->"), name(), put(Word::otherwise), put(Word::keep),
          put("}");
    put(Word::steps);
    block(3);
    put("}");
  }
  void reentry() {
    put(Word::reentry);
    if (one_in(3)) return put(Word::never);
    if (one_in(2)) return put(Word::always);
    put(Word::after);
    span();
  }
  void verdict() {
    put(Word::then_verdict);
    put(one_in(2) ? Word::delay : Word::skip);
  }
  void policy() {
    start(Word::policy);
    plain_name();
    label();
    put("{");
    if (one_in(2)) put(Word::applies_to), expression(1);
    if (one_in(2)) put(Word::control), put("2%");
    if (one_in(2)) put(Word::consent), name(), put(Word::requires_), expression(1);
    if (one_in(2)) put(Word::sensitive), put(Word::require), expression(1);
    if (one_in(2)) put(Word::suitability), expression(2);
    if (one_in(2)) put(Word::quiet), time(), put(".."), time(), verdict();
    if (one_in(2)) put(Word::per_span), span(), put(Word::at_most), put("3"), verdict();
    if (one_in(2))
      put(Word::per_span), span(), put(Word::at_most), put("1"), put(Word::across), put("{"), path(), put(","), path(),
          put("}"), verdict();
    if (one_in(2)) put(Word::arbitrate), put(Word::within), span();
    if (one_in(2)) put(Word::reserve), put("1"), put(Word::reserve_for), put(Word::priority), put(">="), put("80");
    put("}");
  }
  void fields() {
    put("{");
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) put(",");
      name(), put(":"), expression(1);
    }
    put("}");
  }
  void test() {
    start(Word::test);
    out_ += "\"a story\" ";
    put("{");
    put(Word::given), fields();
    if (one_in(3)) put(Word::variant), path();
    put(Word::at_time), put("2026-03-02"), put("10:00"), path(), fields();
    if (one_in(2)) put(Word::at_time), put("+"), put("1 day"), path();
    if (one_in(2)) put(Word::advance), put("30 days");
    if (one_in(2)) put(Word::expect), put(Word::send), path();
    if (one_in(2)) put(Word::expect), put(Word::no), put(Word::send), path(), arguments(1);
    if (one_in(2)) put(Word::expect), put(Word::goal), path();
    if (one_in(2)) put(Word::expect), put(Word::set), path(), put("="), expression(1);
    if (one_in(2)) put(Word::expect), put(Word::that), expression(2);
    put("}");
  }

  std::mt19937_64 random_;
  std::string out_;
  int notes_ = 0;
};

}  // namespace

std::string random_source(std::uint64_t seed) {
  return Writer(seed).run();
}

}  // namespace wend::format
