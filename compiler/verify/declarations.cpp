// What has a name: tags, segments, triggers, goals. One name means one thing.
#include <set>
#include <string_view>
#include <utility>

#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

class Names {
 public:
  explicit Names(Subject& subject) : subject_(subject) {}

  template <typename Items>
  bool take(std::string_view kind, const Items& items) {
    for (const auto& item : items) {
      subject_.at(kind, item.name);
      if (!subject_.demand(!item.name.empty() && names_.insert(item.name).second, "its name is empty or taken")) {
        return false;
      }
    }
    return true;
  }
  // Of one name there may be several versions.
  bool take_journeys() {
    std::set<std::pair<std::string_view, std::int64_t>> versions;
    for (const ir::Journey& journey : subject_.program.journeys) {
      subject_.at("journey", journey.name);
      const bool is_new = !journey.name.empty() && !names_.contains(journey.name) &&
                          versions.emplace(journey.name, journey.version).second;
      if (!subject_.demand(is_new, "its name is empty or taken")) return false;
    }
    return true;
  }

 private:
  Subject& subject_;
  std::set<std::string_view> names_;
};

bool have_own_names(Subject& subject) {
  const ir::Program& program = subject.program;
  Names names(subject);
  return names.take("derived tag", program.tags) && names.take("segment", program.segments) &&
         names.take("trigger", program.triggers) && names.take("goal", program.goals) &&
         names.take("metric", program.metrics) && names.take("policy", program.policies) && names.take_journeys();
}

template <typename Items>
bool are_patterns_of(Subject& subject, Reads& reads, std::string_view kind, const Items& items) {
  for (const auto& item : items) {
    subject.at(kind, item.name);
    if (!is_pattern_in_scope(subject, reads, item.pattern, Scope{})) return false;
  }
  return true;
}

}  // namespace

bool are_declarations_sound(Subject& subject, Reads& reads) {
  const ir::Program& program = subject.program;
  if (!have_own_names(subject)) return false;
  for (const ir::DerivedTag& tag : program.tags) {
    subject.at("derived tag", tag.name);
    if (!subject.demand(tag.value < program.expressions.size(), "it has no value")) return false;
    if (!reads.stay_in(Scope{}, tag.value)) return false;
  }
  for (const ir::Segment& segment : program.segments) {
    subject.at("segment", segment.name);
    if (!subject.demand_condition(segment.condition) || !reads.stay_in(Scope{}, segment.condition)) return false;
  }
  return are_patterns_of(subject, reads, "trigger", program.triggers) &&
         are_patterns_of(subject, reads, "goal", program.goals);
}

}  // namespace wend::verify
