#include "runtime/journey/ledger.hpp"

#include <algorithm>

#include "runtime/journey/step.hpp"

namespace wend::journey {
namespace {

std::uint32_t encoded(const ir::Medium& medium) {
  return medium.is_slot ? medium.index | kSlotBit : medium.index;
}

ir::Medium decoded(std::uint32_t medium) {
  return {.is_slot = (medium & kSlotBit) != 0, .index = medium & ~kSlotBit};
}

// The first day of the window of whole days whose last is `last`: `last N days` has `last` as its N-th.
std::optional<Date> first_day(Date last, const Period& window) {
  return add(last, Period{-window.months, 1 - window.days, 0});
}

// Whether a window that ends at `now` still has what happened at `time`.
bool is_inside(const ir::Span& window, Instant time, Instant now, const Zone& zone) {
  if (window.duration != 0) return time > now - window.duration;
  const std::optional<Date> first = first_day(zone.local_date(now), window.period);
  return !first || zone.local_date(time) >= *first;
}

// The first instant at which a window has no longer what happened at `time`. Months are of different lengths, so the
// day is looked for from a little before where the period leads.
Instant leaves(const ir::Span& window, Instant time, const Zone& zone) {
  if (window.duration != 0) return time + window.duration;
  constexpr Date kMonthsDiffer = 4;
  const Date day = zone.local_date(time);
  const std::optional<Date> near = add(day, window.period);
  if (!near) return kNever;
  for (Date last = *near - kMonthsDiffer; last <= *near + kMonthsDiffer; ++last) {
    const std::optional<Date> first = first_day(last, window.period);
    if (first && *first > day) return zone.start_of(last);
  }
  return kNever;
}

bool compares(std::int64_t left, ir::Reservation::Order order, std::int64_t right) {
  switch (order) {
    case ir::Reservation::Order::equal: return left == right;
    case ir::Reservation::Order::not_equal: return left != right;
    case ir::Reservation::Order::less: return left < right;
    case ir::Reservation::Order::less_equal: return left <= right;
    case ir::Reservation::Order::greater: return left > right;
    case ir::Reservation::Order::greater_equal: return left >= right;
  }
  return false;
}

bool may_use(const ir::Reservation& reservation, std::int64_t priority) {
  return compares(priority, reservation.order, reservation.priority);
}

// When so many of the contacts will be inside the window no more that less than `room` are left.
Instant until_less_than(std::size_t room, const std::vector<const ContactEntry*>& inside, const ir::Span& window,
                        const Zone& zone) {
  if (room == 0 || inside.size() < room) return kNever;
  return leaves(window, inside[inside.size() - room]->time, zone);
}

std::optional<Fullness> by_reservation(const ir::Policy& policy, const ir::Cap& cap,
                                       const std::vector<const ContactEntry*>& inside, const Sender& sender,
                                       const Zone& zone) {
  std::optional<Fullness> full;
  for (const ir::Reservation& reservation : policy.reservations) {
    if (reservation.count >= cap.at_most || may_use(reservation, sender.priority)) continue;
    const std::size_t room = cap.at_most - reservation.count;
    std::vector<const ContactEntry*> others;
    std::ranges::copy_if(inside, std::back_inserter(others),
                         [&](const ContactEntry* one) { return !may_use(reservation, one->priority); });
    if (others.size() < room) continue;
    const Instant until = until_less_than(room, others, cap.window, zone);
    full = Fullness{.reserved = true, .winner = 0, .until = full ? std::max(full->until, until) : until};
  }
  return full;
}

// Whether some cap counts contacts of this kind at this medium and could still reach back to the instant.
bool is_counted(const Session& session, std::uint64_t counted, const ir::Medium& medium, Instant time) {
  return std::ranges::any_of(session.plan.policies(), [&](const PlannedPolicy& planned) {
    if (planned.counted != counted) return false;
    return std::ranges::any_of(planned.policy->caps, [&](const ir::Cap& cap) {
      return covers(cap, medium) && is_inside(cap.window, time, session.memory.clock, session.zone());
    });
  });
}

}  // namespace

bool counts(const Plan& plan, std::uint64_t counted) {
  return std::ranges::any_of(plan.policies(), [&](const PlannedPolicy& planned) {
    return planned.counted == counted && !planned.policy->caps.empty();
  });
}

bool covers(const ir::Cap& cap, const ir::Medium& medium) {
  return cap.across.empty() || std::ranges::find(cap.across, medium) != cap.across.end();
}

std::optional<Fullness> fullness(const Session& session, const PlannedPolicy& policy, const ir::Cap& cap,
                                 const Sender& sender) {
  const Memory& memory = session.memory;
  std::vector<const ContactEntry*> inside;
  std::size_t remembered = 0;
  for (const ContactEntry& entry : memory.contacts) {
    if (entry.counted != policy.counted) continue;
    ++remembered;
    const bool is_counted =
        covers(cap, decoded(entry.medium)) && is_inside(cap.window, entry.time, memory.clock, session.zone());
    if (is_counted) inside.push_back(&entry);
  }
  const bool is_full = inside.size() >= cap.at_most || remembered >= session.plan.limits().contacts;
  if (!is_full) return by_reservation(*policy.policy, cap, inside, sender, session.zone());
  return Fullness{.reserved = false,
                  .winner = inside.empty() ? 0 : inside.back()->journey,
                  .until = until_less_than(cap.at_most, inside, cap.window, session.zone())};
}

void count_contact(Session& session, const std::vector<const PlannedPolicy*>& applying, const Sender& sender) {
  Memory& memory = session.memory;
  std::erase_if(memory.contacts, [&](const ContactEntry& entry) {
    return !is_counted(session, entry.counted, decoded(entry.medium), entry.time);
  });
  const std::size_t before = memory.contacts.size();
  for (const PlannedPolicy* policy : applying) {
    const auto is_it = [&](const ContactEntry& entry) { return entry.counted == policy->counted; };
    const bool is_done =
        std::any_of(memory.contacts.begin() + static_cast<std::ptrdiff_t>(before), memory.contacts.end(), is_it);
    if (is_done || !is_counted(session, policy->counted, sender.medium, memory.clock)) continue;
    memory.contacts.push_back({.counted = policy->counted,
                               .time = memory.clock,
                               .journey = sender.journey,
                               .medium = encoded(sender.medium),
                               .priority = sender.priority});
  }
}

}  // namespace wend::journey
