#include "tests/unit/format/random_writer.hpp"

namespace wend::format {

using syntax::Word;

void RandomWriter::head() {
  start(Word::module);
  out_ += "bank.retail ";
  if (one_in(2)) parameters();
}

void RandomWriter::parameters() {
  while (out_.ends_with(' ')) out_.pop_back();
  put("(");
  put(one_of(
      {"trigger start", "product offer", "money CNY limit", "set of tier tiers", "time of day hour", "触发 入"}));
  if (one_in(2)) put(","), put("period patience"), put("="), put("2 days");
  put(")");
}

void RandomWriter::label() {
  if (one_in(2)) text();
}

void RandomWriter::declaration() {
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

void RandomWriter::journey() {
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
  if (one_in(2)) put(Word::priority), number("70");
  if (one_in(2)) reentry();
  if (one_in(2)) put(Word::holdout), number("5%");
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

void RandomWriter::reentry() {
  put(Word::reentry);
  if (one_in(3)) return put(Word::never);
  if (one_in(2)) return put(Word::always);
  put(Word::after);
  span();
}

void RandomWriter::verdict() {
  put(Word::then_verdict);
  put(one_in(2) ? Word::delay : Word::skip);
}

void RandomWriter::policy() {
  start(Word::policy);
  plain_name();
  label();
  put("{");
  if (one_in(2)) put(Word::applies_to), expression(1);
  if (one_in(2)) put(Word::control), number("2%");
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

// What a clause asks for, or the name of a parameter.
void RandomWriter::number(std::string_view written) {
  if (one_in(3)) return path();
  put(written);
}

void RandomWriter::fields() {
  put("{");
  const std::size_t count = below(4);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) put(",");
    name(), put(":");
    if (one_in(5)) {
      put("{"), fields(), put(","), fields(), put("}");
    } else {
      expression(1);
    }
  }
  put("}");
}

void RandomWriter::test() {
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

}  // namespace wend::format
