#include "tools/wend/count/audience.hpp"

#include <algorithm>

namespace wend::tools {

namespace {

std::vector<schema::TagIndex> tags_of(const ir::Program& program, std::span<const ir::ExpressionId> conditions,
                                      std::span<const schema::TagIndex> more) {
  std::vector<schema::TagIndex> tags = ir::uses(program, conditions).tags;
  tags.insert(tags.end(), more.begin(), more.end());
  if (program.schema->customer_zone) tags.push_back(*program.schema->customer_zone);
  std::ranges::sort(tags);
  tags.erase(std::ranges::unique(tags).begin(), tags.end());
  return tags;
}

// A layout in which nothing is wanted; an empty list of wanted tags would mean all of them.
layout::RowLayout layout_of(const schema::Schema& schema, std::span<const schema::TagIndex> tags) {
  if (!tags.empty()) return layout::tag_layout(schema, tags);
  layout::RowLayout layout;
  layout.fields.resize(schema.tags.size());
  return layout;
}

}  // namespace

Audience::Audience(std::shared_ptr<const ir::Program> program, std::vector<ir::ExpressionId> conditions, Instant now,
                   const Zone& zone)
    : program_(std::move(program)),
      conditions_(std::move(conditions)),
      now_(now),
      zone_(zone),
      counts_(conditions_.size()) {}

Result<std::unique_ptr<Audience>> Audience::make(std::shared_ptr<const ir::Program> program,
                                                 std::vector<ir::ExpressionId> conditions,
                                                 std::span<const schema::TagIndex> tags, Instant now, const Zone& zone,
                                                 NativeUse native) {
  std::unique_ptr<Audience> audience(new Audience(std::move(program), std::move(conditions), now, zone));
  const ir::Program& held = *audience->program_;
  audience->layout_ = layout_of(*held.schema, tags_of(held, audience->conditions_, tags));
  audience->keeps_ids_ = ir::uses(held, audience->conditions_).customer;
  const Status compiled = audience->compile(native);
  if (!compiled && native == NativeUse::on) return compiled.error();
  for (const ir::ExpressionId condition : audience->conditions_) {
    if (audience->native_) break;
    audience->codes_.push_back(flat::Code::compile(held, condition, {.tags = &audience->layout_}));
  }
  const Audience* judging = audience.get();
  audience->judges_.emplace(*held.schema, zone, [judging](const Zone& own) { return judging->judge_in(own); });
  return audience;
}

Status Audience::compile(NativeUse native) {
  if (native == NativeUse::off) return Done{};
  Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (!library) return library.error();
  std::vector<layout::NativeRequest> requests;
  for (const ir::ExpressionId condition : conditions_) {
    const layout::NativeAnswer answer = engine::answer_where_truth_counts(*program_, condition);
    requests.push_back({.condition = condition, .tags = &layout_, .events = {}, .answer = answer});
  }
  Result<engine::NativePredicates> predicates =
      engine::NativePredicates::compile(*library, program_, requests, layout::NativeEffort::optimised);
  if (!predicates) return predicates.error();
  native_ = std::make_unique<engine::NativePredicates>(*std::move(predicates));
  return Done{};
}

void Audience::add(std::string_view customer, std::span<const Value> values) {
  offsets_.push_back(rows_.size());
  layout::append_row(layout_, values, rows_);
  if (visit_ || keeps_ids_) ids_.emplace_back(customer);
  ++customers_;
  if (offsets_.size() == kBatch) finish();
}

Audience::Judge Audience::judge_in(const Zone& zone) const {
  Judge judge{.zone = zone, .caller = std::nullopt, .moments = {}};
  if (native_) {
    judge.caller.emplace(*native_, now_, zone);
  } else {
    judge.moments = flat::moments_of(*program_, ir::uses(*program_, conditions_).moments, now_, zone);
  }
  return judge;
}

bool Audience::holds(Judge& judge, std::size_t condition, const eval::Inputs& inputs) const {
  if (judge.caller) return judge.caller->holds(conditions_[condition], inputs);
  return codes_[condition].judge(inputs, judge.moments) == Truth::yes;
}

void Audience::finish() {
  const auto begin = std::chrono::steady_clock::now();
  eval::Inputs inputs;
  inputs.now = now_;
  inputs.name_lists = name_lists_.get();
  for (std::size_t row = 0; row < offsets_.size(); ++row) {
    inputs.tags = {&layout_, rows_.data() + offsets_[row]};
    if (keeps_ids_) inputs.customer = ids_[row];
    Judge& judge = judges_->of(inputs.tags);
    inputs.zone = judge.zone;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
      if (!holds(judge, i, inputs)) continue;
      ++counts_[i];
      if (visit_) visit_(i, ids_[row], inputs.tags);
    }
  }
  spent_ += std::chrono::steady_clock::now() - begin;
  rows_.clear();
  offsets_.clear();
  ids_.clear();
}

}  // namespace wend::tools
