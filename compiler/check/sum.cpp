// `+` and `-`: from the left, keeping scalars of one scale together so that a long sum is one flat expression.
#include <vector>

#include "compiler/check/coercion.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using syntax::ChainOperator;

bool is_numeric(const Type& type) {
  return type == kInteger || type == kNumber;
}

bool adds_up(const Type& type) {
  return is_numeric(type) || type.kind == TypeKind::money || type == kDuration || type == kDistance;
}

class Sum {
 public:
  Sum(const Place& place, const syntax::Chain& chain, const Typed& first) : place_(place), chain_(chain) {
    restart(first);
  }

  // False where the operand does not go with what came before; that is reported.
  bool add(const Typed& operand, const syntax::Chain::Link& link) {
    const bool minus = link.op == ChainOperator::subtract;
    if (is_numeric(type_) && is_numeric(operand.type)) return add_number(operand, minus);
    if (adds_up(type_) && type_ == operand.type) return append(operand.id, minus);
    if (type_ == kTime || operand.type == kTime) {
      if (add_time(operand, minus)) return true;
    }
    if (operand.type == kPeriod && (type_ == kPeriod || type_ == kDate || type_ == kTime)) {
      return add_period(operand, minus);
    }
    if (type_ == kPeriod && !minus && (operand.type == kDate || operand.type == kTime)) {
      const Typed period = whole();
      restart(operand);
      return add_period(period, false);
    }
    return report(operand, link);
  }

  Typed finish() { return whole(); }

 private:
  void restart(const Typed& value) {
    type_ = value.type;
    plus_ = {value.id};
    minus_.clear();
  }

  // What came so far as one expression.
  Typed whole() {
    if (plus_.size() + minus_.size() > 1) {
      std::vector<ir::ExpressionId> operands = plus_;
      operands.insert(operands.end(), minus_.begin(), minus_.end());
      const auto added = static_cast<std::uint32_t>(plus_.size());
      restart(place_.make(ir::Operation::sum, type_, operands, added));
    }
    return {plus_.front(), type_};
  }

  bool append(ir::ExpressionId id, bool minus) {
    (minus ? minus_ : plus_).push_back(id);
    return true;
  }

  bool add_number(const Typed& operand, bool minus) {
    if (type_ == kInteger && operand.type == kNumber) widen();
    return append(coerce(place_, operand, type_)->id, minus);
  }

  void widen() {
    type_ = kNumber;
    for (std::vector<ir::ExpressionId>* part : {&plus_, &minus_}) {
      for (ir::ExpressionId& id : *part) id = coerce(place_, {id, kInteger}, kNumber)->id;
    }
  }

  // time + duration, duration + time, time - time.
  bool add_time(const Typed& operand, bool minus) {
    const bool later = type_ == kTime && operand.type == kDuration;
    const bool commuted = type_ == kDuration && operand.type == kTime && !minus;
    const bool between = type_ == kTime && operand.type == kTime && minus;
    if (commuted) type_ = kTime;
    if (between) type_ = kDuration;
    return (later || commuted || between) && append(operand.id, minus);
  }

  bool add_period(Typed operand, bool minus) {
    if (minus) operand = place_.make(ir::Operation::negate, kPeriod, {operand.id});
    const Typed left = whole();
    if (const auto moment = moved_moment(left, operand)) {
      restart(*moment);
      return true;
    }
    const ir::Operation operation = type_ == kPeriod ? ir::Operation::period_sum
                                    : type_ == kDate ? ir::Operation::date_plus_period
                                                     : ir::Operation::time_plus_period;
    restart(place_.make(operation, type_, {left.id, operand.id}));
    return true;
  }

  // `today - 30 days` is a moment, computed once for all customers. Of two periods one after the other the months would
  // have to come first, so a moment that has been moved already is left as it is.
  std::optional<Typed> moved_moment(const Typed& left, const Typed& period) {
    const ir::Constant* constant = place_.constant_of(period.id);
    const ir::Expression& expression = place_.context.program.at(left.id);
    if (type_ != kDate || constant == nullptr || expression.operation != ir::Operation::moment) return std::nullopt;
    ir::Moment moment = place_.context.program.moments[expression.index];
    if (moment.offset != Period{}) return std::nullopt;
    moment.offset = *std::get_if<Period>(&constant->value);
    return Typed{place_.context.build.moment(moment), kDate};
  }

  // `today - birth_date`: `days_between(birth_date, today)`.
  void suggest_days_between(Report& report, const syntax::Chain::Link& link) const {
    const bool literals = link.operand->as<syntax::DateLiteral>() && chain_.first->as<syntax::DateLiteral>();
    if (literals) report.suggest(link.op_span, "..", diagnostics::Applicability::unsafe);
    const auto* from = link.operand->as<syntax::Reference>();
    if (from == nullptr || &link != &chain_.rest.front()) return;
    std::string name;
    for (const syntax::Name& part : from->path.parts) name += (name.empty() ? "" : ".") + part.spelling;
    const source::Span& to = chain_.first->span;
    report.suggest({{{to.file, to.begin, to.begin}, "days_between(" + name + ", "},
                    {{to.file, to.end, link.operand->span.end}, ")"}});
  }

  bool report(const Typed& operand, const syntax::Chain::Link& link) {
    const bool minus = link.op == ChainOperator::subtract;
    if (type_ == kDate && operand.type == kDate && minus) {
      Report report = place_.report(codes::difference_of_dates, link.op_span);
      suggest_days_between(report, link);
      return false;
    }
    const bool takes_span = type_ == kDate || type_ == kTime;
    if (takes_span && is_numeric(operand.type)) {
      report_mismatch(place_, *link.operand, operand.type, kPeriod);
    } else if (adds_up(type_) && adds_up(operand.type)) {
      report_mismatch(place_, *link.operand, operand.type, type_);
    } else if ((type_ == kDuration || type_ == kPeriod) && (operand.type == kDuration || operand.type == kPeriod)) {
      report_mismatch(place_, *link.operand, operand.type, type_);
    } else {
      place_.report(codes::operator_not_for, link.op_span)
          .with(minus ? "-" : "+")
          .with(place_.words(type_))
          .with(place_.words(operand.type));
    }
    return false;
  }

  const Place& place_;
  const syntax::Chain& chain_;
  Type type_;
  std::vector<ir::ExpressionId> plus_;
  std::vector<ir::ExpressionId> minus_;
};

}  // namespace

Checked check_sum(const Place& place, const syntax::Chain& chain) {
  std::vector<Checked> operands{place.check(*chain.first)};
  for (const syntax::Chain::Link& link : chain.rest) operands.push_back(place.check(*link.operand));
  if (any_missing(operands)) return std::nullopt;
  Sum sum(place, chain, *operands.front());
  for (std::size_t i = 0; i < chain.rest.size(); ++i) {
    if (!sum.add(*operands[i + 1], chain.rest[i])) return std::nullopt;
  }
  return sum.finish();
}

}  // namespace wend::check
