// One customer of the little bank, to whom things happen.
//
//     Customer customer(bank.publish());
//     customer.deposit("2026-03-02 10:00", 5'000);
//     EXPECT_THAT(customer.effects(), ElementsAre("enter", "send wechat.offer", "exit completed"));
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/layout/row_layout.hpp"
#include "runtime/journey/step.hpp"
#include "tests/support/bank.hpp"

namespace wend::tests {

// `send wechat.offer`, `exit goal`, `skip wechat.offer consent`, `enter control`.
inline std::string describe(const journey::Effect& effect) {
  std::string text(name_of(effect.kind));
  if (!effect.action.empty()) text += " " + effect.action;
  if (effect.reason != journey::Reason::none) text += " " + std::string(text_of(effect.reason));
  return effect.control ? text + " control" : text;
}

// One customer's state under a program. After every step it must read back from its own bytes.
class Customer {
 public:
  explicit Customer(std::shared_ptr<const ir::Program> program, std::string id = "2873",
                    const journey::Limits& limits = {})
      : plan_(std::make_unique<journey::Plan>(*journey::Plan::make(std::move(program), {}, limits))),
        id_(std::move(id)) {}

  const journey::Outcome& take(std::span<const journey::Input> inputs) {
    Result<journey::Outcome> outcome = journey::step(*plan_, predicates_, id_, state_, inputs);
    EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().message);
    if (outcome) accept(*std::move(outcome));
    return last_;
  }
  const journey::Outcome& take(const journey::Input& input) { return take({&input, 1}); }

  const journey::Outcome& deposit(std::string_view when, std::int64_t crowns, std::string_view purpose = {},
                                  std::string_view id = {}) {
    return event(Bank::deposit, when, {scalar(money(crowns)), Value{purpose}}, id);
  }
  const journey::Outcome& purchase(std::string_view when, std::string_view kind = {}) {
    return event(Bank::purchase, when, {scalar(money(1)), Value{kind}});
  }
  const journey::Outcome& login(std::string_view when) { return event(Bank::login, when, {}); }
  const journey::Outcome& closed(std::string_view when) { return event(Bank::closed, when, {}); }
  const journey::Outcome& event(schema::EventIndex type, std::string_view when, const std::vector<Value>& fields,
                                std::string_view id = {}) {
    std::vector<std::byte> row;
    const layout::RowLayout& layout = plan_->event(type);
    layout::append_row(layout, fields, row);
    return take(journey::Event{.id = id, .type = type, .time = at(when), .fields = {&layout, row.data()}});
  }
  const journey::Outcome& set(std::string_view when, Bank::Tag tag, Value value) {
    const journey::TagValue values[] = {{.tag = tag, .value = value}};
    return take(journey::TagChange{.id = {}, .time = at(when), .values = values});
  }
  const journey::Outcome& load(std::string_view when) {
    const std::vector<std::byte>& none = plan_->no_tags();
    return take(journey::Load{.time = at(when), .tags = {&plan_->tags(), none.data()}});
  }
  const journey::Outcome& advance(std::string_view when) { return take(journey::Advance{at(when)}); }

  void accept(journey::Outcome outcome) {
    last_ = std::move(outcome);
    state_ = last_.state;
    for (const journey::Effect& effect : last_.effects) all_.push_back(effect);
    for (const journey::Firing& firing : last_.firings) firings_.push_back(firing);
    const Result<journey::State> again = journey::State::decode(*plan_, state_.bytes());
    EXPECT_TRUE(again.has_value()) << (again ? "" : again.error().message);
    if (again) {
      EXPECT_EQ(*again, state_);
    }
  }

  // What was decided since the last time this was asked.
  std::vector<std::string> effects() {
    std::vector<std::string> texts;
    for (const journey::Effect& effect : std::exchange(all_, {})) texts.push_back(describe(effect));
    return texts;
  }
  // The same with the local time: `03-02 10:00 enter`.
  std::vector<std::string> timed_effects() {
    std::vector<std::string> texts;
    for (const journey::Effect& effect : std::exchange(all_, {})) {
      texts.push_back(clock(effect.time) + " " + describe(effect));
    }
    return texts;
  }
  // When triggers fired, and which: `03-02 10:00 salary`.
  std::vector<std::string> firings() {
    std::vector<std::string> texts;
    for (const journey::Firing& firing : std::exchange(firings_, {})) {
      texts.push_back(clock(firing.time) + " " + plan_->program().triggers[firing.trigger].name);
    }
    return texts;
  }
  std::vector<journey::Effect> take_effects() { return std::exchange(all_, {}); }

  static std::string clock(Instant time) {
    const std::string iso = format_time(time, prague());
    return iso.substr(5, 5) + " " + iso.substr(11, 5);
  }

  [[nodiscard]] const journey::Plan& plan() const { return *plan_; }
  [[nodiscard]] const journey::Predicates& predicates() const { return predicates_; }
  [[nodiscard]] const journey::State& state() const { return state_; }
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] Instant next_wake() const { return last_.next_wake; }
  // From now on under another plan; `state` must have been made under it.
  void adopt(std::unique_ptr<journey::Plan> plan, journey::Outcome outcome) {
    plan_ = std::move(plan);
    accept(std::move(outcome));
  }

 private:
  std::unique_ptr<journey::Plan> plan_;
  journey::ReferencePredicates predicates_;
  std::string id_;
  journey::State state_;
  journey::Outcome last_;
  std::vector<journey::Effect> all_;
  std::vector<journey::Firing> firings_;
};

}  // namespace wend::tests
