#include <array>

#include "tests/unit/syntax/print_tree.hpp"

namespace wend::syntax {

namespace {

constexpr std::array<std::string_view, 3> kVerdicts = {"delay", "skip", "stop"};

std::string_view spelling(Verdict verdict) {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::string print(const std::vector<Parameter>& parameters) {
  std::string text;
  for (const Parameter& parameter : parameters) {
    text += text.empty() ? "(" : ", ";
    text += "type" + std::to_string(static_cast<int>(parameter.type.kind));
    if (parameter.type.name) text += " " + parameter.type.name->text();
    if (!parameter.type.currency.empty()) text += " " + parameter.type.currency;
    text += " " + parameter.name.text;
    if (parameter.fallback) text += " = " + print(parameter.fallback);
  }
  return text.empty() ? text : text + ")";
}

std::string print(const std::vector<FieldValue>& fields) {
  std::string text = "{";
  for (const FieldValue& field : fields) {
    text += (text.size() > 1 ? ", " : "") + field.name.text + ": ";
    if (field.value) {
      text += print(field.value);
      continue;
    }
    std::string records;
    for (const std::vector<FieldValue>& record : field.records)
      records += (records.empty() ? "" : ", ") + print(record);
    text += "{" + records + "}";
  }
  return text + "}";
}

void line(std::string& text, std::string_view word, const std::string& rest) {
  text += "\n  " + std::string(word) + " " + rest;
}

std::string print_reentry(const Reentry& reentry) {
  if (reentry.kind == Reentry::Kind::after) return "after " + print(reentry.after);
  return reentry.kind == Reentry::Kind::always ? "always" : "never";
}

std::string print_key(const InstanceKey& key) {
  std::string text = key.item ? key.item->text + " in " + key.source.text() : key.source.text();
  if (key.where) text += " where " + print(key.where);
  return text;
}

std::string print_migration(const Migration& migration) {
  std::string text = migration.from_version.digits + " {";
  for (const auto& move : migration.moves) text += " " + move.from.text + " -> " + move.to.text;
  if (migration.otherwise) {
    text += migration.otherwise->value == Migration::Otherwise::keep ? " otherwise keep" : " otherwise exit";
  }
  return text + " }";
}

std::string print_journey(const JourneyDeclaration& journey) {
  std::string text = print(journey.parameters);
  if (journey.version) line(text, "version", journey.version->value.digits);
  if (journey.owner) line(text, "owner", journey.owner->value.value);
  if (journey.on) line(text, "on", print(*journey.on->value));
  if (journey.audience) line(text, "for", print(journey.audience->value));
  if (journey.when) line(text, "when", print(journey.when->value));
  if (journey.purpose) line(text, "purpose", journey.purpose->value.text);
  if (journey.priority) line(text, "priority", print(journey.priority->value));
  if (journey.reentry) line(text, "reentry", print_reentry(journey.reentry->value));
  if (journey.holdout) line(text, "holdout", print(journey.holdout->value));
  for (const auto& goal : journey.goals) {
    line(text, "goal",
         goal.value.goal.text() + " within " + print(goal.value.within) + (goal.value.and_go_on ? " and go on" : ""));
  }
  for (const auto& measure : journey.measures) line(text, "measure", measure.value.text());
  for (const auto& study : journey.studies) {
    line(text, "study",
         study.value.goal.text() + " until " + print(study.value.until.value) + " with " + print(study.value.with));
  }
  for (const auto& exit : journey.exits_on) line(text, "exit on", print(*exit.value));
  for (const auto& exit : journey.exits_when) line(text, "exit when", print(exit.value));
  if (journey.expires) line(text, "expires after", print(journey.expires->value));
  if (journey.per) line(text, "per", print_key(journey.per->value));
  if (journey.active) {
    line(text, "active", print(journey.active->value.from.value) + " .. " + print(journey.active->value.to.value));
  }
  if (journey.exclusive) line(text, "exclusive", journey.exclusive->value.text);
  for (const auto& migration : journey.migrations) line(text, "migrate from", print_migration(migration.value));
  if (journey.steps) line(text, "steps", print(journey.steps->value, 1));
  return text;
}

std::string print_policy(const PolicyDeclaration& policy) {
  constexpr std::array<std::string_view, 6> comparisons = {"=", "!=", "<", "<=", ">", ">="};
  std::string text;
  if (policy.applies_to) line(text, "applies to", print(policy.applies_to->value));
  if (policy.control) line(text, "control", print(policy.control->value));
  for (const auto& rule : policy.consents) {
    line(text, "consent", rule.value.purpose.text + " requires " + print(rule.value.condition));
  }
  if (policy.sensitive) line(text, "sensitive", print(policy.sensitive->value));
  if (policy.suitability) line(text, "suitability", print(policy.suitability->value));
  for (const auto& quiet : policy.quiet) {
    line(text, "quiet",
         print(quiet.value.from.value) + " .. " + print(quiet.value.to.value) + " then " +
             std::string(spelling(quiet.value.verdict)));
  }
  for (const auto& cap : policy.caps) {
    std::string across;
    for (const Path& channel : cap.value.across) across += " " + channel.text();
    line(text, "per",
         print(cap.value.window) + " at most " + print(cap.value.at_most) + " across" + across + " then " +
             std::string(spelling(cap.value.verdict)));
  }
  if (policy.arbitrate) line(text, "arbitrate within", print(policy.arbitrate->value));
  for (const auto& reservation : policy.reservations) {
    line(text, "reserve",
         print(reservation.value.count) + " for priority " +
             std::string(comparisons[static_cast<std::size_t>(reservation.value.op)]) + " " +
             print(reservation.value.priority));
  }
  return text;
}

std::string print_moment(const AtClause& at) {
  if (const auto* offset = std::get_if<Quantity>(&at.moment)) return "+" + print(*offset);
  const auto& moment = std::get<AtClause::Absolute>(at.moment);
  return print(moment.date) + (moment.time ? "T" + print(*moment.time) : "");
}

std::string print_expectation(const ExpectClause& expect) {
  constexpr std::array<std::string_view, 13> kinds = {"send", "place", "assign", "grant", "set",     "emit", "start",
                                                      "goal", "enter", "exit",   "skip",  "trigger", "that"};
  std::string text = expect.negated ? "no " : "";
  text += kinds[static_cast<std::size_t>(expect.kind)];
  if (!expect.subject.parts.empty()) text += " " + expect.subject.text();
  if (!expect.arguments.empty()) text += print(expect.arguments);
  if (expect.value) text += " " + print(expect.value);
  return text;
}

std::string print_test(const TestDeclaration& test) {
  std::string text;
  for (const TestClause& clause : test.clauses) {
    std::visit(Overloaded{
                   [&](const GivenClause& node) { line(text, "given", print(node.tags)); },
                   [&](const VariantClause& node) { line(text, "variant", node.side.text()); },
                   [&](const AtClause& node) {
                     line(text, "at", print_moment(node) + " " + node.event.text() + " " + print(node.fields));
                   },
                   [&](const AdvanceClause& node) { line(text, "advance", print(node.by)); },
                   [&](const ExpectClause& node) { line(text, "expect", print_expectation(node)); },
               },
               clause.node);
  }
  return text;
}

}  // namespace

std::string print(const Declaration& declaration) {
  const std::string name = declaration.name.text + (declaration.label ? " \"" + declaration.label->value + "\"" : "") +
                           (declaration.faulty ? " faulty" : "");
  return std::visit(
      Overloaded{
          [&](const ImportDeclaration& node) {
            return "import " + node.module.text() + print(node.arguments) + " as " + name;
          },
          [&](const TagDeclaration& node) { return "tag " + name + " = " + print(node.value); },
          [&](const SegmentDeclaration& node) { return "segment " + name + " = " + print(node.condition); },
          [&](const TriggerDeclaration& node) {
            return "trigger " + name + " = " + (node.pattern ? print(*node.pattern) : "-");
          },
          [&](const GoalDeclaration& node) {
            return "goal " + name + " = " + (node.pattern ? print(*node.pattern) : "-");
          },
          [&](const MetricDeclaration& node) { return "metric " + name + " = " + print(node.value); },
          [&](const JourneyDeclaration& node) { return "journey " + name + print_journey(node); },
          [&](const PolicyDeclaration& node) { return "policy " + name + print_policy(node); },
          [&](const TestDeclaration& node) { return "test " + name + print_test(node); },
      },
      declaration.node);
}

std::string print(const Module& module) {
  std::string text;
  if (module.head) text += "module " + module.head->name.text() + print(module.head->parameters) + "\n";
  for (const Declaration& declaration : module.declarations) text += print(declaration) + "\n";
  return text;
}

}  // namespace wend::syntax
