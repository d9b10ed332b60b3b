// A program, its customers and a clock: what a host embeds and `wend run` drives.
//
//     Result<Engine> engine = Engine::make(program);
//     engine->load("2873", start, {&engine->tag_layout(), row.data()});
//     engine->apply("2873", {.id = "695247", .type = type, .time = at, .fields = {&engine->event_layout(type), data}});
//     engine->advance(end);
//     for (const journey::Effect& effect : engine->take_effects()) …
//
// Each customer's time moves by that customer's events, and everyone's by `advance`. Nothing is done behind the
// caller's back: without events and `advance` no wait ends. An event that a step emits is delivered before the call
// that led to it returns; see deliveries.hpp. One thread at a time. Errors leave everything as it was, but for what was
// emitted and is not delivered yet.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/engine/statistics.hpp"
#include "runtime/engine/tiers.hpp"
#include "runtime/journey/offers.hpp"
#include "runtime/journey/step.hpp"
#include "runtime/store/store.hpp"

namespace wend::engine {

struct Options {
  journey::Limits limits;
  // Who judges conditions; null: `tiers`, or without them the reference evaluator. Must answer for every program that
  // is published.
  std::shared_ptr<const journey::Predicates> predicates;
  // Makes the conditions of each program that is published into rules: the optimised evaluator judges them, and native
  // code those that are hot.
  std::shared_ptr<Tiers> tiers;
  // Whether take_firings has anything to give; a host that only wants effects does without.
  bool keep_firings = false;
  // Who is on the schema's name lists; null: no list is there.
  std::shared_ptr<const lists::NameLists> name_lists;
  // Answers grants by events `granted` and `refused`, out of the budgets that the schema states, first come, first
  // served; a benefit without a budget is granted to all.
  bool simulate_budgets = false;
};

// A trigger that fired for a customer.
struct CustomerFiring {
  std::string customer;
  std::string trigger;
  Instant time = 0;
};

class Engine {
 public:
  // An error where the system does not know the schema's time zone.
  [[nodiscard]] static Result<Engine> make(std::shared_ptr<const ir::Program> program, const Options& options = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // How rows are best handed in; valid until the next publish.
  [[nodiscard]] const layout::RowLayout& tag_layout() const;
  [[nodiscard]] const layout::RowLayout& event_layout(schema::EventIndex type) const;

  // Who judges conditions from now on, instead of what Options say: native code compiled for this engine's layouts. The
  // next publish, which has layouts of its own, goes back to Options.
  void judge_by(std::shared_ptr<const journey::Predicates> predicates);

  // All of a customer's tags; enrols a customer not heard of. An error where the time is not in the years 1 to 9999,
  // here and below.
  [[nodiscard]] Status load(std::string_view customer, Instant time, const layout::Row& tags);
  // The schema may deliver the event to customers whom its fields name as well (`deliver_to`): each of them gets it, in
  // the order of the fields and once, after the customer. Only the first delivery is counted in the statistics.
  [[nodiscard]] Status apply(std::string_view customer, const journey::Event& event);
  [[nodiscard]] Status update(std::string_view customer, const journey::TagChange& change);
  // Removes all that is remembered of the customer, who is unknown from now on: the id, tags, history, what is under
  // way, and effects and firings that were not taken. What is pending never happens; what was counted stays counted.
  [[nodiscard]] Status forget(std::string_view customer);
  // Moves everyone's time. A time before an earlier `advance` changes nothing.
  [[nodiscard]] Status advance(Instant now);
  // How far `advance` came; nothing before the first.
  [[nodiscard]] std::optional<Instant> advanced_to() const;

  // From now on the new program runs; what becomes of live instances is said at journey::migrate. An error where it
  // was checked against another schema, or a migration of its leaves out where someone may rest.
  [[nodiscard]] Status publish(std::shared_ptr<const ir::Program> program);
  // From now on these editions of the name lists are asked; an error changes nothing.
  [[nodiscard]] Status publish_lists(std::shared_ptr<const lists::NameLists> name_lists);

  // The effects since the last call, in the order in which they were decided: by customer as the inputs came, then by
  // time within each `advance`.
  [[nodiscard]] std::vector<journey::Effect> take_effects();
  // The firings since the last call, in the same order.
  [[nodiscard]] std::vector<CustomerFiring> take_firings();
  [[nodiscard]] Statistics statistics() const;
  // What is on offer to the customer at the instant; nothing to one not heard of.
  [[nodiscard]] Result<std::vector<journey::Offer>> offers(std::string_view customer, Instant at) const;

  // The rules that judge the current program's conditions; empty without Options::tiers, and after judge_by.
  [[nodiscard]] std::span<const std::shared_ptr<Rule>> rules() const;

  [[nodiscard]] const ir::Program& program() const;
  [[nodiscard]] const store::Store& customers() const;

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::engine
