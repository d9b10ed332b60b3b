#include "tests/unit/format/random_writer.hpp"

namespace wend::format {

using syntax::Word;

void RandomWriter::block(int depth) {
  put("{");
  const std::size_t count = below(3);
  for (std::size_t i = 0; i < count; ++i) step(depth);
  put("}");
}

void RandomWriter::named() {
  if (one_in(3)) put(Word::as), name();
}

void RandomWriter::step(int depth) {
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

void RandomWriter::wait_until() {
  put(Word::wait_until);
  expression(1);
  if (one_in(2)) put(Word::if_past), put(one_in(2) ? Word::stop : Word::skip);
  named();
}

void RandomWriter::grant(int depth) {
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

void RandomWriter::wait_for(int depth) {
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

void RandomWriter::wait_for_any(int depth) {
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

void RandomWriter::choose_step(int depth) {
  put(Word::choose);
  put("{");
  put(Word::when), expression(2), block(depth);
  if (one_in(2)) put(Word::when), expression(1), block(depth);
  if (one_in(2)) put(Word::otherwise), block(depth);
  if (one_in(3)) put(Word::unknown), block(depth);
  put("}");
}

void RandomWriter::split(int depth) {
  put(Word::split);
  name();
  put("{");
  put("50%"), put("left"), block(depth);
  if (one_in(2)) number("12.5%"), put("右"), block(depth);
  put("}");
}

void RandomWriter::loop(int depth) {
  if (one_in(2)) {
    put(Word::repeat), put(Word::up_to), number("3"), put(Word::times), put(Word::every_span), span();
    if (one_in(2)) put(Word::until), pattern(1);
  } else {
    put(Word::each), name(), put(Word::in), path();
    if (one_in(2)) put(Word::where), expression(1);
    put(Word::up_to), number("20");
  }
  block(depth);
}

}  // namespace wend::format
