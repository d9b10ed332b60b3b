#include "runtime/journey/offers.hpp"

#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {

void forget_ended_offers(Session& session) {
  std::erase_if(session.memory.offers, [&](const OfferEntry& offer) { return offer.until <= session.memory.clock; });
}

void remember_offer(Session& session, const Instance& instance, const ir::Step& step, const ir::Place& place,
                    Instant until) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const EffectHash id = hash_of(session, instance, step);
  session.memory.offers.push_back({.id_high = id.high,
                                   .id_low = id.low,
                                   .journey = planned.name_hash,
                                   .entry = instance.kept.entry,
                                   .slot = place.slot,
                                   .message = place.message,
                                   .placed = session.memory.clock,
                                   .until = until});
}

void withdraw_offers(Session& session, const Instance& instance) {
  const std::uint64_t journey = session.plan.journeys()[instance.kept.journey].name_hash;
  std::erase_if(session.memory.offers, [&](const OfferEntry& offer) {
    return offer.journey == journey && offer.entry == instance.kept.entry;
  });
}

Result<std::vector<Offer>> offers_of(const Plan& plan, const State& state, Instant now) {
  const Result<Memory> memory = Memory::open(plan, state);
  if (!memory) return memory.error();
  std::vector<Offer> offers;
  for (const OfferEntry& one : memory->offers) {
    if (one.until <= now) continue;
    const std::vector<PlannedJourney>& journeys = plan.journeys();
    const auto by = std::ranges::find(journeys, one.journey, &PlannedJourney::name_hash);
    offers.push_back({.effect = to_text(EffectHash{.high = one.id_high, .low = one.id_low}),
                      .slot = one.slot,
                      .message = one.message,
                      .journey = by == journeys.end() ? std::string() : by->journey->name,
                      .entry = one.entry,
                      .placed = one.placed,
                      .until = one.until});
  }
  return offers;
}

}  // namespace wend::journey
