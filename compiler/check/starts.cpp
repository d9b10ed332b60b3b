#include "compiler/check/starts.hpp"

#include <algorithm>
#include <set>

#include "compiler/check/place.hpp"
#include "compiler/check/steps.hpp"
#include "compiler/diagnostics/codes/steps.hpp"
#include "compiler/ir/rests.hpp"
#include "compiler/ir/steps.hpp"

namespace wend::check {
namespace {

ir::Journey* journey_of(Context& context, DefinitionIndex definition) {
  const std::uint32_t index = context.facts.definitions[definition].index;
  return index == kNoIndex ? nullptr : &context.program.journeys[index];
}

// Whether an instance always rests there. A moment that was computed may be past, and a repeated part begins at once.
bool always_rests(const ir::Step& step) {
  if (const auto* until = std::get_if<ir::WaitUntil>(&step.action)) return until->time_of_day.has_value();
  return ir::rests(step) && !std::holds_alternative<ir::Repeat>(step.action);
}

// The steps that an instance may come to at the instant when it is entered.
std::set<ir::StepIndex> at_once(const ir::Journey& journey) {
  std::set<ir::StepIndex> reached;
  std::vector<ir::StepIndex> next{journey.start};
  while (!next.empty()) {
    const ir::StepIndex step = next.back();
    next.pop_back();
    if (step >= journey.steps.size() || !reached.insert(step).second || always_rests(journey.steps[step])) continue;
    for (const ir::StepIndex one : ir::successors_of(journey.steps[step])) next.push_back(one);
  }
  return reached;
}

class Rings {
 public:
  explicit Rings(Context& context) : context_(context) {
    const auto count = static_cast<DefinitionIndex>(context.facts.definitions.size());
    starts_.resize(count);
    for (const StartSite& site : context.starts) {
      const ir::Journey* by = journey_of(context, site.by);
      if (by != nullptr && at_once(*by).contains(site.step)) starts_[site.by].push_back(&site);
    }
    marks_.assign(count, Mark::unseen);
  }

  void report() {
    for (DefinitionIndex journey = 0; journey < starts_.size(); ++journey) {
      if (marks_[journey] == Mark::unseen) walk(journey);
    }
  }

 private:
  enum class Mark : std::uint8_t { unseen, open, done };
  struct Frame {
    DefinitionIndex journey = kNoDefinition;
    std::size_t next = 0;
  };

  // Depth first, without recursion: a project has thousands of journeys.
  void walk(DefinitionIndex from) {
    std::vector<Frame> path{{from, 0}};
    marks_[from] = Mark::open;
    while (!path.empty()) {
      Frame& frame = path.back();
      if (frame.next == starts_[frame.journey].size()) {
        marks_[frame.journey] = Mark::done;
        path.pop_back();
        continue;
      }
      const StartSite& site = *starts_[frame.journey][frame.next++];
      if (marks_[site.target] == Mark::open) report_ring(path, site);
      if (marks_[site.target] != Mark::unseen) continue;
      marks_[site.target] = Mark::open;
      path.push_back({site.target, 0});
    }
  }

  // `a → b → a`, at the step that leads back to where the ring begins.
  void report_ring(const std::vector<Frame>& path, const StartSite& closing) {
    const auto first = std::ranges::find(path, closing.target, &Frame::journey);
    std::string ring;
    for (auto one = first; one != path.end(); ++one) ring += name_of(one->journey) + " → ";
    ring += name_of(closing.target);
    context_.sink.report(codes::start_without_wait, closing.span).with(name_of(closing.target)).with(ring);
    context_.facts.definitions[closing.by].faulty = true;
  }

  [[nodiscard]] const std::string& name_of(DefinitionIndex journey) const {
    return context_.facts.definitions[journey].name;
  }

  Context& context_;
  std::vector<std::vector<const StartSite*>> starts_;  // those that may happen at once, by journey
  std::vector<Mark> marks_;
};

}  // namespace

bool is_started(const Context& context, DefinitionIndex journey) {
  return journey < context.is_started.size() && context.is_started[journey];
}

void find_started(Context& context) {
  const auto count = static_cast<DefinitionIndex>(context.facts.definitions.size());
  context.is_started.assign(count, false);
  for (DefinitionIndex definition = 0; definition < count; ++definition) {
    const syntax::Declaration* tree = context.declarations.tree(definition);
    const auto* journey = tree == nullptr ? nullptr : tree->as<syntax::JourneyDeclaration>();
    if (journey == nullptr || !journey->steps) continue;
    for (const std::string& name : started_names(journey->steps->value)) {
      const auto match = context.declarations.find(name);
      if (match && !match->ambiguous) context.is_started[match->definition] = true;
    }
  }
}

void resolve_starts(Context& context) {
  for (const StartSite& site : context.starts) {
    ir::Journey* by = journey_of(context, site.by);
    if (by == nullptr) continue;
    auto& start = std::get<ir::Start>(by->steps[site.step].action);
    // Of a journey at fault there is none; then the program is not run.
    if (context.facts.definitions[site.target].index != kNoIndex) {
      start.journey = context.facts.definitions[site.target].index;
    }
  }
  Rings(context).report();
}

}  // namespace wend::check
