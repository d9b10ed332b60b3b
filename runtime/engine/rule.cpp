#include "runtime/engine/rule.hpp"

#include <algorithm>
#include <utility>

#include "runtime/engine/native_call.hpp"
#include "runtime/engine/rule_registry.hpp"

namespace wend::engine {
namespace {

flat::Layouts layouts_of(const layout::NativeRequest& request) {
  flat::Layouts layouts{.tags = request.tags};
  std::ranges::copy(request.events, layouts.events.begin());
  return layouts;
}

}  // namespace

std::string_view name_of(Tier tier) {
  switch (tier) {
    case Tier::reference: return "reference";
    case Tier::evaluator: return "evaluator";
    case Tier::native_quick: return "native, quick";
    case Tier::native_optimised: return "native, optimised";
  }
  return {};
}

Rule::Rule(std::shared_ptr<RuleRegistry> registry, std::shared_ptr<const ir::Program> program,
           const layout::NativeRequest& request, std::shared_ptr<const void> keeps)
    : registry_(std::move(registry)),
      program_(std::move(program)),
      request_(request),
      keeps_(std::move(keeps)),
      code_(flat::Code::compile(*program_, request.condition, layouts_of(request))) {}

Rule::~Rule() {
  const std::lock_guard lock(registry_->mutex);
  if (place_) registry_->rules.erase(*place_);
}

// Reading and writing apart loses a count where two threads meet, and costs a fraction of adding at once.
void Rule::count(std::uint64_t evaluations) const {
  const std::uint64_t before = evaluations_.load(std::memory_order_relaxed);
  const std::uint64_t now = before + evaluations;
  evaluations_.store(now, std::memory_order_relaxed);
  const TierOptions& options = registry_->options;
  const auto reaches = [&](std::uint64_t threshold) { return before < threshold && threshold <= now; };
  if (reaches(options.hot) || reaches(options.very_hot)) registry_->wake();
}

const Rule::Native* Rule::native_for(const eval::Inputs& inputs, std::span<const layout::Cell> moments) const {
  const Native* native = native_.load(std::memory_order_acquire);
  if (native == nullptr || !engine::fits(request_, native->reads, inputs)) return nullptr;
  const std::vector<std::uint32_t>& read = native->reads.moments;
  const bool has_moments = !moments.empty() || read.empty() || read.back() < kMomentsAtHand;
  return has_moments ? native : nullptr;
}

Truth Rule::judge(const eval::Inputs& inputs, std::span<const layout::Cell> moments) const {
  count(1);
  if (const Native* native = native_for(inputs, moments)) {
    return call_once(*program_, native->predicate, native->reads, inputs, moments);
  }
  return evaluate(inputs, moments);
}

Truth Rule::evaluate(const eval::Inputs& inputs, std::span<const layout::Cell> moments) const {
  const bool by_reference = by_reference_.load(std::memory_order_relaxed);
  const Truth truth = by_reference ? eval::judge(*program_, request_.condition, inputs) : code_.judge(inputs, moments);
  const bool is_no = truth == Truth::unknown && request_.answer == layout::NativeAnswer::holds;
  return is_no ? Truth::no : truth;
}

RuleCaller::RuleCaller(const Rule& rule, const eval::Inputs& inputs, std::span<const layout::Cell> moments)
    : rule_(rule), inputs_(inputs), moments_(moments) {
  look_again();
}

RuleCaller::~RuleCaller() {
  rule_.count(uncounted_);
}

void RuleCaller::look_again() {
  rule_.count(uncounted_);
  uncounted_ = 0;
  // Whether a row is there is asked for each; that its layout fits, here.
  static constexpr std::byte kThere{};
  inputs_.tags.data = &kThere;
  const bool has_moments = !moments_.empty();
  const Rule::Native* native = rule_.native_for(inputs_, moments_);
  if (native == native_) return;
  native_ = native != nullptr && (has_moments || native->reads.moments.empty()) ? native : nullptr;
  if (native_ != nullptr) frame_ = frame_of(*rule_.program_, native_->reads, inputs_, moments_, {});
}

Truth RuleCaller::evaluate(const std::byte* row) {
  inputs_.tags.data = row;
  return rule_.evaluate(inputs_, moments_);
}

void Rule::pin(Pin pin) {
  {
    const std::lock_guard lock(registry_->mutex);
    pin_ = pin;
    is_refused_ = false;
    why_.clear();
    choose();
  }
  registry_->wake();
}

void Rule::choose() {
  const Native* best = optimised_ != nullptr ? optimised_.get() : quick_.get();
  const Native* native = nullptr;
  switch (pin_) {
    case Pin::automatic:
    case Pin::native_optimised: native = best; break;
    case Pin::native_quick: native = quick_ != nullptr ? quick_.get() : best; break;
    case Pin::reference:
    case Pin::evaluator: break;
  }
  by_reference_.store(pin_ == Pin::reference, std::memory_order_relaxed);
  native_.store(native, std::memory_order_release);
}

void Rule::install(std::unique_ptr<const Native> native, std::chrono::nanoseconds spent) {
  compile_time_ += spent;
  std::unique_ptr<const Native>& place = native->tier == Tier::native_quick ? quick_ : optimised_;
  // Only the first stays: somebody may be in it.
  if (place == nullptr) place = std::move(native);
  choose();
}

void Rule::refuse(std::string why) {
  is_refused_ = true;
  why_ = std::move(why);
}

Tier Rule::chosen() const {
  const Native* native = native_.load(std::memory_order_acquire);
  if (native != nullptr) return native->tier;
  return by_reference_.load(std::memory_order_relaxed) ? Tier::reference : Tier::evaluator;
}

Tier Rule::tier() const {
  return chosen();
}

bool Rule::wants(layout::NativeEffort effort) const {
  if (is_refused_) return false;
  const bool is_quick = effort == layout::NativeEffort::quick;
  switch (pin_) {
    case Pin::automatic:
      return is_quick ? quick_ == nullptr && optimised_ == nullptr && evaluations() >= registry_->options.hot
                      : quick_ != nullptr && optimised_ == nullptr && evaluations() >= registry_->options.very_hot;
    case Pin::native_quick: return is_quick && quick_ == nullptr;
    case Pin::native_optimised: return !is_quick && optimised_ == nullptr;
    case Pin::reference:
    case Pin::evaluator: return false;
  }
  return false;
}

RuleReport Rule::report() const {
  const std::lock_guard lock(registry_->mutex);
  return {.condition = request_.condition,
          .tier = chosen(),
          .pin = pin_,
          .evaluations = evaluations(),
          .compile_time = compile_time_,
          .why = why_};
}

}  // namespace wend::engine
