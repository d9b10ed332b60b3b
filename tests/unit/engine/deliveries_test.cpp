// What one customer's effects bring about for others: emitted events, and answers out of simulated budgets.
#include "runtime/engine/deliveries.hpp"

#include <gmock/gmock.h>

#include "runtime/engine/engine.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using ::testing::ElementsAre;

class Deliveries : public ::testing::Test {
 protected:
  engine::Engine& run(bool simulate_budgets = false) {
    engine::Options options;
    options.simulate_budgets = simulate_budgets;
    engine_.emplace(*engine::Engine::make(bank.publish(), options));
    return *engine_;
  }
  void happen(const std::string& customer, schema::EventIndex type, std::string_view when,
              const std::vector<Value>& fields = {}) {
    std::vector<std::byte> row;
    const layout::RowLayout& layout = engine_->event_layout(type);
    layout::append_row(layout, fields, row);
    const journey::Event event{.id = {}, .type = type, .time = at(when), .fields = {&layout, row.data()}};
    EXPECT_TRUE(engine_->apply(customer, event).has_value());
  }
  std::vector<std::string> effects() {
    std::vector<std::string> texts;
    for (const journey::Effect& effect : engine_->take_effects()) {
      texts.push_back(effect.customer + " " + describe(effect));
    }
    return texts;
  }
  // A deposit's purpose names another customer, whose login it emits.
  void emit_login_to_another() {
    ir::Journey& journey = bank.journey("tells", bank.on(Bank::deposit));
    journey.reentry.kind = ir::Reentry::Kind::always;
    const Bank::Id to = bank.purpose(ir::Slot::entered);
    Bank::step(journey, "tell", ir::Emit{.event = Bank::login, .arguments = {}, .to = to, .next = ir::kEnd});
  }

  Bank bank;
  std::optional<engine::Engine> engine_;
};

TEST_F(Deliveries, AnEmittedEventHappensToTheCustomerNamed) {
  emit_login_to_another();
  Bank::step(bank.journey("greets", bank.on(Bank::login)), "greeting", Bank::send(Bank::offer));
  run();
  happen("1", Bank::deposit, "2026-01-05 10:00", {scalar(1), Value{std::string_view("2")}});
  EXPECT_THAT(effects(), ElementsAre("1 enter", "1 emit login", "1 exit completed", "2 enter", "2 send wechat.offer",
                                     "2 exit completed"));
}

TEST_F(Deliveries, WhoseEventIsUnknownIsSkipped) {
  emit_login_to_another();
  run();
  happen("1", Bank::deposit, "2026-01-05 10:00", {scalar(1), Unknown{}});
  EXPECT_THAT(effects(), ElementsAre("1 enter", "1 skip login nobody", "1 exit completed"));
}

TEST_F(Deliveries, ACustomerNotHeardOfIsEnrolled) {
  emit_login_to_another();
  engine::Engine& engine = run();
  happen("1", Bank::deposit, "2026-01-05 10:00", {scalar(1), Value{std::string_view("2")}});
  EXPECT_EQ(engine.statistics().customers, 2U);
  EXPECT_EQ(engine.statistics().events, 1U);  // of those handed in
}

TEST_F(Deliveries, AChainOfEmittedEventsEnds) {
  ir::Journey& rings = bank.journey("rings", bank.on(Bank::login));
  rings.reentry.kind = ir::Reentry::Kind::always;
  Bank::step(rings, "ring", ir::Emit{.event = Bank::login, .arguments = {}, .to = ir::kNone, .next = ir::kEnd});
  run();
  happen("1", Bank::login, "2026-01-05 10:00");
  EXPECT_EQ(effects().size(), 3U * (engine::kLongestChain + 1));
}

TEST_F(Deliveries, ABudgetIsGrantedFirstComeFirstServed) {
  ir::Journey& gives = bank.journey("gives", bank.on(Bank::login));
  Bank::step(gives, "gift", Bank::grant_and_wait(1, 2, ir::kEnd));
  Bank::step(gives, "yes", Bank::send(Bank::offer));
  Bank::step(gives, "no", Bank::send(Bank::notice));
  bank.set_budget(2);
  run(true);
  for (const char* customer : {"1", "2", "3"}) happen(customer, Bank::login, "2026-01-05 10:00");
  std::vector<std::string> sent;
  for (const std::string& effect : effects()) {
    if (effect.find("send") != std::string::npos) sent.push_back(effect);
  }
  EXPECT_THAT(sent, ElementsAre("1 send wechat.offer", "2 send wechat.offer", "3 send wechat.notice"));
}

TEST_F(Deliveries, WithoutSimulationAGrantWaits) {
  Bank::step(bank.journey("gives", bank.on(Bank::login)), "gift", Bank::grant_and_wait(ir::kEnd, ir::kEnd, ir::kEnd));
  run(false);
  happen("1", Bank::login, "2026-01-05 10:00");
  EXPECT_THAT(effects(), ElementsAre("1 enter", "1 grant voucher"));
}

TEST_F(Deliveries, ATimerOfOneCustomerIsAnEventOfAnotherAtItsInstant) {
  ir::Journey& journey = bank.journey("tells", bank.on(Bank::deposit));
  const Bank::Id to = bank.purpose(ir::Slot::entered);
  Bank::step(journey, "pause", ir::WaitSpan{.span = Bank::days(1), .next = 1});
  Bank::step(journey, "tell", ir::Emit{.event = Bank::login, .arguments = {}, .to = to, .next = ir::kEnd});
  Bank::step(bank.journey("greets", bank.on(Bank::login)), "greeting", Bank::send(Bank::offer));
  engine::Engine& engine = run();
  happen("1", Bank::deposit, "2026-01-05 10:00", {scalar(1), Value{std::string_view("2")}});
  EXPECT_TRUE(engine.advance(at("2026-01-09 00:00")).has_value());
  for (const journey::Effect& effect : engine.take_effects()) {
    if (effect.kind == journey::EffectKind::send) {
      EXPECT_EQ(effect.time, at("2026-01-06 10:00"));
      EXPECT_EQ(effect.customer, "2");
    }
  }
}

}  // namespace
}  // namespace wend::tests
