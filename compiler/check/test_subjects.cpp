#include "compiler/check/test_subjects.hpp"

#include <algorithm>

#include "compiler/check/patterns.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/tests.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/spellings.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using Expect = syntax::ExpectClause::Kind;
using schema::Names;

// The word after `expect`.
std::string_view word_of(Expect kind) {
  return syntax::spelling(syntax::word_after_expect(kind), syntax::Language::english);
}

std::nullopt_t report_unknown_subject(Context& context, Expect kind, const source::Span& span, std::string_view written,
                                      const Candidates& candidates) {
  diagnostics::Report report = context.sink.report(codes::test_subject_unknown, span).with(written).with(word_of(kind));
  suggest_nearest(context, report, span, written, candidates);
  return std::nullopt;
}

// --- what the schema lists ------------------------------------------------------------------------------------------

template <typename Owner>
std::optional<TestSubject> message_of(Context& context, const syntax::ExpectClause& tree, const Owner& owner) {
  const syntax::Name& written = tree.subject.last();
  const auto found = std::ranges::find_if(owner.templates, [&](const schema::Template& one) {
    const auto is_label = [&](const auto& label) { return label.second == written.text; };
    return one.name == written.text || std::ranges::any_of(one.label, is_label);
  });
  if (found != owner.templates.end()) return TestSubject{owner.name + "." + found->name, found->parameters, {}};
  Candidates candidates;
  add_candidates(candidates, owner.templates);
  return report_unknown_subject(context, tree.kind, written.span, written.text, candidates);
}

// A message of a channel, or of a slot; what is skipped may be of either.
std::optional<TestSubject> message(Context& context, const syntax::ExpectClause& tree) {
  const syntax::Path& path = tree.subject;
  if (path.parts.size() != 2) {
    context.sink.report(codes::test_subject_form, path.span).with(path.text()).with(word_of(tree.kind));
    return std::nullopt;
  }
  const schema::Schema& schema = context.schema;
  const syntax::Name& owner = path.first();
  Candidates candidates;
  if (tree.kind != Expect::place) {
    const auto channel = context.names.find(Names::Kind::channel, owner.text);
    if (channel && !channel->ambiguous) return message_of(context, tree, schema.channels[channel->index]);
    add_candidates(candidates, schema.channels);
  }
  if (tree.kind != Expect::send) {
    const auto slot = context.names.find(Names::Kind::slot, owner.text);
    if (slot && !slot->ambiguous) return message_of(context, tree, schema.slots[slot->index]);
    add_candidates(candidates, schema.slots);
  }
  return report_unknown_subject(context, tree.kind, owner.span, owner.text, candidates);
}

// A thing of the schema with a name of its own.
template <typename Items>
std::optional<std::uint32_t> listed(Context& context, Names::Kind kind, const Items& items, Use::Kind use,
                                    const syntax::ExpectClause& tree) {
  const syntax::Path& path = tree.subject;
  const auto found = context.names.find(kind, path.text());
  if (found && !found->ambiguous) {
    record_use(context, use, path.span, found->index, 0, items[found->index].name != path.text());
    return found->index;
  }
  Candidates candidates;
  add_candidates(candidates, items);
  report_unknown_subject(context, tree.kind, path.span, path.text(), candidates);
  return std::nullopt;
}

// --- what the project declares --------------------------------------------------------------------------------------

std::optional<TestSubject> declared(Context& context, const syntax::ExpectClause& tree, DefinitionKind kind) {
  const syntax::Path& path = tree.subject;
  const auto match = context.declarations.find(path.text());
  if (match && !match->ambiguous && context.facts.definitions[match->definition].kind == kind) {
    record_use(context, Use::Kind::definition, path.span, match->definition, 0, match->by_label);
    return TestSubject{context.facts.definitions[match->definition].name, {}, std::nullopt};
  }
  Candidates candidates;
  add_declared(candidates, context, kind);
  return report_unknown_subject(context, tree.kind, path.span, path.text(), candidates);
}

// What an event that is emitted carries.
std::vector<schema::Parameter> fields_of(const schema::Event& event) {
  std::vector<schema::Parameter> parameters;
  for (const schema::Field& field : event.fields) parameters.push_back({field.name, field.type, field.label, false});
  return parameters;
}

// A journey with what it can be started with, in its newest version.
std::optional<TestSubject> started(Context& context, const syntax::ExpectClause& tree) {
  std::optional<TestSubject> subject = declared(context, tree, DefinitionKind::journey);
  if (!subject) return std::nullopt;
  const auto newest = std::ranges::find_if(context.program.journeys, [&](const ir::Journey& journey) {
    return journey.name == subject->name && !journey.superseded;
  });
  if (newest == context.program.journeys.end()) return subject;
  for (std::size_t at = 0; at < newest->defaults.size(); ++at) {
    subject->parameters.push_back({newest->kept[at].name, newest->kept[at].type, {}, false});
  }
  return subject;
}

// --- variants -------------------------------------------------------------------------------------------------------

struct NamedVariant {
  std::string name;  // in full: `follow_up.copy_test.short`
  TestVariant variant;
};

std::vector<NamedVariant> all_sides(const ir::Program& program) {
  std::vector<NamedVariant> all;
  for (std::uint32_t journey = 0; journey < program.journeys.size(); ++journey) {
    const ir::Journey& of = program.journeys[journey];
    for (ir::StepIndex step = 0; step < of.steps.size(); ++step) {
      const auto* split = std::get_if<ir::Split>(&of.steps[step].action);
      for (std::uint32_t side = 0; split != nullptr && side < split->sides.size(); ++side) {
        std::string name = of.name;
        name.append(".").append(of.steps[step].name).append(".").append(split->sides[side].name);
        all.push_back({std::move(name), {TestVariant::Kind::side, journey, step, side}});
      }
    }
  }
  return all;
}

// `short`, `copy_test.short` and the full name all mean it.
bool means(std::string_view written, std::string_view full) {
  if (full == written) return true;
  return full.ends_with(written) && full[full.size() - written.size() - 1] == '.';
}

bool is_word(std::string_view written, std::string_view english) {
  const syntax::Keyword* keyword = syntax::find_keyword(written);
  return keyword != nullptr && keyword->token == syntax::find_keyword(english)->token;
}

// `follow_up.holdout`, `contact.control`.
std::optional<TestVariant> control_variant(const ir::Program& program, const syntax::Path& path) {
  if (path.parts.size() < 2) return std::nullopt;
  const std::string& word = path.last().text;
  const std::string text = path.text();
  const std::string_view owner = std::string_view(text).substr(0, text.size() - word.size() - 1);
  const auto position = [&](const auto& items) {
    const auto found = std::ranges::find_if(items, [&](const auto& item) { return item.name == owner; });
    return found == items.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - items.begin()));
  };
  if (is_word(word, "holdout")) {
    if (const auto journey = position(program.journeys)) return TestVariant{TestVariant::Kind::holdout, *journey, 0, 0};
  }
  if (is_word(word, "control")) {
    if (const auto policy = position(program.policies)) return TestVariant{TestVariant::Kind::control, *policy, 0, 0};
  }
  return std::nullopt;
}

}  // namespace

std::optional<TestSubject> test_subject(Context& context, const syntax::ExpectClause& tree) {
  const schema::Schema& schema = context.schema;
  switch (tree.kind) {
    case Expect::send:
    case Expect::place:
    case Expect::skip: return message(context, tree);
    case Expect::assign: {
      const auto task = listed(context, Names::Kind::task, schema.tasks, Use::Kind::task, tree);
      if (!task) return std::nullopt;
      return TestSubject{schema.tasks[*task].name, schema.tasks[*task].parameters, std::nullopt};
    }
    case Expect::grant: {
      const auto benefit = listed(context, Names::Kind::benefit, schema.benefits, Use::Kind::benefit, tree);
      if (!benefit) return std::nullopt;
      return TestSubject{schema.benefits[*benefit].name, schema.benefits[*benefit].parameters, std::nullopt};
    }
    case Expect::set: {
      const auto tag = listed(context, Names::Kind::tag, schema.tags, Use::Kind::tag, tree);
      if (!tag) return std::nullopt;
      return TestSubject{schema.tags[*tag].name, {}, *tag};
    }
    case Expect::emit: {
      const auto event = listed(context, Names::Kind::event, schema.events, Use::Kind::event, tree);
      if (!event) return std::nullopt;
      return TestSubject{schema.events[*event].name, fields_of(schema.events[*event]), std::nullopt};
    }
    case Expect::start: return started(context, tree);
    case Expect::enter:
    case Expect::exit: return declared(context, tree, DefinitionKind::journey);
    case Expect::goal: return declared(context, tree, DefinitionKind::goal);
    case Expect::trigger: return declared(context, tree, DefinitionKind::trigger);
    case Expect::condition: return TestSubject{};
  }
  return std::nullopt;
}

std::optional<TestVariant> test_variant(Context& context, const syntax::Path& path) {
  const std::vector<NamedVariant> all = all_sides(context.program);
  const std::string written = path.text();
  std::vector<const NamedVariant*> meant;
  std::string names;
  for (const NamedVariant& one : all) {
    if (!means(written, one.name)) continue;
    meant.push_back(&one);
    names += (names.empty() ? "" : ", ") + one.name;
  }
  if (meant.size() == 1) return meant.front()->variant;
  if (meant.size() > 1) {
    context.sink.report(codes::test_ambiguous_variant, path.span).with(written).with(names);
    return std::nullopt;
  }
  if (const auto control = control_variant(context.program, path)) return control;
  diagnostics::Report report = context.sink.report(codes::test_unknown_variant, path.span).with(written);
  Candidates candidates;
  for (const NamedVariant& one : all) {
    candidates.push_back({std::string_view(one.name).substr(one.name.rfind('.') + 1), {}});
  }
  suggest_nearest(context, report, path.last().span, path.last().text, candidates);
  return std::nullopt;
}

}  // namespace wend::check
