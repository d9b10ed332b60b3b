#include "tests/unit/format/random_writer.hpp"

namespace wend::format {

using syntax::Word;

void RandomWriter::pattern(int depth) {
  alternative(depth);
  while (depth > 0 && one_in(4)) {
    put(Word::or_);
    alternative(depth - 1);
  }
  if (one_in(4)) put(Word::when), expression(1);
}

void RandomWriter::alternative(int depth) {
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

void RandomWriter::event(bool may_have_condition) {
  path();
  if (one_in(3)) put(Word::as), name();
  if (may_have_condition && one_in(2)) put(Word::where), expression(2);
}

void RandomWriter::sequence() {
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

void RandomWriter::change() {
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

void RandomWriter::schedule() {
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

}  // namespace wend::format
