#include <algorithm>

#include "compiler/diagnostics/display.hpp"
#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

std::string Printer::led(const std::string& lead) const {
  return lead +
         std::string(std::max(lead_width_, diagnostics::columns_of(lead)) - diagnostics::columns_of(lead) + 1, ' ');
}

Document Printer::body(const JourneyDeclaration& journey, const Declaration& declaration) {
  std::vector<Item> clauses;
  head_clauses(journey, clauses);
  entry_clauses(journey, clauses);
  end_clauses(journey, clauses);
  if (journey.steps) {
    clauses.push_back({journey.steps->span, [&] {
                         std::vector<Item> steps;
                         for (const Step& each : journey.steps->value.steps) {
                           steps.push_back({each.span, [this, &each] { return step(each); }});
                         }
                         const std::uint32_t end = journey.steps->value.span.end - 1;
                         return sequence({text(word(Word::steps) + ' '), braces(std::move(steps), end, false)});
                       }});
  }
  Documents title{text(words({word(Word::journey), name(declaration.name)}))};
  if (!journey.parameters.empty()) title.push_back(parameters(journey.parameters));
  if (declaration.label) title.push_back(text(' ' + quoted(declaration.label->value)));
  title.push_back(text(" "));
  title.push_back(braces(std::move(clauses), declaration.span.end - 1, false));
  return sequence(std::move(title));
}

// What is on one line whatever happens.
void Printer::head_clauses(const JourneyDeclaration& journey, std::vector<Item>& clauses) {
  const auto add = [&](const auto& clause, Word introduction, const auto& value) {
    const std::string lead = word(introduction);
    const source::Span span = clause.span;
    clauses.push_back({span, [this, lead, &clause, value] { return text(led(lead) + value(clause.value)); }, lead});
  };
  const auto digits = [](const Quantity& number) { return number.digits; };
  const auto given = [this](const GivenQuantity& number) { return quantity(number); };
  const auto spelled = [](const Name& name) { return Printer::name(name); };
  if (journey.version) add(*journey.version, Word::version, digits);
  if (journey.owner) add(*journey.owner, Word::owner, [](const Text& owner) { return quoted(owner.value); });
  if (journey.purpose) add(*journey.purpose, Word::purpose, spelled);
  if (journey.priority)
    add(*journey.priority, Word::priority, [](const GivenQuantity& number) { return plain(number); });
  if (journey.holdout) add(*journey.holdout, Word::holdout, given);
  if (journey.exclusive) add(*journey.exclusive, Word::exclusive, spelled);
  if (journey.active) {
    add(*journey.active, Word::active,
        [](const ActiveDates& active) { return date(active.from.value) + " .. " + date(active.to.value); });
  }
  for (const Clause<Path>& each : journey.measures) {
    add(each, Word::measure, [](const Path& metric) { return path(metric); });
  }
  for (const Clause<Study>& each : journey.studies) {
    add(each, Word::study, [this](const Study& study) {
      return words(
          {path(study.goal), word(Word::until), date(study.until.value), word(Word::with), quantity(study.with)});
    });
  }
}

void Printer::entry_clauses(const JourneyDeclaration& journey, std::vector<Item>& clauses) {
  const auto add = [&](const auto& clause, Word introduction, const auto& print) {
    const std::string lead = word(introduction);
    const source::Span span = clause.span;
    clauses.push_back(
        {span, [this, lead, &clause, print] { return sequence({text(led(lead)), print(clause.value)}); }, lead});
  };
  const auto condition = [this](const ExpressionPtr& asked) { return indent({expression(*asked)}); };
  if (journey.on) add(*journey.on, Word::on, [this](const PatternPtr& on) { return pattern(*on); });
  if (journey.audience) add(*journey.audience, Word::for_audience, condition);
  if (journey.when) add(*journey.when, Word::when, condition);
  if (journey.per) add(*journey.per, Word::per_key, [this](const InstanceKey& per) { return key(per); });
  if (journey.reentry) add(*journey.reentry, Word::reentry, [this](const Reentry& again) { return reentry(again); });
}

void Printer::end_clauses(const JourneyDeclaration& journey, std::vector<Item>& clauses) {
  const auto add = [&](const auto& clause, Word introduction, const auto& print) {
    const std::string lead = word(introduction);
    const source::Span span = clause.span;
    clauses.push_back(
        {span, [this, lead, &clause, print] { return sequence({text(led(lead)), print(clause.value)}); }, lead});
  };
  for (const auto& each : journey.goals) {
    add(each, Word::goal, [this](const JourneyGoal& aim) { return goal(aim); });
  }
  for (const auto& each : journey.exits_on) {
    add(each, Word::exit_on, [this](const PatternPtr& exit) { return pattern(*exit); });
  }
  for (const auto& each : journey.exits_when) {
    add(each, Word::exit_when, [this](const ExpressionPtr& exit) { return indent({expression(*exit)}); });
  }
  if (journey.expires) {
    add(*journey.expires, Word::expires,
        [this](const ExpressionPtr& after) { return sequence({text(word(Word::after) + ' '), span(after)}); });
  }
  for (const Clause<Migration>& each : journey.migrations) {
    clauses.push_back({each.span, [this, &each] { return migration(each.value, each.span.end - 1); }});
  }
}

Document Printer::goal(const JourneyGoal& goal) {
  Documents parts{text(path(goal.goal))};
  if (goal.within != nullptr) parts.push_back(text(' ' + word(Word::within) + ' '));
  if (goal.within != nullptr) parts.push_back(span(goal.within));
  if (goal.and_go_on) parts.push_back(text(' ' + word(Word::and_go_on)));
  return sequence(std::move(parts));
}

Document Printer::reentry(const Reentry& reentry) {
  if (reentry.kind == Reentry::Kind::never) return text(word(Word::never));
  if (reentry.kind == Reentry::Kind::always) return text(word(Word::always));
  return sequence({text(word(Word::after) + ' '), span(reentry.after)});
}

Document Printer::key(const InstanceKey& key) {
  const std::string item = key.item ? words({name(*key.item), word(Word::in)}) : "";
  Documents parts{text(words({item, path(key.source)}))};
  if (key.where != nullptr) parts.push_back(indent({line(), where(key.where)}));
  return group(std::move(parts));
}

Document Printer::migration(const Migration& migration, std::uint32_t end) {
  std::vector<Item> moves;
  for (const Migration::Move& move : migration.moves) {
    moves.push_back({move.span, [&move] { return text(name(move.from) + " -> " + name(move.to)); }});
  }
  if (const auto& rest = migration.otherwise) {
    const Word verdict = rest->value == Migration::Otherwise::keep ? Word::keep : Word::exit;
    moves.push_back({rest->span, [this, verdict] { return text(words({word(Word::otherwise), word(verdict)})); }});
  }
  const std::string head = words({word(Word::migrate_from), migration.from_version.digits});
  return sequence({text(head + ' '), braces(std::move(moves), end, true)});
}

}  // namespace wend::format
