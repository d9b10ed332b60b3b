#include "tools/wend/repl/customers.hpp"

#include <numeric>

#include "runtime/eval/customer_zone.hpp"

namespace wend::tools {

namespace {

layout::RowLayout all_tags(const schema::Schema& schema) {
  std::vector<schema::TagIndex> tags(schema.tags.size());
  std::iota(tags.begin(), tags.end(), schema::TagIndex{0});
  return layout::tag_layout(schema, tags);
}

}  // namespace

Customers::Customers(const schema::Schema& schema, const Zone& zone)
    : schema_(&schema), zone_(zone), layout_(all_tags(schema)) {}

void Customers::add(std::string_view id, std::span<const Value> values) {
  by_id_.emplace(id, rows_.size());
  layout::append_row(layout_, values, rows_);
}

eval::Inputs Customers::inputs_at(std::string_view id, std::size_t offset, Instant now) const {
  eval::Inputs inputs;
  inputs.customer = id;
  inputs.name_lists = name_lists_.get();
  inputs.tags = {&layout_, rows_.data() + offset};
  inputs.now = now;
  inputs.zone = eval::customer_zone(*schema_, inputs.tags, zone_);
  return inputs;
}

Customers::Count Customers::count(const ir::Program& program, ir::ExpressionId condition, Instant now) const {
  const auto began = std::chrono::steady_clock::now();
  Count count;
  for (const auto& [id, offset] : by_id_) {
    const Truth truth = eval::judge(program, condition, inputs_at(id, offset, now));
    count.matching += truth == Truth::yes ? 1 : 0;
    count.unknown += truth == Truth::unknown ? 1 : 0;
  }
  count.spent = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  return count;
}

std::optional<eval::Inputs> Customers::inputs(std::string_view id, Instant now) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return inputs_at(found->first, found->second, now);
}

}  // namespace wend::tools
