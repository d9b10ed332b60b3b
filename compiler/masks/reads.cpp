#include "compiler/masks/reads.hpp"

namespace wend::masks {
namespace {

using ir::Operation;

void join(Reads& reads, const Reads& part) {
  reads.clock |= part.clock;
  reads.elsewhere |= part.elsewhere;
  if (part.tags == Reads::Tags::none) return;
  const bool same = part.tags == Reads::Tags::one && (reads.tags == Reads::Tags::none || reads.tag == part.tag);
  reads.tags = same && reads.tags != Reads::Tags::several ? Reads::Tags::one : Reads::Tags::several;
  reads.tag = part.tag;
}

// An instant at an exact distance from now is the same in every zone.
bool is_local(const ir::Moment& moment) {
  return moment.base != ir::Moment::Base::now || moment.offset != Period{} || !moment.as_time;
}

// What the operation itself reads besides its operands.
Reads own_reads(const ir::Program& program, const ir::Expression& expression) {
  switch (expression.operation) {
    case Operation::tag: return {Reads::Tags::one, expression.index};
    case Operation::moment: return {.clock = is_local(program.moments[expression.index])};
    case Operation::time_plus_period:
    case Operation::date_of:
    case Operation::time_of_day_of:
    case Operation::start_of_date:
    case Operation::next_anniversary: return {.clock = true};
    case Operation::event_field:
    case Operation::event_time:
    case Operation::window:
    case Operation::contact:
    case Operation::record_field:
    case Operation::selection:
    case Operation::customer:
    case Operation::on_list:
    case Operation::list_field: return {.clock = true, .elsewhere = true};
    case Operation::constant:
    case Operation::product_field:
    case Operation::conjunction:
    case Operation::disjunction:
    case Operation::negation:
    case Operation::known:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::member:
    case Operation::contains_all:
    case Operation::contains_any:
    case Operation::text_contains:
    case Operation::text_starts_with:
    case Operation::sum:
    case Operation::multiply:
    case Operation::divide:
    case Operation::negate:
    case Operation::rescale:
    case Operation::round:
    case Operation::least:
    case Operation::greatest:
    case Operation::period_sum:
    case Operation::period_scale:
    case Operation::date_plus_period:
    case Operation::is_business_day:
    case Operation::anniversary_within:
    case Operation::choose:
    case Operation::fallback:
    case Operation::place:
    case Operation::distance:
    case Operation::in_area: return {};
  }
  return {};
}

}  // namespace

std::vector<Reads> reads_of(const ir::Program& program) {
  std::vector<Reads> all;
  all.reserve(program.expressions.size());
  for (ir::ExpressionId id = 0; id < program.expressions.size(); ++id) {
    Reads reads = own_reads(program, program.at(id));
    for (const ir::ExpressionId operand : program.operands_of(id)) join(reads, all[operand]);
    all.push_back(reads);
  }
  return all;
}

}  // namespace wend::masks
