#include "runtime/engine/tiers.hpp"

#include <algorithm>
#include <new>
#include <system_error>

#include "runtime/engine/rule_registry.hpp"

namespace wend::engine {
namespace {

using Clock = std::chrono::steady_clock;

std::string in_milliseconds(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) + " ms";
}

// The fewest evaluations that a rule of the hottest tenth has.
std::uint64_t hottest_tenth(const std::list<Rule*>& rules) {
  constexpr std::size_t kTenth = 10;
  std::vector<std::uint64_t> evaluations;
  evaluations.reserve(rules.size());
  for (const Rule* rule : rules) evaluations.push_back(rule->evaluations());
  if (evaluations.empty()) return 0;
  const auto last = evaluations.begin() + static_cast<std::ptrdiff_t>((evaluations.size() - 1) / kTenth);
  std::ranges::nth_element(evaluations, last, std::greater());
  return *last;
}

}  // namespace

std::shared_ptr<Tiers> Tiers::make(TierOptions options) {
  return std::shared_ptr<Tiers>(new Tiers(std::move(options)));
}

Tiers::Tiers(TierOptions options) : registry_(std::make_shared<RuleRegistry>(std::move(options))) {
  if (!registry_->options.background || !registry_->options.native) return;
  try {
    thread_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {
    // Without a thread everything stays on the evaluator until compile_some is called.
  }
}

Tiers::~Tiers() {
  registry_->stops = true;
  registry_->wake();
  if (thread_.joinable()) thread_.join();
}

void Tiers::work() {
  while (!registry_->stops) {
    const std::uint32_t seen = registry_->signals.load(std::memory_order_acquire);
    while (!registry_->stops && compile_where_possible() > 0) {
    }
    if (!registry_->stops) registry_->signals.wait(seen, std::memory_order_acquire);
  }
}

// Where there is no memory left, rules stay where they are until something is hot again.
std::size_t Tiers::compile_where_possible() noexcept {
  try {
    return compile_some();
  } catch (const std::bad_alloc&) {
    return 0;
  }
}

std::shared_ptr<Rule> Tiers::add(std::shared_ptr<const ir::Program> program, const layout::NativeRequest& request,
                                 std::shared_ptr<const void> keeps, Pin pin) {
  std::shared_ptr<Rule> rule(new Rule(registry_, std::move(program), request, std::move(keeps)));
  {
    const std::lock_guard lock(registry_->mutex);
    rule->place_ = registry_->rules.insert(registry_->rules.end(), rule.get());
  }
  if (pin != Pin::automatic) rule->pin(pin);
  return rule;
}

// The hottest of one program, for a batch has one.
Tiers::Batch Tiers::choose_batch() {
  const std::lock_guard lock(registry_->mutex);
  Batch batch;
  std::vector<Rule*> found;
  const auto look_for = [&](layout::NativeEffort effort, std::uint64_t least) {
    batch.effort = effort;
    for (Rule* rule : registry_->rules) {
      const bool is_hot = rule->pin_ != Pin::automatic || rule->evaluations() >= least;
      if (is_hot && rule->wants(effort)) found.push_back(rule);
    }
  };
  look_for(layout::NativeEffort::quick, 0);
  if (found.empty()) look_for(layout::NativeEffort::optimised, hottest_tenth(registry_->rules));
  if (found.empty()) return batch;
  std::ranges::stable_sort(found, std::greater(), [](const Rule* rule) { return rule->evaluations(); });
  const ir::Program* program = found.front()->program_.get();
  const std::size_t most = batch.effort == layout::NativeEffort::quick ? kQuickBatch : kOptimisedBatch;
  for (Rule* rule : found) {
    if (rule->program_.get() != program || batch.rules.size() == most) continue;
    // Null: somebody lets it go at this moment.
    if (std::shared_ptr<Rule> held = rule->weak_from_this().lock()) batch.rules.push_back(std::move(held));
  }
  return batch;
}

std::size_t Tiers::compile_some() {
  if (!registry_->options.native) return 0;
  const std::lock_guard one_at_a_time(registry_->compiling);
  const Batch batch = choose_batch();
  if (batch.rules.empty()) return 0;
  open();
  const std::string why = why_no_more();
  if (!why.empty()) {
    refuse(batch.rules, why);
  } else if (const Rules rules = within_budget(batch.rules); !rules.empty()) {
    compile(rules, batch.effort);
  }
  return batch.rules.size();
}

void Tiers::open() {
  if (registry_->library) return;
  Result<NativeLibrary> library = registry_->options.open();
  const std::lock_guard lock(registry_->mutex);
  registry_->library = std::move(library);
}

void Tiers::compile_all() {
  while (compile_some() > 0) {
  }
}

std::string Tiers::why_no_more() {
  const Result<NativeLibrary>& library = *registry_->library;
  if (!library) return library.error().message;
  const TierBudget& budget = registry_->options.budget;
  const TierStatistics now = statistics();
  if (now.compile_time >= budget.compile_time) {
    return "the time for compiling is used up: " + in_milliseconds(budget.compile_time);
  }
  if (now.code_bytes >= budget.code_bytes) {
    return "the memory for machine code is used up: " + std::to_string(budget.code_bytes) + " bytes";
  }
  return {};
}

Tiers::Rules Tiers::within_budget(const Rules& rules) {
  Rules within;
  for (const std::shared_ptr<Rule>& rule : rules) {
    const Reads reads = reads_of(*rule->program_, rule->request_.condition);
    const std::uint32_t largest = registry_->options.budget.largest_rule;
    const std::lock_guard lock(registry_->mutex);
    if (reads.parts > largest) {
      rule->refuse("it is made of " + std::to_string(reads.parts) + " expressions, more than the " +
                   std::to_string(largest) + " that are compiled");
    } else if (!reads.windows.empty() || !reads.selections.empty()) {
      // Native code is handed windows and selections ready-made, the evaluator looks only where the answer needs it.
      rule->refuse("it asks history or lists, which costs more than all else in it");
    } else {
      within.push_back(rule);
      continue;
    }
    ++registry_->counted.refused;
  }
  return within;
}

void Tiers::refuse(const Rules& rules, const std::string& why) {
  const std::lock_guard lock(registry_->mutex);
  for (const std::shared_ptr<Rule>& rule : rules) rule->refuse(why);
  registry_->counted.refused += rules.size();
}

// A batch that cannot be compiled is halved until it is one rule that cannot.
void Tiers::compile(const Rules& rules, layout::NativeEffort effort) {
  std::vector<layout::NativeRequest> requests;
  for (const std::shared_ptr<Rule>& rule : rules) requests.push_back(rule->request_);
  const Clock::time_point begin = Clock::now();
  Result<NativeCode> code = (**registry_->library).compile(*rules.front()->program_, requests, effort);
  const std::chrono::nanoseconds spent = Clock::now() - begin;
  {
    const std::lock_guard lock(registry_->mutex);
    registry_->counted.compile_time += spent;
  }
  if (code) return install(rules, *std::move(code), effort, spent);
  if (rules.size() == 1) return refuse(rules, code.error().message);
  const auto middle = rules.begin() + static_cast<std::ptrdiff_t>(rules.size() / 2);
  compile(Rules(rules.begin(), middle), effort);
  compile(Rules(middle, rules.end()), effort);
}

void Tiers::install(const Rules& rules, NativeCode code, layout::NativeEffort effort, std::chrono::nanoseconds spent) {
  const bool is_quick = effort == layout::NativeEffort::quick;
  const auto batch = std::make_shared<const NativeCode>(std::move(code));
  for (std::size_t position = 0; position < rules.size(); ++position) {
    Rule& rule = *rules[position];
    auto native = std::make_unique<Rule::Native>();
    native->batch = batch;
    native->predicate = batch->predicates()[position];
    native->tier = is_quick ? Tier::native_quick : Tier::native_optimised;
    native->reads = reads_of(*rule.program_, rule.request_.condition, rule.request_.answer);
    const std::lock_guard lock(registry_->mutex);
    rule.install(std::move(native), spent / static_cast<std::int64_t>(rules.size()));
    ++(is_quick ? registry_->counted.compiled_quick : registry_->counted.compiled_optimised);
  }
}

std::vector<RuleReport> Tiers::reports() const {
  std::vector<std::shared_ptr<Rule>> held;
  {
    const std::lock_guard lock(registry_->mutex);
    for (Rule* rule : registry_->rules) {
      if (std::shared_ptr<Rule> alive = rule->weak_from_this().lock()) held.push_back(std::move(alive));
    }
  }
  std::vector<RuleReport> reports;
  for (const std::shared_ptr<Rule>& rule : held) reports.push_back(rule->report());
  return reports;
}

TierStatistics Tiers::statistics() const {
  const std::lock_guard lock(registry_->mutex);
  TierStatistics statistics = registry_->counted;
  const std::optional<Result<NativeLibrary>>& library = registry_->library;
  if (library && *library) {
    const layout::NativeCounters native = (**library).counters();
    statistics.code_bytes = native.live_code_bytes;
    statistics.kept = {.loaded = native.cache_loaded,
                       .stored = native.cache_stored,
                       .lost = native.cache_refused + native.cache_failures,
                       .trouble = &native.cache_trouble.text[0]};
  }
  for (const Rule* rule : registry_->rules) {
    ++statistics.rules[static_cast<std::size_t>(rule->chosen())];
    statistics.evaluations += rule->evaluations();
  }
  return statistics;
}

}  // namespace wend::engine
