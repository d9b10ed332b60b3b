#include "compiler/check/contradictions.hpp"

#include <algorithm>
#include <set>

#include "compiler/check/contacts.hpp"
#include "compiler/check/quiet.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/codes/policies.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

// A declaration that is in the program, with its tree.
template <typename Tree, typename Item>
struct Known {
  const Tree& tree;
  const Item& item;
  DefinitionIndex definition;
};
using KnownPolicy = Known<syntax::PolicyDeclaration, ir::Policy>;
using KnownJourney = Known<syntax::JourneyDeclaration, ir::Journey>;

// In the order of the definitions.
template <typename Tree, typename Item>
std::vector<Known<Tree, Item>> known(const Context& context, DefinitionKind kind, const std::vector<Item>& items) {
  std::vector<Known<Tree, Item>> found;
  for (DefinitionIndex at = 0; at < context.facts.definitions.size(); ++at) {
    const Definition& definition = context.facts.definitions[at];
    const syntax::Declaration* declaration = context.declarations.tree(at);
    if (definition.kind != kind || definition.index == kNoIndex || declaration == nullptr) continue;
    if (const Tree* tree = declaration->as<Tree>()) found.push_back({*tree, items[definition.index], at});
  }
  return found;
}

// --- personalised marketing -----------------------------------------------------------------------------------------

bool is_marketing(std::string_view purpose) {
  return purpose == "marketing" || purpose == "营销";
}

void report_personalised(Context& context, const std::vector<KnownJourney>& journeys) {
  for (const Use& use : context.facts.uses) {
    if (use.kind != Use::Kind::message) continue;
    const auto inside = std::ranges::lower_bound(journeys, use.inside, {}, &KnownJourney::definition);
    if (inside == journeys.end() || inside->definition != use.inside) continue;
    const schema::Channel& channel = context.schema.channels[use.index];
    const schema::Template& message = channel.templates[use.part];
    const std::string& purpose = message.purpose.empty() ? inside->item.purpose : message.purpose;
    const bool has_choice = !message.refusal.empty() || !message.general.empty();
    if (!channel.contact || !message.personalised || has_choice || !is_marketing(purpose)) continue;
    context.sink.report(codes::personalised_without_choice, use.span).with(channel.name + "." + message.name);
  }
}

// --- policies against journeys --------------------------------------------------------------------------------------

class Contradictions {
 public:
  Contradictions(Context& context, const std::vector<KnownPolicy>& policies) : context_(context), policies_(policies) {}

  void look_at(const KnownJourney& journey, const PossibleContact& contact) {
    std::vector<ir::QuietHours> quiet;
    for (const KnownPolicy& policy : policies_) {
      if (!may_apply(context_.program, policy.item, contact)) continue;
      report_held(journey, policy);
      add_quiet(policy, contact, quiet);
    }
  }

 private:
  void report_held(const KnownJourney& journey, const KnownPolicy& policy) {
    if (!policy.item.arbitrate || !journey.item.expires || !journey.tree.expires) return;
    if (!ir::outlasts(*policy.item.arbitrate, *journey.item.expires)) return;
    if (!reported_.insert(&*policy.tree.arbitrate).second) return;
    context_.sink.report(codes::held_past_expiry, policy.tree.arbitrate->span)
        .with(journey.item.name)
        .note(codes::said_here, journey.tree.expires->span, {"expires"});
  }

  void add_quiet(const KnownPolicy& policy, const PossibleContact& contact, std::vector<ir::QuietHours>& quiet) {
    for (std::size_t at = 0; at < policy.item.quiet.size(); ++at) {
      const bool was_full = fill_the_day(quiet);
      quiet.push_back(policy.item.quiet[at]);
      if (was_full || !fill_the_day(quiet) || !reported_.insert(&policy.tree.quiet[at]).second) continue;
      context_.sink.report(codes::quiet_together, policy.tree.quiet[at].span)
          .with(std::string(contact.channel) + "." + contact.message.name);
    }
  }

  Context& context_;
  const std::vector<KnownPolicy>& policies_;
  std::set<const void*> reported_;  // clauses
};

}  // namespace

void check_contradictions(Context& context) {
  const auto policies = known<syntax::PolicyDeclaration>(context, DefinitionKind::policy, context.program.policies);
  const auto journeys = known<syntax::JourneyDeclaration>(context, DefinitionKind::journey, context.program.journeys);
  report_personalised(context, journeys);
  Contradictions contradictions(context, policies);
  for (const KnownJourney& journey : journeys) {
    for_each_contact(context.program, journey.item,
                     [&](const PossibleContact& contact) { contradictions.look_at(journey, contact); });
  }
}

}  // namespace wend::check
