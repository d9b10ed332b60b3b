#include "tools/wend/test/explain.hpp"

#include <algorithm>
#include <optional>

#include "compiler/ir/patterns.hpp"
#include "compiler/schema/value_text.hpp"
#include "tools/wend/one_line.hpp"
#include "tools/wend/test/branches.hpp"

namespace wend::tools {

namespace {

using Expect = syntax::ExpectClause::Kind;

std::string quoted(const std::string& text) {
  return "`" + text + "`";
}

const ir::Journey* journey_named(const ir::Program& program, const std::string& name) {
  const auto found = std::ranges::find(program.journeys, name, &ir::Journey::name);
  return found == program.journeys.end() ? nullptr : &*found;
}

}  // namespace

// --- places
// -----------------------------------------------------------------------------------------------------------

Places::Places(const check::CheckedProgram& checked, const source::SourceMap& sources) : sources_(sources) {
  for (const check::TypedSpan& typed : checked.facts.types) {
    if (typed.expression != ir::kNone) spans_.try_emplace(typed.expression, typed.span);
  }
}

const source::Span* Places::find(ir::ExpressionId expression) const {
  const auto found = spans_.find(expression);
  return found == spans_.end() ? nullptr : &found->second;
}

std::string Places::text(const source::Span& span) const {
  return one_line(sources_.text(span));
}

std::string Places::text(ir::ExpressionId expression) const {
  const source::Span* span = find(expression);
  return span == nullptr ? std::string("?") : text(*span);
}

std::string Places::place(const source::Span& span) const {
  const source::SourceFile& file = sources_.file(span.file);
  const source::Position at = file.position(span.begin);
  return file.path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

// --- a failure
// --------------------------------------------------------------------------------------------------------

// What can be said of one failure; looks at what had happened when the expectation was judged.
class Search {
 public:
  Search(const Explainer& explainer, const TestResult& result, const TestFailure& failure)
      : explainer_(explainer), result_(result), failure_(failure), program_(explainer.bench_.checked().program) {}

  std::vector<std::string> answer() {
    const check::TestExpectation& expectation = *failure_.expectation;
    if (expectation.kind == Expect::condition) return {explainer_.words(failure_.condition)};
    if (expectation.negated) return unwanted();
    switch (expectation.kind) {
      case Expect::enter: of_entry(expectation.subject); break;
      case Expect::exit: of_end(expectation.subject); break;
      case Expect::trigger: of_trigger(expectation.subject); break;
      case Expect::goal: of_goal(expectation.subject); break;
      case Expect::send:
      case Expect::place:
      case Expect::assign:
      case Expect::grant:
      case Expect::set:
      case Expect::emit:
      case Expect::start:
      case Expect::skip: of_action(expectation); break;
      case Expect::condition: break;
    }
    return std::move(lines_);
  }

 private:
  std::vector<std::string> unwanted() const {
    std::vector<std::string> lines;
    for (const TimelineEntry& entry : failure_.unwanted) lines.push_back(explainer_.line(entry));
    return lines;
  }

  void say(std::string line) { lines_.push_back(std::move(line)); }
  [[nodiscard]] std::string words(std::string_view english, std::string_view chinese) const {
    return explainer_.say(english, chinese);
  }

  // --- what was decided ---------------------------------------------------------------------------------------------

  [[nodiscard]] std::vector<const TimelineEntry*> effects(journey::EffectKind kind, std::size_t since) const {
    std::vector<const TimelineEntry*> found;
    for (std::size_t at = since; at < failure_.timeline; ++at) {
      const TimelineEntry& entry = result_.timeline[at];
      if (entry.is_effect && entry.effect.kind == kind) found.push_back(&entry);
    }
    return found;
  }

  [[nodiscard]] const journey::Effect* last_of(journey::EffectKind kind, const std::string& journey) const {
    const journey::Effect* last = nullptr;
    for (const TimelineEntry* entry : effects(kind, 0)) {
      if (entry->effect.journey == journey) last = &entry->effect;
    }
    return last;
  }

  [[nodiscard]] const Judgement* last_judgement(ir::ExpressionId condition) const {
    const Judgement* last = nullptr;
    for (std::size_t at = failure_.judged_since; at < failure_.judgements; ++at) {
      if (result_.judgements[at].condition == condition) last = &result_.judgements[at];
    }
    return condition == ir::kNone ? nullptr : last;
  }

  // True where the condition was the reason.
  bool blames(std::string_view what, ir::ExpressionId condition, Truth wanted = Truth::yes) {
    const Judgement* judgement = last_judgement(condition);
    if (judgement == nullptr || (judgement->truth == Truth::yes) == (wanted == Truth::yes)) return false;
    say("  " + quoted(std::string(what)) + ": " + explainer_.words(*judgement));
    return true;
  }

  bool blames(ir::PatternIndex index) {
    return std::ranges::any_of(ir::leaves(program_, index), [&](ir::PatternIndex leaf) {
      const ir::Pattern& pattern = program_.patterns[leaf];
      return blames("where", pattern.where) || blames("when", pattern.when);
    });
  }

  // --- where a journey stood ----------------------------------------------------------------------------------------

  void of_action(const check::TestExpectation& expectation) {
    bool some = of_other_arguments(expectation);
    some |= of_skips(expectation.subject);
    for (const ir::Journey& journey : program_.journeys) {
      if (!does(journey, expectation)) continue;
      some = true;
      of_journey(journey);
    }
    if (!some) say(words("no journey does this", "没有旅程会做此动作"));
  }

  // The same action came, with arguments that are not those.
  bool of_other_arguments(const check::TestExpectation& expectation) {
    if (expectation.names.empty()) return false;
    bool some = false;
    for (std::size_t at = failure_.since; at < failure_.timeline; ++at) {
      const TimelineEntry& entry = result_.timeline[at];
      if (!entry.is_effect || entry.effect.action != expectation.subject) continue;
      if (entry.effect.kind == journey::EffectKind::skip) continue;
      say(words("it came with other arguments: ", "参数不同: ") + explainer_.line(entry));
      some = true;
    }
    return some;
  }

  bool of_skips(const std::string& action) {
    bool some = false;
    for (const TimelineEntry* entry : effects(journey::EffectKind::skip, failure_.since)) {
      if (entry->effect.action != action) continue;
      say(words("it was kept back: ", "被拦截: ") + explainer_.line(*entry));
      some = true;
    }
    return some;
  }

  // Whether a step of the journey is the action that was expected; the effects' names say so.
  [[nodiscard]] bool does(const ir::Journey& journey, const check::TestExpectation& expectation) const {
    const schema::Schema& schema = *program_.schema;
    return std::ranges::any_of(journey.steps, [&](const ir::Step& step) {
      if (const auto* send = std::get_if<ir::Send>(&step.action)) {
        const schema::Channel& channel = schema.channels[send->channel];
        return channel.name + "." + channel.templates[send->message].name == expectation.subject;
      }
      if (const auto* assign = std::get_if<ir::Assign>(&step.action)) {
        return expectation.kind == Expect::assign && schema.tasks[assign->task].name == expectation.subject;
      }
      const auto* grant = std::get_if<ir::Grant>(&step.action);
      if (grant == nullptr) return step.name.ends_with(" " + expectation.subject);  // a place: `set stage`
      return expectation.kind == Expect::grant && schema.benefits[grant->benefit].name == expectation.subject;
    });
  }

  void of_journey(const ir::Journey& journey) {
    const journey::Effect* entered = last_of(journey::EffectKind::enter, journey.name);
    if (entered == nullptr) return of_entry(journey.name);
    std::string text = journey.name + ": " + words("entered at ", "进入于 ") + explainer_.clock(entered->time);
    if (entered->control) text += words(", walks as control", ", 作为对照组");
    say(std::move(text));
    of_ways(journey);
    of_rest_or_end(journey.name);
  }

  void of_rest_or_end(const std::string& journey) {
    for (const Resting& resting : failure_.resting) {
      if (resting.journey != journey) continue;
      std::string text = "  " + words("still waits at ", "仍在等待: ") + quoted(resting.step);
      if (resting.due != journey::kNever) text += words(" until ", ", 至 ") + explainer_.clock(resting.due);
      return say(std::move(text));
    }
    const journey::Effect* exit = last_of(journey::EffectKind::exit, journey);
    if (exit == nullptr) return;
    say("  " + words("ended at ", "结束于 ") + explainer_.clock(exit->time) + ": " +
        std::string(journey::text_of(exit->reason)));
  }

  // The branches that it took.
  void of_ways(const ir::Journey& journey) {
    for (std::size_t at = 0; at < failure_.ways; ++at) {
      const Way& way = result_.ways[at];
      if (way.journey != journey.name) continue;
      const std::optional<std::string> branch = branch_of(journey, way);
      if (branch) say("  " + explainer_.clock(way.time) + " " + quoted(journey.steps[way.from].name) + ": " + *branch);
    }
  }

  [[nodiscard]] std::optional<std::string> branch_of(const ir::Journey& journey, const Way& way) const {
    const std::vector<Branch> branches = branches_of(program_, journey.steps[way.from], explainer_.places_);
    const auto taken = std::ranges::find(branches, way.to, &Branch::next);
    if (taken == branches.end()) return std::nullopt;
    return words(taken->english, taken->chinese);
  }

  // Why it was not entered, since the expectations before.
  void of_entry(const std::string& name) {
    const ir::Journey* journey = journey_named(program_, name);
    if (journey == nullptr) return;
    if (const journey::Effect* entered = last_of(journey::EffectKind::enter, name)) {
      say(name + ": " + words("had been entered at ", "此前已于此时进入: ") + explainer_.clock(entered->time));
      return of_rest_or_end(name);
    }
    say(name + ": " + words("was not entered", "未进入"));
    bool blamed = std::ranges::any_of(journey->on, [&](ir::PatternIndex pattern) { return blames(pattern); });
    blamed = blamed || blames("for", journey->for_segment) || blames("when", journey->when) ||
             blames("exit when", journey->exit_when, Truth::no);
    if (!blamed) say("  " + words("what enters it did not happen: ", "进入条件未发生: ") + quoted(journey->on_name));
  }

  void of_end(const std::string& name) {
    const ir::Journey* journey = journey_named(program_, name);
    if (journey != nullptr) of_journey(*journey);
  }

  void of_trigger(const std::string& name) {
    const auto found = std::ranges::find(program_.triggers, name, &ir::Trigger::name);
    if (found == program_.triggers.end()) return;
    if (!blames(found->pattern)) say(words("what it looks for did not happen", "未出现其所等待的事件"));
  }

  void of_goal(const std::string& name) {
    const auto found = std::ranges::find(program_.goals, name, &ir::Goal::name);
    if (found != program_.goals.end()) (void)blames(found->pattern);
    for (const ir::Journey& journey : program_.journeys) {
      const auto is_it = [&](const ir::JourneyGoal& goal) { return goal.name == name; };
      if (std::ranges::any_of(journey.goals, is_it)) of_journey(journey);
    }
    if (lines_.empty()) say(words("no journey has this goal", "没有旅程以此为目标"));
  }

  const Explainer& explainer_;
  const TestResult& result_;
  const TestFailure& failure_;
  const ir::Program& program_;
  std::vector<std::string> lines_;
};

std::vector<std::string> Explainer::why(const TestResult& result, const TestFailure& failure) const {
  return Search(*this, result, failure).answer();
}

std::string Explainer::clock(Instant time) const {
  std::string text = format_time(time, bench_.zone());
  text[10] = ' ';
  return text.substr(0, text.substr(16, 3) == ":00" ? 16 : 19);
}

// `risk_rating is known` was unknown at 2026-03-02 10:00
std::string Explainer::words(const Judgement& judgement) const {
  const std::string truth = judgement.how == Truth::unknown ? say("unknown", "未知")
                            : judgement.how == Truth::yes   ? say("true", "真")
                                                            : say("false", "假");
  return quoted(places_.text(judgement.decided_by)) + say(" was ", " 为") + truth + say(" at ", ", 时间 ") +
         clock(judgement.time);
}

std::string Explainer::arguments(const journey::Effect& effect) const {
  std::string text;
  for (const journey::EffectArgument& argument : effect.arguments) {
    const schema::Schema& schema = *bench_.checked().program.schema;
    const std::string value =
        is_known(argument.value) ? schema::value_text(schema, argument.type, argument.value) : say("unknown", "未知");
    text += (text.empty() ? "" : ", ") + argument.name + ": " + value;
  }
  return text;
}

std::string Explainer::line(const TimelineEntry& entry) const {
  std::string text = clock(entry.time) + "  ";
  if (entry.is_clause) return text + places_.text(entry.clause);
  if (!entry.is_effect) return text + "  " + say("trigger ", "触发 ") + entry.trigger;
  const journey::Effect& effect = entry.effect;
  if (!entry.other.empty()) text += "  " + entry.other;
  text += "  " + effect.journey + ": " + std::string(journey::name_of(effect.kind));
  if (!effect.action.empty()) text += " " + effect.action;
  if (!effect.arguments.empty()) text += "(" + arguments(effect) + ")";
  if (effect.reason != journey::Reason::none) text += " (" + std::string(journey::text_of(effect.reason)) + ")";
  if (!effect.policy.empty()) text += " [" + effect.policy + "]";
  if (effect.control) text += say(", control", ", 对照组");
  return text;
}

}  // namespace wend::tools
