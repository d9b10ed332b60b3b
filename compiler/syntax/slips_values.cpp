// Sums of money, ranges, dates and times as other places write them.
#include "compiler/syntax/mender.hpp"

#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"

namespace wend::syntax {

namespace codes = diagnostics::codes;

void Mender::sign_of_money() {
  const Token& next = neighbour(1);
  if (next.type == WendParser::WORD && next.begin == token_.end) {
    const Span whole{file_.id(), token_.begin, next.end};
    sink_.report(codes::cell_reference, whole).with(file_.text(whole));
    return;
  }
  if (next.type != WendParser::NUMBER) return strange();
  const std::string_view code = text_ == "$" || text_ == "＄" ? "USD"
                                : text_ == "€"                ? "EUR"
                                : text_ == "£"                ? "GBP"
                                                              : "CNY";
  const bool has_unit = [&] {
    const auto amount = read_quantity(text_of(next));
    return amount && amount->unit != Unit::none;
  }();
  const std::string unit = has_unit ? std::string() : " " + std::string(code);
  sink_.report(codes::sign_of_money, {file_.id(), token_.begin, next.end})
      .with(std::string(text_of(next)) + unit)
      .suggest({{span_, ""}, {{file_.id(), next.end, next.end}, unit}});
}

void Mender::wave() {
  const std::uint16_t before = neighbour(-1).type;
  const bool value = before == WendParser::NUMBER || before == WendParser::WORD || before == WendParser::DATE ||
                     before == WendParser::TIME || before == WendParser::RIGHT_PARENTHESIS;
  const bool denial = !value || keyword(neighbour(-1));
  if (denial && text_ == "~") return respell(WendParser::EN_NOT, "not");
  respell(WendParser::RANGE, "..");
}

void Mender::day_first() {
  const std::size_t cut = text_.find_last_of("./");
  const std::size_t first = text_.find_first_of("./");
  const std::string year(text_.substr(cut + 1));
  const std::string one(text_.substr(0, first));
  const std::string other(text_.substr(first + 1, cut - first - 1));
  const auto european = read_date(year + "-" + other + "-" + one);
  const auto american = read_date(year + "-" + one + "-" + other);
  const auto& day = european ? european : american;
  push(WendParser::DATE, Slip::unclear);
  if (!day) {
    sink_.report(codes::no_such_date, span_).with(text_);
    return;
  }
  diagnostics::Report report = sink_.report(codes::date_form, span_).with(to_text(*day));
  report.suggest(span_, to_text(*day), diagnostics::Applicability::unsafe);
  if (european && american && to_text(*european) != to_text(*american)) {
    report.suggest(span_, to_text(*american), diagnostics::Applicability::unsafe);
  }
}

void Mender::date() {
  const std::size_t first = text_.find_first_of("./");
  if (first != std::string_view::npos && first < 3) return day_first();
  const auto day = read_date(text_);
  push(WendParser::DATE, day ? Slip::mended : Slip::unclear);
  if (day) {
    sink_.report(codes::date_form, span_).with(to_text(*day)).suggest(span_, to_text(*day));
  } else {
    sink_.report(codes::no_such_date, span_).with(text_);
  }
}

void Mender::time() {
  const auto clock = read_time_of_day(text_);
  push(WendParser::TIME, clock ? Slip::mended : Slip::unclear);
  if (clock) {
    sink_.report(codes::time_form, span_).with(to_text(*clock)).suggest(span_, to_text(*clock));
  } else {
    sink_.report(codes::no_such_time, span_).with(text_);
  }
}

void Mender::moment() {
  const auto middle = static_cast<std::uint32_t>(text_.find('T'));
  const std::string right = std::string(text_.substr(0, middle)) + " " + std::string(text_.substr(middle + 1, 5));
  push(WendParser::DATE, Slip::mended, token_.begin, token_.begin + middle);
  if (read_time_of_day(text_.substr(middle + 1, 5))) {
    push(WendParser::TIME, Slip::mended, token_.begin + middle + 1, token_.begin + middle + 6);
  }
  sink_.report(codes::moment_form, span_).with(right).suggest(span_, right, diagnostics::Applicability::unsafe);
}

}  // namespace wend::syntax
