// The course of one test: what happens in it, and whether what is expected came about. For story.cpp alone.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/engine/deliveries.hpp"
#include "runtime/journey/memory.hpp"
#include "tools/wend/test/story.hpp"

namespace wend::tools {

class Course {
 public:
  Course(const Bench& bench, const check::Test& test, std::shared_ptr<const journey::Plan> plan, Seen& seen)
      : bench_(bench), test_(test), plan_(std::move(plan)), recorder_(seen), others_recorder_(seen) {
    result_.test = &test;
    if (test.customer == ir::kNone) return;
    const OwnedValue id = own(eval::evaluate(plan_->program(), test.customer, inputs_at(0)));
    if (const auto* text = std::get_if<std::string>(&id); text != nullptr && !text->empty()) customer_ = *text;
  }

  TestResult run();

 private:
  // --- what happens -------------------------------------------------------------------------------------------------
  Status take(const check::TestHappening& happening);
  Status take(const check::TestAdvance& advance);
  // The customer is heard of, with the tags that are given.
  Status begin(Instant at);
  // What is due before the event happens before it; what is due at its instant, after it.
  Status move_before(Instant at);
  Status event(const check::TestHappening& happening, Instant at);
  Status update(const check::TestHappening& happening, Instant at);

  using Evaluated = std::vector<std::pair<std::uint32_t, OwnedValue>>;
  [[nodiscard]] Evaluated evaluated(const std::vector<check::TestValue>& values, Instant at) const;
  [[nodiscard]] OwnedValue value_of(const check::TestValue& value, const eval::Inputs& inputs) const;
  [[nodiscard]] OwnedValue records_of(const check::TestValue& list, const eval::Inputs& inputs) const;
  // What values in tests can read: the clock, and who the customer is.
  [[nodiscard]] eval::Inputs inputs_at(Instant at) const;
  // A period keeps the local clock time.
  [[nodiscard]] std::optional<Instant> after(const ir::Span& span) const;
  // The story's customer goes first, then everyone else who is in it; then what that brings about for whom.
  Status step(const journey::Input& input);

  using Names = std::vector<std::string>;
  [[nodiscard]] Names others() const;
  // To whom else the event is delivered.
  [[nodiscard]] Names related(const journey::Event& event) const;
  Status deliver(const engine::Delivery& delivery);
  // What others do is seen for coverage, and is no part of an explanation.
  Status step(const std::string& customer, const journey::Input& input, std::uint32_t chain);
  [[nodiscard]] static TimelineEntry entry_of(journey::Effect effect);
  [[nodiscard]] TimelineEntry entry_of(const journey::Firing& firing) const;
  void flush();
  void note_clause(Instant at, const source::Span& span);
  // --- what is expected ---------------------------------------------------------------------------------------------
  void begin_group();
  Status take(const check::TestExpectation& expectation);
  Status judge(const check::TestExpectation& expectation);
  // Judges, and keeps what decided.
  struct Asked final : journey::Predicates {
    mutable Judgement judgement;
    [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                              const eval::Inputs& inputs) const override {
      judgement = judged(program, condition, inputs);
      return judgement.truth;
    }
  };
  [[nodiscard]] bool is_meant(const check::TestExpectation& expectation, const TimelineEntry& entry) const;
  [[nodiscard]] bool has_arguments(const check::TestExpectation& expectation, const journey::Effect& effect) const;
  [[nodiscard]] TestFailure failure_of(const check::TestExpectation& expectation) const;
  [[nodiscard]] const journey::State& state() const;

  const Bench& bench_;
  const check::Test& test_;
  std::shared_ptr<const journey::Plan> plan_;
  Recorder recorder_;
  Recorder others_recorder_;
  TestResult result_;
  std::string customer_ = "1";                    // where the test does not say who
  std::map<std::string, journey::State> states_;  // by customer: the story's, and those to whom events were delivered
  engine::Deliveries deliveries_{false};          // grants are answered by the story
  std::vector<TimelineEntry> pending_;            // decided, and not yet on the timeline
  Instant clock_ = 0;
  bool has_begun_ = false;
  bool is_expecting_ = false;
  std::size_t since_ = 0;
  std::size_t judged_since_ = 0;
};

}  // namespace wend::tools
