#include "tools/wend/explain/membership.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/diagnostics/codes/project.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/journey/session.hpp"
#include "tools/wend/as_of.hpp"
#include "tools/wend/asked_for.hpp"
#include "tools/wend/explain/why.hpp"
#include "tools/wend/name_lists.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/repl/customers.hpp"
#include "tools/wend/run/bad_rows.hpp"
#include "tools/wend/run/model_scores.hpp"
#include "tools/wend/run/simulation.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;
using data::Outcome;

// Hands what a condition is judged with to whoever asks.
class Listener final : public journey::Predicates {
 public:
  explicit Listener(std::function<void(const eval::Inputs&)> listen) : listen_(std::move(listen)) {}
  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override {
    listen_(inputs);
    return eval::judge(program, condition, inputs);
  }

 private:
  std::function<void(const eval::Inputs&)> listen_;
};

class Membership {
 public:
  Membership(const MembershipOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    program_ = project_.program();
    segment_ = segment_named(*program_, options_.segment, console_);
    const bool said =
        segment_ != nullptr && choose_now() && read_inputs() && (needs_history() ? say_of_history() : say_of_table());
    return said ? ExitStatus::clean : ExitStatus::could_not_run;
  }

 private:
  [[nodiscard]] bool needs_history() const {
    const ir::ExpressionId root[] = {segment_->condition};
    return !ir::uses(*program_, root).windows.empty();
  }

  bool choose_now() {
    const std::optional<AsOf> chosen = as_of(*project_.schema(), options_.at, console_);
    if (chosen) as_of_ = *chosen;
    return chosen.has_value();
  }

  bool read_inputs() {
    const auto customers = data_file(project_, "customers", options_.customers, project_.config().customers, console_);
    if (!customers) return false;
    customers_ = *customers;
    name_lists_ = load_name_lists(project_, options_.name_lists, as_of_.zone, console_);
    scores_ = read_scores(project_, *program_, as_of_.now, as_of_.zone, bad_rows_, console_);
    return name_lists_ != nullptr && scores_.has_value();
  }

  // Of one customer's row; the others are read past.
  bool say_of_table() {
    Customers customers(*project_.schema(), as_of_.zone);
    customers.ask(name_lists_);
    data::CustomerReader reader(customers_, *project_.schema(), as_of_.zone);
    for (Outcome outcome = reader.next(); outcome != Outcome::end; outcome = reader.next()) {
      if (outcome == Outcome::fault && !bad_rows_.take(reader.fault(), reader.text())) return false;
      if (outcome != Outcome::row || reader.id() != options_.customer) continue;
      std::vector<Value> values(reader.values().begin(), reader.values().end());
      scores_->fill(reader.id(), values);
      customers.add(reader.id(), values);
    }
    const std::optional<eval::Inputs> inputs = customers.inputs(options_.customer, as_of_.now);
    if (!inputs) return say_unknown_customer();
    say(*inputs);
    return true;
  }

  bool say_of_history() {
    const auto events = data_file(project_, "events", options_.events, project_.config().events, console_);
    if (!events) return false;
    SimulationInputs inputs;
    inputs.events = *events;
    inputs.customers = customers_;
    inputs.until = as_of_.now;
    inputs.scores = &*scores_;
    engine::Options options;
    options.name_lists = name_lists_;
    Result<engine::Engine> engine = engine::Engine::make(program_, options);
    if (!engine) return stopped(engine.error());
    OutputFile no_effects;
    Simulation simulation(*engine, as_of_.zone, no_effects, bad_rows_, console_);
    if (!simulation.run(inputs)) return false;
    const auto number = engine->customers().find(options_.customer);
    if (!number) return say_unknown_customer();
    return say_of_state(engine->customers().state(*number));
  }

  bool say_of_state(const journey::State& state) {
    const Result<journey::Plan> plan = journey::Plan::make(program_, {}, {}, name_lists_);
    if (!plan) return stopped(plan.error());
    Result<journey::Memory> memory = journey::Memory::open(*plan, state);
    if (!memory) return stopped(memory.error());
    memory->clock = std::max(memory->clock, as_of_.now);
    const Listener listener([this](const eval::Inputs& inputs) { say(inputs); });
    journey::Session session(*plan, listener, options_.customer, *std::move(memory));
    (void)session.judge(plan->program(), segment_->condition, {});
    return true;
  }

  bool stopped(const Error& error) {
    console_.say(codes::run_stopped, {error.message});
    return false;
  }

  bool say_unknown_customer() {
    console_.say(codes::customer_unknown, {options_.customer});
    return false;
  }

  void say(const eval::Inputs& inputs) {
    const auto is_it = [this](const check::Definition& definition) {
      return definition.kind == check::DefinitionKind::segment &&
             segment_ == program_->segments.data() + definition.index;
    };
    const auto& definitions = project_.checked().facts.definitions;
    const auto definition = std::ranges::find_if(definitions, is_it);
    console_.out(verdict(eval::judge(*program_, segment_->condition, inputs)));
    if (definition == definitions.end()) return;
    console_.out(why(project_.checked(), project_.sources(), definition->span, inputs));
  }

  [[nodiscard]] std::string verdict(Truth truth) const {
    const std::string_view is = truth == Truth::yes       ? console_.pick("is in", "属于")
                                : truth == Truth::unknown ? console_.pick("is not known to be in", "未知是否属于")
                                                          : console_.pick("is not in", "不属于");
    return options_.customer + " " + std::string(is) + " " + segment_->name + "\n";
  }

  const MembershipOptions& options_;
  Console& console_;
  Project project_;
  std::shared_ptr<const ir::Program> program_;
  const ir::Segment* segment_ = nullptr;
  AsOf as_of_;
  std::string customers_;
  std::shared_ptr<const lists::NameLists> name_lists_;
  std::optional<data::Scores> scores_;
  BadRows bad_rows_{console_};
};

}  // namespace

ExitStatus explain_membership(const MembershipOptions& options, Console& console) {
  return Membership(options, console).run();
}

}  // namespace wend::tools
