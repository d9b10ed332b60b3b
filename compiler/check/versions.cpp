#include "compiler/check/versions.hpp"

#include <algorithm>
#include <map>

#include "compiler/check/contacts.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/heads.hpp"
#include "compiler/ir/rests.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

constexpr std::int64_t kGreatestVersion = 1'000'000;

// Names of the places of rest of a journey.
Candidates rests_of(const ir::Journey& journey) {
  Candidates candidates;
  for (const ir::Step& step : journey.steps) {
    if (ir::may_rest(step)) candidates.push_back({step.name, {}});
  }
  return candidates;
}

bool is_rest(const ir::Journey& journey, std::string_view name) {
  const ir::StepIndex step = ir::step_named(journey, name);
  return step != ir::kEnd && ir::may_rest(journey.steps[step]);
}

class MigrationChecker {
 public:
  MigrationChecker(Context& context, ir::Journey& journey) : context_(context), journey_(journey) {}

  void check(const syntax::Clause<syntax::Migration>& clause) {
    const syntax::Migration& tree = clause.value;
    const auto version = check_whole(context_, tree.from_version, 1, kGreatestVersion);
    if (!version || !may_leave(tree, *version)) return;
    const ir::Journey* older = find_older(*version);
    ir::Migration migration{.from_version = *version, .moves = {}, .otherwise = fate_of(tree)};
    bool sound = true;
    for (const syntax::Migration::Move& move : tree.moves) sound &= add_move(move, older, migration);
    if (!sound || (older != nullptr && !is_whole(clause, *older, migration))) return;
    journey_.migrations.push_back(std::move(migration));
  }

 private:
  static ir::Migration::Otherwise fate_of(const syntax::Migration& tree) {
    if (!tree.otherwise) return ir::Migration::Otherwise::unsaid;
    switch (tree.otherwise->value) {
      case syntax::Migration::Otherwise::keep: return ir::Migration::Otherwise::keep;
      case syntax::Migration::Otherwise::exit: return ir::Migration::Otherwise::exit;
    }
    return ir::Migration::Otherwise::unsaid;
  }

  bool may_leave(const syntax::Migration& tree, std::int64_t version) {
    if (version >= journey_.version) {
      context_.sink.report(codes::migration_from_no_older_version, tree.from_version.span)
          .with(version)
          .with(journey_.version);
      return false;
    }
    if (ir::migration_from(journey_, version) == nullptr) return true;
    context_.sink.report(codes::migration_said_twice, tree.from_version.span).with(version);
    return false;
  }

  const ir::Journey* find_older(std::int64_t version) const {
    const ir::Journey* older = ir::find_version(context_.program, journey_.name, version);
    if (older != nullptr || context_.against == nullptr) return older;
    return ir::find_version(*context_.against, journey_.name, version);
  }

  bool add_move(const syntax::Migration::Move& move, const ir::Journey* older, ir::Migration& migration) {
    if (std::ranges::find(migration.moves, move.from.text, &ir::Migration::Move::from) != migration.moves.end()) {
      context_.sink.report(codes::move_said_twice, move.from.span).with(move.from.text);
      return false;
    }
    if (older != nullptr && !is_rest(*older, move.from.text)) return report_no_rest(move.from, *older);
    if (!is_rest(journey_, move.to.text)) return report_no_rest(move.to, journey_);
    migration.moves.push_back({move.from.text, ir::step_named(journey_, move.to.text)});
    return true;
  }

  bool report_no_rest(const syntax::Name& name, const ir::Journey& journey) {
    diagnostics::Report report =
        context_.sink.report(codes::no_place_of_rest, name.span).with(name.text).with(journey.version);
    suggest_nearest(context_, report, name.span, name.text, rests_of(journey));
    return false;
  }

  bool is_whole(const syntax::Clause<syntax::Migration>& clause, const ir::Journey& older,
                const ir::Migration& migration) {
    std::string names;
    std::vector<std::string_view> left_out = ir::left_out(older, migration);
    add_delayed(older, migration, left_out);
    for (const std::string_view name : left_out) {
      names.append(names.empty() ? "`" : ", `").append(name).append("`");
    }
    if (names.empty()) return true;
    context_.sink.report(codes::migration_leaves_out, clause.span).with(names).with(older.version);
    return false;
  }

  // Contacts at which a policy that is published with the newer version may have instances of the older one rest.
  void add_delayed(const ir::Journey& older, const ir::Migration& migration, std::vector<std::string_view>& names) {
    if (migration.otherwise != ir::Migration::Otherwise::unsaid) return;
    const bool is_here = ir::find_version(context_.program, older.name, older.version) == &older;
    for_each_contact(is_here ? context_.program : *context_.against, older, [&](const PossibleContact& contact) {
      const std::string& name = contact.step->name;
      const auto delays = [&](const ir::Policy& policy) {
        return may_delay(policy) && may_apply(context_.program, policy, contact);
      };
      const bool is_moved =
          std::ranges::find(migration.moves, name, &ir::Migration::Move::from) != migration.moves.end();
      if (!is_moved && std::ranges::any_of(context_.program.policies, delays)) names.push_back(name);
    });
  }

  Context& context_;
  ir::Journey& journey_;
};

void mark_superseded(std::vector<ir::Journey>& journeys) {
  std::map<std::string_view, std::int64_t> newest;
  for (const ir::Journey& journey : journeys) {
    std::int64_t& version = newest.try_emplace(journey.name, journey.version).first->second;
    version = std::max(version, journey.version);
  }
  for (ir::Journey& journey : journeys) journey.superseded = journey.version < newest.at(journey.name);
}

}  // namespace

void check_versions(Context& context) {
  std::vector<ir::Journey>& journeys = context.program.journeys;
  mark_superseded(journeys);
  for (DefinitionIndex index = 0; index < context.facts.definitions.size(); ++index) {
    const Definition& definition = context.facts.definitions[index];
    const syntax::Declaration* tree = context.declarations.tree(index);
    if (definition.kind != DefinitionKind::journey || definition.index == kNoIndex || tree == nullptr) continue;
    MigrationChecker checker(context, journeys[definition.index]);
    for (const auto& clause : tree->as<syntax::JourneyDeclaration>()->migrations) checker.check(clause);
  }
}

}  // namespace wend::check
