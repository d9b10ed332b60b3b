#include "compiler/check/steps.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/check/actions.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/selections.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/codes/steps.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using ir::StepIndex;

constexpr std::uint32_t kAllBuckets = 10'000;
constexpr std::int64_t kMostTimes = 100;

// Steps of one block are given places next to each other before any of them is checked, so that each knows the one
// that follows; what is inside a step comes behind them.
class StepChecker {
 public:
  StepChecker(Context& context, const Scope& scope) : context_(context), scope_(scope) {}

  // Where the block begins; what follows it is `after`.
  StepIndex block(const syntax::Block& block, StepIndex after) {
    const auto first = static_cast<StepIndex>(steps_.size());
    const std::size_t count = block.steps.size();
    const std::size_t aliases = scope_.aliases.size();
    if (count == 0) return after;
    steps_.resize(steps_.size() + count);
    for (std::size_t at = 0; at < count; ++at) {
      const auto place = first + static_cast<StepIndex>(at);
      next_ = at + 1 < count ? place + 1 : after;
      past_next_ = at + 2 < count ? place + 2 : after;
      check_step(block.steps[at], place);
    }
    scope_.aliases.resize(aliases);
    report_unreachable(context_, block);
    return first;
  }

  bool sound() const { return sound_; }
  std::uint32_t loops() const { return loops_; }

  std::vector<ir::Step> take() { return std::move(steps_); }

  bool operator()(const syntax::SendStep& tree) {
    const schema::Schema& schema = context_.schema;
    auto send = check_send(context_, scope_, tree);
    if (!send) return false;
    const schema::Channel& channel = schema.channels[send->channel];
    send->next = next_;
    return put(std::move(*send), "send " + channel.name + "." + channel.templates[send->message].name);
  }
  bool operator()(const syntax::AssignStep& tree) {
    auto assign = check_assign(context_, scope_, tree);
    if (!assign) return false;
    assign->next = next_;
    return put(std::move(*assign), "assign " + context_.schema.tasks[assign->task].name);
  }
  bool operator()(const syntax::GrantStep& tree) {
    auto grant = check_grant(context_, scope_, tree);
    if (!grant) return false;
    const StepIndex next = next_, place = place_;
    const std::string name = name_for("grant " + context_.schema.benefits[grant->benefit].name);
    grant->next = next;
    grant->on_granted = tree.granted ? block(*tree.granted, next) : next;
    grant->on_refused = tree.refused ? block(*tree.refused, next) : next;
    return put_at(place, std::move(*grant), name);
  }
  bool operator()(const syntax::PlaceStep& tree) {
    auto offer = check_place(context_, scope_, tree);
    if (!offer) return false;
    const schema::Slot& slot = context_.schema.slots[offer->slot];
    offer->next = next_;
    return put(std::move(*offer), "place " + slot.name + "." + slot.templates[offer->message].name);
  }
  bool operator()(const syntax::SetStep& tree) {
    auto set = check_set(context_, scope_, tree);
    if (!set) return false;
    set->next = next_;
    return put(*set, "set " + context_.schema.tags[set->tag].name);
  }
  bool operator()(const syntax::EmitStep& tree) {
    auto emit = check_emit(context_, scope_, tree);
    if (!emit) return false;
    emit->next = next_;
    return put(std::move(*emit), "emit " + context_.schema.events[emit->event].name);
  }
  bool operator()(const syntax::StartStep& tree) {
    DefinitionIndex target = kNoDefinition;
    auto start = check_start(context_, scope_, tree, target);
    if (!start) return false;
    start->next = next_;
    context_.starts.push_back({.by = context_.current, .target = target, .step = place_, .span = tree.journey.span});
    return put(std::move(*start), "start " + context_.facts.definitions[target].name);
  }
  bool operator()(const syntax::WaitStep& tree) {
    const std::optional<ir::Span> span = check_span(context_, *tree.duration);
    return span && put(ir::WaitSpan{*span, next_}, "wait");
  }
  bool operator()(const syntax::WaitUntilStep& tree) {
    ir::WaitUntil wait;
    wait.next = next_;
    wait.skip_to = past_next_;
    switch (tree.if_past) {
      case syntax::IfPast::go_on: wait.if_past = ir::WaitUntil::IfPast::go_on; break;
      case syntax::IfPast::skip: wait.if_past = ir::WaitUntil::IfPast::skip; break;
      case syntax::IfPast::stop: wait.if_past = ir::WaitUntil::IfPast::stop; break;
    }
    return check_moment(*tree.moment, wait) && put(wait, "wait until");
  }
  bool operator()(const syntax::WaitForStep& tree) {
    const StepIndex next = next_, place = place_;
    ir::WaitFor wait;
    const auto pattern = check_pattern(context_, scope_, *tree.pattern);
    const auto limit = check_span(context_, *tree.up_to);
    const std::string name = name_for("wait for " + (pattern ? pattern->name : std::string()));
    // What was seen has a name in `seen`, and behind the wait, where it is unknown if it did not come.
    const Scope unseen = scope_;
    const bool named = !pattern || add_named(context_, scope_, *pattern, tree.pattern->span);
    wait.on_seen = tree.seen ? block(*tree.seen, next) : next;
    const Scope seen = std::exchange(scope_, unseen);
    wait.on_timeout = tree.timeout ? block(*tree.timeout, next) : next;
    scope_ = seen;
    if (!named || !pattern || !limit) return false;
    wait.pattern = pattern->index;
    wait.limit = *limit;
    return put_at(place, wait, name);
  }
  bool operator()(const syntax::WaitForAnyStep& tree) {
    const StepIndex next = next_, place = place_;
    const std::string name = name_for("wait for any");
    const auto limit = check_span(context_, *tree.up_to);
    // In its branch alone and behind the wait, as for one pattern.
    const Scope unseen = scope_;
    Scope behind = scope_;
    ir::WaitForAny wait;
    bool sound = limit.has_value();
    for (const syntax::WaitForAnyStep::Branch& branch : tree.branches) {
      const auto pattern = check_pattern(context_, scope_, *branch.pattern);
      sound &= pattern.has_value();
      if (pattern) sound &= add_named(context_, scope_, *pattern, branch.pattern->span);
      if (pattern) sound &= add_named(context_, behind, *pattern, branch.pattern->span);
      wait.branches.push_back({.pattern = pattern ? pattern->index : 0, .next = block(branch.block, next)});
      scope_ = unseen;
    }
    wait.on_timeout = tree.timeout ? block(*tree.timeout, next) : next;
    scope_ = std::move(behind);
    wait.limit = limit.value_or(ir::Span{});
    return sound && put_at(place, std::move(wait), name);
  }
  // The steps inside come back to this one.
  bool operator()(const syntax::RepeatStep& tree) {
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
  // Likewise; the record has a name inside.
  bool operator()(const syntax::EachStep& tree) {
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
  bool operator()(const syntax::ChooseStep& tree) {
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
  // A split's name stands before its brace, so the tree has it as the step's.
  bool operator()(const syntax::SplitStep& tree) {
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
  bool operator()(const syntax::StopStep&) { return put(ir::Stop{}, "stop"); }

 private:
  void check_step(const syntax::Step& step, StepIndex place) {
    place_ = place;
    keyword_ = step.keyword_span;
    given_name_.reset();
    if (step.name && take_name(*step.name)) given_name_ = step.name->text;
    sound_ &= std::visit(*this, step.node);
  }

  // A name that no step before has.
  bool take_name(const syntax::Name& name) {
    const auto [taken, is_new] = taken_.try_emplace(name.text, name.span);
    if (is_new) return true;
    context_.sink.report(codes::step_named_twice, name.span)
        .with(name.text)
        .note(codes::declared_here, taken->second, {name.text});
    sound_ = false;
    return false;
  }

  // What the author named the step, else its place, made unique by counting.
  std::string name_for(const std::string& place) {
    if (given_name_) return *given_name_;
    const int times = ++places_[place];
    return times == 1 ? place : place + "#" + std::to_string(times);
  }

  template <typename Action>
  bool put(Action action, const std::string& place) {
    return put_at(place_, std::move(action), name_for(place));
  }
  template <typename Action>
  bool put_at(StepIndex place, Action action, std::string name) {
    ir::Step& step = steps_[place];
    step.named = taken_.contains(name);
    step.name = std::move(name);
    step.action = std::move(action);
    step.loops = around_;
    return true;
  }

  // Which records an `each` goes through.
  std::optional<ir::Each> check_items(const syntax::EachStep& tree) {
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

  // Whether so many times inside of those around come to no more than may be.
  bool is_bounded(std::uint64_t times) {
    for (const std::uint32_t around : items_) times *= around;
    if (times <= ir::kMostItems) return true;
    context_.sink.report(codes::each_too_often, keyword_)
        .with(static_cast<std::int64_t>(times))
        .with(static_cast<std::int64_t>(ir::kMostItems));
    return false;
  }

  bool check_moment(const syntax::Expression& tree, ir::WaitUntil& wait) {
    if (const auto* literal = tree.as<syntax::TimeOfDayLiteral>()) {
      wait.time_of_day = microseconds_of(literal->time);
      return true;
    }
    const Checked moment = check(context_, scope_, tree);
    if (!moment || !within_bounds(context_, moment->id, "wait until", tree.span)) return false;
    wait.moment = moment->id;
    const TypeKind kind = moment->type.kind;
    if (kind == TypeKind::time || kind == TypeKind::date || kind == TypeKind::time_of_day) return true;
    context_.sink.report(codes::wait_until_what, tree.span).with(schema::describe(context_.schema, moment->type));
    return false;
  }

  // Sides that come to less than everyone leave the rest out: they go on behind the split.
  bool check_sides(const syntax::SplitStep& tree, ir::Split& split, StepIndex next) {
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

  Context& context_;
  Scope scope_;  // its aliases come and go with the blocks
  std::vector<ir::Step> steps_;
  std::uint32_t loops_ = 0;
  std::vector<std::uint32_t> around_;  // the loops that what is being checked stands in, outermost first
  std::vector<std::uint32_t> items_;   // of the `each` among them, how many records each may go through
  std::map<std::string, source::Span, std::less<>> taken_;
  std::map<std::string, int> places_;
  bool has_nameless_split_ = false;
  bool sound_ = true;

  // Of the step that is being checked; a visitor that goes into blocks keeps its own copy.
  StepIndex place_ = 0;
  StepIndex next_ = ir::kEnd;
  StepIndex past_next_ = ir::kEnd;
  source::Span keyword_;
  std::optional<std::string> given_name_;
};

}  // namespace

std::optional<CheckedSteps> check_steps(Context& context, const Scope& scope, const syntax::Block& block) {
  StepChecker checker(context, scope);
  CheckedSteps checked;
  checked.start = checker.block(block, ir::kEnd);
  if (!checker.sound()) return std::nullopt;
  checked.loops = checker.loops();
  checked.steps = checker.take();
  return checked;
}

}  // namespace wend::check
