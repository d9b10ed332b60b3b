// Policies: what forbids contacts, and how often they may be.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "compiler/ir/fields.hpp"
#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

constexpr std::uint32_t kAllBuckets = 10'000;
constexpr std::uint32_t kGreatestCap = 1'000;
constexpr std::int64_t kGreatestPriority = 1'000;
constexpr Microseconds kLongestRolling = 48 * kHour;

bool is_purpose(const schema::Schema& schema, const std::string& purpose) {
  return std::ranges::find(schema.purposes, purpose) != schema.purposes.end();
}

bool are_conditions_sound(Subject& subject, Reads& reads, const ir::Policy& policy) {
  Scope contact;
  contact.customer = false;
  contact.contact.fill(true);
  if (!subject.allow_condition(policy.applies_to) || !reads.stay_in(contact, policy.applies_to)) return false;
  for (const ir::Consent& consent : policy.consent) {
    if (!subject.demand(is_purpose(subject.schema, consent.purpose), "the schema has no such purpose") ||
        !subject.demand_condition(consent.condition) || !reads.stay_in(Scope{}, consent.condition)) {
      return false;
    }
  }
  Scope offered;
  offered.contact[static_cast<std::size_t>(ir::ContactPart::product)] = true;
  return subject.allow_condition(policy.sensitive_requires) && reads.stay_in(Scope{}, policy.sensitive_requires) &&
         subject.allow_condition(policy.suitability) && reads.stay_in(offered, policy.suitability);
}

// Whether contacts may be at some time of the day.
bool leave_some_time(const std::vector<ir::QuietHours>& hours) {
  std::vector<std::pair<Microseconds, Microseconds>> parts;
  for (const ir::QuietHours& one : hours) {
    if (one.to > one.from) {
      parts.emplace_back(one.from, one.to);
    } else {
      parts.insert(parts.end(), {{0, one.to}, {one.from, kDay}});
    }
  }
  std::ranges::sort(parts);
  Microseconds filled = 0;
  for (const auto& [from, to] : parts) {
    if (from > filled) return true;
    filled = std::max(filled, to);
  }
  return filled < kDay;
}

bool is_quiet_sound(Subject& subject, const ir::Policy& policy) {
  const auto is_time = [](Microseconds time) { return time >= 0 && time < kDay; };
  const bool are_times = std::ranges::all_of(policy.quiet, [&](const ir::QuietHours& hours) {
    return is_time(hours.from) && is_time(hours.to) && hours.from != hours.to;
  });
  return subject.demand(are_times, "its quiet hours are no times of day") &&
         subject.demand(leave_some_time(policy.quiet), "its quiet hours leave no time of the day");
}

bool is_medium(const schema::Schema& schema, const ir::Medium& medium) {
  if (medium.is_slot) return medium.index < schema.slots.size();
  return medium.index < schema.channels.size() && schema.channels[medium.index].contact;
}

// The media in one order, since caps that differ in it alone are the same.
std::vector<std::pair<bool, std::uint32_t>> sorted(const std::vector<ir::Medium>& media) {
  std::vector<std::pair<bool, std::uint32_t>> sorted;
  for (const ir::Medium& medium : media) sorted.emplace_back(medium.is_slot, medium.index);
  std::ranges::sort(sorted);
  return sorted;
}

bool are_caps_sound(Subject& subject, const ir::Policy& policy) {
  std::set<std::vector<std::byte>> seen;
  for (const ir::Cap& cap : policy.caps) {
    const auto media = sorted(cap.across);
    const bool is_window = is_span(subject.schema, cap.window) && cap.window.period.business_days == 0 &&
                           cap.window.duration <= kLongestRolling;
    const bool are_media =
        std::ranges::all_of(cap.across, [&](const ir::Medium& one) { return is_medium(subject.schema, one); }) &&
        std::ranges::adjacent_find(media) == media.end();
    CanonicalWriter key;
    key.put(cap.window);
    key.put(media);
    if (!subject.demand(is_window, "a cap is over no window of time") ||
        !subject.demand(cap.at_most >= 1 && cap.at_most <= kGreatestCap, "a cap has no such number") ||
        !subject.demand(are_media, "a cap is across what contacts nobody, or twice across the same") ||
        !subject.demand(seen.insert(key.take()).second, "a cap is there twice")) {
      return false;
    }
  }
  return true;
}

bool are_reservations_sound(Subject& subject, const ir::Policy& policy) {
  std::uint32_t greatest = 0;
  for (const ir::Cap& cap : policy.caps) greatest = std::max(greatest, cap.at_most);
  const bool arbitrates = !policy.arbitrate || (is_span(subject.schema, *policy.arbitrate) && !policy.caps.empty());
  if (!subject.demand(arbitrates, "it arbitrates over no time, or without caps")) return false;
  const bool are_sound = std::ranges::all_of(policy.reservations, [&](const ir::Reservation& one) {
    return one.count >= 1 && one.count < greatest && one.priority >= 0 && one.priority <= kGreatestPriority;
  });
  return subject.demand(are_sound, "it reserves nothing, or all that its caps allow");
}

}  // namespace

bool are_policies_sound(Subject& subject, Reads& reads) {
  for (const ir::Policy& policy : subject.program.policies) {
    subject.at("policy", policy.name);
    const bool is_sound = are_conditions_sound(subject, reads, policy) &&
                          subject.demand(policy.control <= kAllBuckets, "it controls more than everyone") &&
                          is_quiet_sound(subject, policy) && are_caps_sound(subject, policy) &&
                          are_reservations_sound(subject, policy);
    if (!is_sound) return false;
  }
  return true;
}

}  // namespace wend::verify
