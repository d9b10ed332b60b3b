#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// One question: does the occurrence fit the pattern, for this instance.
class Matcher {
 public:
  Matcher(Session& session, const ir::Program& program, const Instance* instance, const Occurrence& occurrence,
          Asked asked)
      : session_(session),
        program_(program),
        instance_(instance),
        occurrence_(occurrence),
        seen_(seen_by(instance, occurrence)),
        asked_(asked) {}

  // The deepest nesting of alternatives is what a parser accepts.
  std::optional<Match> match(ir::PatternIndex index) {
    const ir::Pattern& pattern = program_.patterns[index];
    std::optional<Match> found = occur(index, pattern);
    if (!found || pattern.when == ir::kNone) return found;
    Session::View view = this->view();
    view.stages = &found->stages;
    if (!session_.holds(program_, pattern.when, view)) return std::nullopt;
    return found;
  }

 private:
  Session::View view() {
    if (instance_ != nullptr && !entered_) entered_.emplace(session_, *instance_);
    return {.matched = seen_, .entered = entered_ ? entered_->get() : nullptr};
  }

  std::optional<Match> occur(ir::PatternIndex index, const ir::Pattern& pattern) {
    switch (pattern.kind) {
      case ir::Pattern::Kind::event: return event(index, pattern);
      case ir::Pattern::Kind::change: return change(pattern);
      case ir::Pattern::Kind::any: return any(pattern);
      case ir::Pattern::Kind::absence:
      case ir::Pattern::Kind::sequence:
      case ir::Pattern::Kind::schedule: return watched(index, pattern);
    }
    return std::nullopt;
  }

  std::optional<Match> event(ir::PatternIndex index, const ir::Pattern& pattern) {
    if (seen_ == nullptr || seen_->type != pattern.event || !may_be_reached(index)) return std::nullopt;
    if (!session_.holds(program_, pattern.where, view())) return std::nullopt;
    return Match{.pattern = &pattern, .event = seen_, .stages = {}};
  }

  [[nodiscard]] bool may_be_reached(ir::PatternIndex index) const {
    if (instance_ == nullptr) return true;
    const std::size_t table = session_.plan.journeys()[instance_->kept.journey].points;
    return session_.may_reach(seen_, session_.plan.points().first_of(table, index));
  }

  std::optional<Match> change(const ir::Pattern& pattern) {
    if (occurrence_.before == nullptr) return std::nullopt;
    if (!has_changed(session_, program_, pattern.change, view(), *occurrence_.before)) return std::nullopt;
    return Match{.pattern = &pattern, .event = nullptr, .stages = {}};
  }

  std::optional<Match> any(const ir::Pattern& pattern) {
    for (const ir::PatternIndex alternative : pattern.alternatives) {
      if (std::optional<Match> found = match(alternative)) return found;
    }
    return std::nullopt;
  }

  // What `where` says of its events was judged when they came.
  std::optional<Match> watched(ir::PatternIndex index, const ir::Pattern& pattern) {
    for (const Fulfilled& fulfilled : occurrence_.fulfilled) {
      if (!is_asked(index, fulfilled)) continue;
      return Match{.pattern = &pattern, .event = nullptr, .stages = fulfilled.events};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_asked(ir::PatternIndex index, const Fulfilled& fulfilled) const {
    switch (fulfilled.keeper) {
      case Fulfilled::Keeper::customer:
        return asked_ == Asked::at_all && session_.plan.watch_of(program_, index) == fulfilled.watch;
      case Fulfilled::Keeper::instance: return asked_ == Asked::at_all && is_own(index, fulfilled);
      case Fulfilled::Keeper::wait: return asked_ == Asked::in_wait && is_own(index, fulfilled);
      case Fulfilled::Keeper::repeat: return asked_ == Asked::in_repeat && is_own(index, fulfilled);
    }
    return false;
  }

  [[nodiscard]] bool is_own(ir::PatternIndex index, const Fulfilled& fulfilled) const {
    return instance_ != nullptr && fulfilled.instance == instance_->serial && fulfilled.watch->program == &program_ &&
           fulfilled.watch->pattern == index;
  }

  Session& session_;
  const ir::Program& program_;
  const Instance* instance_;
  const Occurrence& occurrence_;
  const eval::Event* seen_;
  Asked asked_;
  std::optional<EnteredEvent> entered_;
};

}  // namespace

std::optional<Match> match(Session& session, const ir::Program& program, ir::PatternIndex pattern,
                           const Instance* instance, const Occurrence& occurrence, Asked asked) {
  return Matcher(session, program, instance, occurrence, asked).match(pattern);
}

bool matches(Session& session, const ir::Program& program, ir::PatternIndex pattern, const Instance* instance,
             const Occurrence& occurrence) {
  return match(session, program, pattern, instance, occurrence, Asked::at_all).has_value();
}

}  // namespace wend::journey
