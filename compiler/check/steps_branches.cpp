// Steps that repeat others, or lead one way or another.
#include "compiler/check/step_checker.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/check/expressions.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/selections.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/steps.hpp"

namespace wend::check {

namespace codes = diagnostics::codes;

namespace {

constexpr std::uint32_t kAllBuckets = 10'000;
constexpr std::int64_t kMostTimes = 100;

}  // namespace

bool StepChecker::operator()(const syntax::RepeatStep& tree) {
  const StepIndex next = next_, place = place_;
  const std::string name = name_for("repeat");
  const auto times = check_whole(context_, tree.times, 1, kMostTimes);
  const auto every = check_span(context_, *tree.every);
  const auto until = tree.until ? check_pattern(context_, scope_, *tree.until) : std::nullopt;
  ir::Repeat repeat;
  repeat.loop = loops_++;
  repeat.next = next;
  around_.push_back(repeat.loop);
  repeat.body = block(tree.block, place);
  around_.pop_back();
  const bool named = !until || add_named(context_, scope_, *until, tree.until->span);
  if (!times || !every || !named || (tree.until && !until)) return false;
  repeat.times = static_cast<std::uint32_t>(*times);
  repeat.every = *every;
  if (until) repeat.until = until->index;
  return put_at(place, repeat, name);
}

bool StepChecker::operator()(const syntax::EachStep& tree) {
  const StepIndex next = next_, place = place_;
  const std::string name = name_for("each " + tree.list.text());
  std::optional<ir::Each> each = check_items(tree);
  const Scope outside = scope_;
  const std::uint32_t loop = loops_++;
  if (each) {
    scope_.name_record(tree.item.text, {context_.program.at(each->list).type.detail, each->slot});
    items_.push_back(each->at_most);
  }
  around_.push_back(loop);
  const StepIndex body = each ? block(tree.block, place) : place;
  around_.pop_back();
  scope_ = outside;
  if (!each) return false;
  items_.pop_back();
  each->loop = loop;
  each->body = body;
  each->next = next;
  return put_at(place, *each, name);
}

std::optional<ir::Each> StepChecker::check_items(const syntax::EachStep& tree) {
  const auto times = check_whole(context_, tree.up_to, 1, kMostTimes);
  const Checked list = check_list({context_, scope_}, tree.list, "each");
  if (items_.size() >= ir::kMostItemRecords) {
    context_.sink.report(codes::each_nested_too_deep, keyword_).with(std::int64_t{ir::kMostItemRecords});
    return std::nullopt;
  }
  if (!times || !list || !is_bounded(static_cast<std::uint64_t>(*times))) return std::nullopt;
  ir::Each each;
  each.list = list->id;
  each.slot = ir::kFirstItemRecord + static_cast<std::uint32_t>(items_.size());
  each.at_most = static_cast<std::uint32_t>(*times);
  if (!tree.where) return each;
  const auto where = check_record_condition(context_, scope_, {list->type.detail, each.slot}, tree.item, *tree.where);
  if (!where || !within_bounds(context_, *where, "each", tree.where->span)) return std::nullopt;
  each.where = *where;
  return each;
}

bool StepChecker::is_bounded(std::uint64_t times) {
  for (const std::uint32_t around : items_) times *= around;
  if (times <= ir::kMostItems) return true;
  context_.sink.report(codes::each_too_often, keyword_)
      .with(static_cast<std::int64_t>(times))
      .with(static_cast<std::int64_t>(ir::kMostItems));
  return false;
}

bool StepChecker::operator()(const syntax::ChooseStep& tree) {
  const StepIndex next = next_, place = place_;
  const std::string name = name_for("choose");
  ir::Choose choose;
  bool conditions = true;
  for (const syntax::ChooseStep::Branch& branch : tree.branches) {
    const auto condition = check_condition(context_, scope_, *branch.condition);
    conditions &= condition && within_bounds(context_, *condition, "when", branch.condition->span);
    choose.branches.push_back({condition.value_or(ir::kNone), block(branch.block, next)});
  }
  choose.otherwise = tree.otherwise ? block(*tree.otherwise, next) : next;
  choose.unknown = tree.unknown ? block(*tree.unknown, next) : choose.otherwise;
  return conditions && put_at(place, std::move(choose), name);
}

bool StepChecker::operator()(const syntax::SplitStep& tree) {
  const StepIndex next = next_, place = place_;
  if (!tree.split && has_nameless_split_) {
    context_.sink.report(codes::split_needs_name, keyword_);
    return false;
  }
  has_nameless_split_ |= !tree.split;
  const std::string name = name_for("split");
  ir::Split checked;
  const bool sides = check_sides(tree, checked, next);
  return sides && put_at(place, std::move(checked), name);
}

bool StepChecker::check_sides(const syntax::SplitStep& tree, ir::Split& split, StepIndex next) {
  bool sound = true;
  std::uint32_t below = 0;
  std::set<std::string_view> names;
  for (const syntax::SplitStep::Side& side : tree.sides) {
    const auto share = check_percentage(context_, side.share);
    if (!names.insert(side.name.text).second) {
      context_.sink.report(codes::side_named_twice, side.name.span).with(side.name.text);
      sound = false;
    }
    below = std::min(below + share.value_or(0), kAllBuckets);
    sound &= share.has_value();
    split.sides.push_back({side.name.text, below, block(side.block, next)});
  }
  if (below < kAllBuckets) split.sides.push_back({std::string(), kAllBuckets, next});
  return sound;
}

}  // namespace wend::check
