#include "compiler/ir/rests.hpp"

namespace wend::ir {
namespace {

// One for each kind of step, so that a new one has to say whether it is a place of rest.
struct Rests {
  bool operator()(const WaitSpan&) const { return true; }
  bool operator()(const WaitUntil&) const { return true; }
  bool operator()(const WaitFor&) const { return true; }
  bool operator()(const Send&) const { return false; }
  bool operator()(const Assign&) const { return false; }
  bool operator()(const Grant& step) const { return step.awaits_answer; }
  bool operator()(const Place&) const { return false; }
  bool operator()(const Set&) const { return false; }
  bool operator()(const Emit&) const { return false; }
  bool operator()(const Start&) const { return false; }
  bool operator()(const WaitForAny&) const { return true; }
  bool operator()(const Repeat&) const { return true; }
  bool operator()(const Each&) const { return false; }
  bool operator()(const Choose&) const { return false; }
  bool operator()(const Split&) const { return false; }
  bool operator()(const Stop&) const { return false; }
};

}  // namespace

bool rests(const Step& step) {
  return std::visit(Rests{}, step.action);
}

bool may_rest(const Step& step) {
  return rests(step) || std::holds_alternative<Send>(step.action) || std::holds_alternative<Place>(step.action);
}

StepIndex step_named(const Journey& journey, std::string_view name) {
  const auto found = std::ranges::find(journey.steps, name, &Step::name);
  return found == journey.steps.end() ? kEnd : static_cast<StepIndex>(found - journey.steps.begin());
}

const Journey* find_version(const Program& program, std::string_view name, std::int64_t version) {
  const auto found = std::ranges::find_if(
      program.journeys, [&](const Journey& journey) { return journey.name == name && journey.version == version; });
  return found == program.journeys.end() ? nullptr : &*found;
}

const Migration* migration_from(const Journey& journey, std::int64_t version) {
  const auto found = std::ranges::find(journey.migrations, version, &Migration::from_version);
  return found == journey.migrations.end() ? nullptr : &*found;
}

std::vector<std::string_view> left_out(const Journey& older, const Migration& migration) {
  std::vector<std::string_view> names;
  if (migration.otherwise != Migration::Otherwise::unsaid) return names;
  for (const Step& step : older.steps) {
    const bool is_moved =
        std::ranges::find(migration.moves, step.name, &Migration::Move::from) != migration.moves.end();
    if (rests(step) && !is_moved) names.push_back(step.name);
  }
  return names;
}

}  // namespace wend::ir
