#include "tests/conformance/runner/through_engine.hpp"

#include <algorithm>

namespace wend::conformance {
namespace {

bool reads_between(const ir::Uses& uses, ir::Slot first, ir::Slot last) {
  return std::ranges::any_of(uses.slots, [&](ir::Slot slot) { return first <= slot && slot <= last; });
}

// Why native code does not answer for the condition.
std::string reason_of(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) {
  const ir::Uses uses = ir::uses(program, {&condition, 1});
  if (inputs.contact != nullptr) return "a policy asks about a contact";
  if (reads_between(uses, ir::Slot::stage_1, ir::Slot::stage_4)) return "a sequence asks about its earlier events";
  if (reads_between(uses, ir::Slot::named_1, ir::Slot::named_8)) return "a condition reads an event by its name";
  if (reads_between(uses, ir::Slot::matched, ir::Slot::entered)) return "a row holds only the fields that are read";
  return "a condition is not compiled";
}

}  // namespace

void NativeShare::note(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs,
                       layout::NativeAnswer asked) const {
  const bool is_older = &program != program_.get();
  if (!is_older && native_.covers(condition, inputs, asked)) return;
  const std::lock_guard lock(mutex_);
  left_out_.insert(is_older ? "an instance is on a program published before" : reason_of(program, condition, inputs));
}

Truth NativeShare::judge(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  note(program, condition, inputs, layout::NativeAnswer::truth);
  return native_.judge(program, condition, inputs);
}

bool NativeShare::holds(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  note(program, condition, inputs, layout::NativeAnswer::holds);
  return native_.holds(program, condition, inputs);
}

std::set<std::string> NativeShare::left_out() const {
  const std::lock_guard lock(mutex_);
  return left_out_;
}

Result<Decided> ThroughEngine::run(const Story& story) {
  engine::Options options;
  options.limits = story.limits;
  options.keep_firings = true;
  options.name_lists = story.lists;
  options.tiers = tiers_;
  Result<engine::Engine> made = engine::Engine::make(story.program, options);
  if (!made) return made.error();
  engine_.emplace(*std::move(made));
  const Status done = play(story);
  if (!done) return done.error();
  collect();
  for (const engine::MetricStatistics& metric : engine_->statistics().metrics) decided_.add(metric);
  const Status looked = look(story);
  if (!looked) return looked.error();
  for (const auto& share : shares_) left_out_.merge(share->left_out());
  return std::move(decided_);
}

// What is on offer in the end for all who are known.
Status ThroughEngine::look(const Story& story) {
  const std::optional<Instant> now = story.until ? story.until : last_;
  const store::Store& customers = engine_->customers();
  for (store::CustomerNumber customer = 0; now && customer < customers.size(); ++customer) {
    const Result<std::vector<journey::Offer>> offers = engine_->offers(customers.id(customer), *now);
    if (!offers) return offers.error();
    for (const journey::Offer& offer : *offers) decided_.add(bank_, offer);
  }
  return Done{};
}

Status ThroughEngine::play(const Story& story) {
  judge_by_native(story.program);
  const Status loaded = load(story);
  if (!loaded) return loaded;
  for (const Happening& happening : story.happenings) {
    const Status done = std::visit([this](const auto& one) { return take(one); }, happening);
    if (!done) return done;
  }
  const std::optional<Instant> end = story.until ? story.until : last_;
  return end ? engine_->advance(*end) : Status(Done{});
}

Status ThroughEngine::load(const Story& story) {
  for (const Customer& customer : story.customers) {
    const layout::RowLayout& layout = engine_->tag_layout();
    const std::vector<std::byte> row = row_of(layout, customer.tags);
    const Status loaded = engine_->load(customer.id, story.loaded, {&layout, row.data()});
    if (!loaded) return loaded;
    last_ = story.loaded;
  }
  return Done{};
}

Status ThroughEngine::move_before(Instant time) {
  if (last_ && time <= *last_) return Done{};
  const Status advanced = last_ ? engine_->advance(time - 1) : Status(Done{});
  last_ = time;
  collect();
  return advanced;
}

Status ThroughEngine::take(const ReadEvent& event) {
  const Status moved = move_before(event.time);
  if (!moved) return moved;
  const layout::RowLayout& layout = engine_->event_layout(event.type);
  const std::vector<std::byte> row = row_of(layout, event.fields);
  return engine_->apply(event.customer, {event.id, event.type, event.time, {&layout, row.data()}});
}

Status ThroughEngine::take(const Update& update) {
  const Status moved = move_before(update.time);
  if (!moved) return moved;
  return engine_->update(update.customer, {update.id, update.time, borrowed(update.tags)});
}

Status ThroughEngine::take(const Clock& clock) {
  last_ = last_ ? std::max(*last_, clock.time) : clock.time;
  return engine_->advance(clock.time);
}

Status ThroughEngine::take(const Publish& publish) {
  const Status published = engine_->publish(publish.program);
  if (!publish.refused.empty()) {
    const bool is_said = !published && published.error().message.find(publish.refused) != std::string::npos;
    return is_said ? Status(Done{}) : Status(Error{"the program was not refused because of: " + publish.refused});
  }
  if (published) judge_by_native(publish.program);
  return published;
}

// What was decided before has been handed out by then.
Status ThroughEngine::take(const Forget& forget) {
  collect();
  return engine_->forget(forget.customer);
}

void ThroughEngine::judge_by_native(const std::shared_ptr<const ir::Program>& program) {
  if (native_ == nullptr) return;
  std::span<const layout::RowLayout> events;
  if (!program->schema->events.empty()) events = {&engine_->event_layout(0), program->schema->events.size()};
  auto native = engine::NativePredicates::compile(*native_, program,
                                                  engine::requests_of(*program, engine_->tag_layout(), events));
  if (!native) {
    left_out_.insert("nothing of the program is compiled");
    return;
  }
  shares_.push_back(std::make_shared<NativeShare>(*std::move(native), program));
  engine_->judge_by(shares_.back());
}

void ThroughEngine::collect() {
  for (const journey::Effect& effect : engine_->take_effects()) decided_.add(bank_, effect);
  for (const engine::CustomerFiring& firing : engine_->take_firings()) {
    decided_.firings.push_back({firing.customer, firing.trigger, firing.time});
  }
}

}  // namespace wend::conformance
