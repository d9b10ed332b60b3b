#include "runtime/columns/row_judge.hpp"

#include <algorithm>
#include <bit>

#include "runtime/eval/customer_zone.hpp"

namespace wend::columns {
namespace {

RowConditions::Condition describe(const ir::Program& program, ir::ExpressionId id) {
  ir::Uses uses = ir::uses(program, std::span(&id, 1));
  const schema::Schema& schema = *program.schema;
  const bool own_zone = uses.zone && schema.customer_zone;
  if (own_zone && !std::ranges::binary_search(uses.tags, *schema.customer_zone)) {
    uses.tags.insert(std::ranges::lower_bound(uses.tags, *schema.customer_zone), *schema.customer_zone);
  }
  const bool customer = uses.customer || !uses.name_lists.empty();
  return {id, TagRowShape(schema, uses.tags), customer, own_zone, uses.tags.empty() && !customer};
}

}  // namespace

RowConditions::RowConditions(const ir::Program& program, const masks::MaskProgram& masks,
                             const layout::ColumnLayout& layout)
    : program_(&program), layout_(&layout) {
  for (const ir::ExpressionId id : masks.rows) conditions_.push_back(describe(program, id));
  for (const Condition& condition : conditions_) {
    codes_.push_back(flat::Code::compile(program, condition.id, {.tags = &condition.shape.layout()}));
  }
}

RowJudge::RowJudge(const RowConditions& conditions, const Moment& moment)
    : conditions_(&conditions), zone_(moment.zone), the_same_(conditions.all().size()) {
  inputs_.now = moment.now;
  inputs_.zone = moment.zone;
  inputs_.name_lists = moment.name_lists;
  if (!conditions.all().empty()) moments_ = flat::moments_of(conditions.program(), moment.now, moment.zone);
  for (const RowConditions::Condition& condition : conditions.all()) rows_.emplace_back(condition.shape);
}

void RowJudge::judge(std::uint32_t row, std::uint64_t block, std::uint64_t wanted, std::uint64_t* truth,
                     std::uint64_t* known) {
  *truth = 0;
  *known = 0;
  const std::size_t first = first_row_ + block * layout::kBlockRows;
  for (std::uint64_t rest = wanted; rest != 0; rest &= rest - 1) {
    const auto bit = static_cast<unsigned>(std::countr_zero(rest));
    if (first + bit >= chunk_->rows) return;
    const Truth judged = judge_one(row, first + bit);
    *truth |= std::uint64_t{judged == Truth::yes} << bit;
    *known |= std::uint64_t{judged != Truth::unknown} << bit;
  }
}

Truth RowJudge::judge_one(std::uint32_t condition, std::size_t row) {
  const RowConditions::Condition& asked = conditions_->all()[condition];
  if (asked.the_same && the_same_[condition]) return *the_same_[condition];
  TagRow& tags = rows_[condition];
  tags.begin();
  for (std::size_t position = 0; position < asked.shape.tags().size(); ++position) {
    const std::uint32_t tag = asked.shape.tags()[position];
    tags.set(position, layout::load(conditions_->layout().columns[tag], chunk_->columns[tag], row, scratch_));
  }
  inputs_.tags = tags.row();
  if (asked.customer) {
    const Value id = layout::load(conditions_->layout().customer, chunk_->customer, row, customer_scratch_);
    const auto* text = std::get_if<std::string_view>(&id);
    inputs_.customer = text == nullptr ? std::string_view() : *text;
  }
  if (asked.own_zone) {
    inputs_.zone = eval::customer_zone(*conditions_->program().schema, inputs_.tags, zone_);
  }
  const bool own_moments = asked.own_zone && !(inputs_.zone == zone_);
  const Truth judged =
      conditions_->code(condition).judge(inputs_, own_moments ? std::span<const layout::Cell>() : moments_);
  inputs_.zone = zone_;
  if (asked.the_same) the_same_[condition] = judged;
  return judged;
}

}  // namespace wend::columns
