// Expressions and their values in the streaming run: an engine is told what happened, and at `now` a trigger fires
// where the expression has the value.
#include <algorithm>

#include "tests/conformance/runner/probe.hpp"
#include "tests/conformance/runner/run.hpp"
#include "tests/conformance/runner/story.hpp"
#include "tests/conformance/runner/through_engine.hpp"

namespace wend::conformance {
namespace {

constexpr const char* kProbe = "(case)";

// The value case as a run: all that happened in its order, until `now`.
Case as_run(const Case& of) {
  Case run = of;
  const Json now = of.members.value("now", Json("2026-03-02 10:00"));
  run.members["now"] = now;
  run.members["until"] = now;
  if (!of.has("tags")) run.members["tags"] = Json::object();
  return run;
}

void put_in_order(Story& story) {
  std::ranges::stable_sort(story.happenings, {}, [](const Happening& one) { return time_of(one).value_or(0); });
  story.loaded = *story.until;
  if (!story.happenings.empty()) story.loaded = std::min(story.loaded, *time_of(story.happenings.front()));
  // Known before anything happens.
  if (journey::is_valid_time(story.loaded - 1)) --story.loaded;
}

// An event of which the case says nothing: it comes last, at `now`, and is what the trigger hears of.
std::optional<schema::EventIndex> bell_of(const ir::Program& program) {
  for (schema::EventIndex event = 0; event < program.schema->events.size(); ++event) {
    if (std::ranges::find(program.windows, event, &ir::Window::event) == program.windows.end()) return event;
  }
  return std::nullopt;
}

// Why an engine cannot be told of it.
std::optional<std::string> why_not(const Case& of, const Story& story, const ir::Program& program) {
  const Instant now = *story.until;
  if (std::ranges::any_of(story.happenings, [&](const Happening& one) { return time_of(one).value_or(now) > now; })) {
    return "something happens after `now`";
  }
  if (!of.members.value("handled", false)) {
    return bell_of(program) ? std::nullopt : std::optional("the program reads every event of the schema");
  }
  const bool is_now = time_of(story.happenings.back()) == now;
  return is_now ? std::nullopt : std::optional("the event that is handled is not of `now`");
}

// What the trigger fires at: the event that is handled, or one more.
schema::EventIndex heard_in(const Case& of, const ir::Program& program, Story& story) {
  if (of.members.value("handled", false)) return std::get<ReadEvent>(story.happenings.back()).type;
  const schema::EventIndex bell = *bell_of(program);
  const std::size_t fields = program.schema->events[bell].fields.size();
  story.happenings.emplace_back(ReadEvent{.id = kProbe,
                                          .customer = story.customers.front().id,
                                          .time = *story.until,
                                          .type = bell,
                                          .fields = std::vector<OwnedValue>(fields)});
  return bell;
}

}  // namespace

void Runner::run_streamed(const Case& of, std::vector<Failure>& failures) {
  const auto fail = [&](std::string what) { failures.push_back({of.name, "streamed", std::move(what)}); };
  const Result<const Bank*> bank = programs_.bank(of.schema);
  if (!bank) return;  // as what is left silent below, said where the reference judges it
  Compiled compiled(**bank, of.program);
  diagnostics::Sink sink;
  if (compiled.has_errors()) return;
  const auto expression = compiled.add(of.members.at("expression").get<std::string>(), sink);
  if (!expression) return;
  const Result<OwnedValue> expected = read_value(**bank, of.members.at("value"), expression->type);
  Result<Story> story = read_story(programs_, **bank, as_run(of));
  if (!expected || !story) return;
  put_in_order(*story);
  ir::Program program = compiled.checked().program;
  if (const auto reason = why_not(of, *story, program)) return leave_out(of, "streamed", *reason);

  ir::Builder build(program);
  const ir::ExpressionId condition = as_condition(build, probe_of(build, *expression, *expected));
  ir::Pattern& pattern = program.patterns.emplace_back();
  pattern.event = heard_in(of, program, *story);
  pattern.when = condition;
  program.triggers.push_back({kProbe, {}, static_cast<ir::PatternIndex>(program.patterns.size() - 1)});
  story->program = std::make_shared<const ir::Program>(std::move(program));

  ++compared_.streamed;
  const Result<Decided> decided = ThroughEngine(**bank, nullptr).run(*story);
  if (!decided) return fail(decided.error().message);
  const bool has_fired = std::ranges::any_of(decided->firings, [&](const DecidedFiring& firing) {
    return firing.trigger == kProbe && firing.time == *story->until;
  });
  if (!has_fired) fail("its value is not " + shown(**bank, *expected, expression->type));
}

}  // namespace wend::conformance
