#include "tests/unit/format/random_writer.hpp"

namespace wend::format {

using syntax::Word;

void RandomWriter::expression(int depth) {
  const bool either = one_in(2);
  const std::size_t count = one_in(3) && depth > 0 ? 2 + below(3) : 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) put(either ? Word::and_ : Word::or_);
    if (depth > 0 && one_in(6)) put(Word::not_);
    comparison(depth);
  }
}

void RandomWriter::comparison(int depth) {
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

void RandomWriter::sum(int depth) {
  product(depth);
  while (depth > 0 && one_in(5)) {
    put(one_in(2) ? "+" : "-");
    product(depth - 1);
  }
}

void RandomWriter::product(int depth) {
  postfix(depth);
  while (depth > 0 && one_in(6)) {
    put(one_in(2) ? "*" : "/");
    postfix(depth - 1);
  }
}

void RandomWriter::postfix(int depth) {
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

void RandomWriter::operand(int depth) {
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

void RandomWriter::set(int depth) {
  put("{");
  list(depth);
  put("}");
}

void RandomWriter::list(int depth) {
  const std::size_t count = below(4);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) put(one_in(2) ? "," : "，");
    expression(depth);
  }
}

void RandomWriter::call(int depth) {
  put(one_of({"count", "次数", "average", "any", "唯一", "churn_risk", "days_between", "least"}));
  arguments(depth);
  if (!one_in(5)) return;
  put(".");
  name();
}

void RandomWriter::arguments(int depth) {
  while (out_.ends_with(' ')) out_.pop_back();
  put(one_in(2) ? "(" : "（");
  const std::size_t count = below(4);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) put(",");
    argument(depth);
  }
  put(one_in(2) ? ")" : "）");
}

void RandomWriter::argument(int depth) {
  if (one_in(3)) name(), put(":");
  if (one_in(8)) put(Word::earlier);
  expression(depth);
  if (one_in(8)) put(Word::as), name();
  if (one_in(6)) put(Word::where), expression(depth);
}

void RandomWriter::choose(int depth) {
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

void RandomWriter::time_range(int depth) {
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

}  // namespace wend::format
