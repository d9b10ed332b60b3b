#include <algorithm>

#include "compiler/diagnostics/display.hpp"
#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

namespace {

Level level_of(const Chain& chain) {
  switch (chain.kind) {
    case ChainKind::conjunction:
    case ChainKind::disjunction: return Level::logic;
    case ChainKind::sum: return Level::sum;
    case ChainKind::product: return Level::product;
  }
  return Level::logic;
}

struct LevelOf {
  Level operator()(const Chain& chain) const { return level_of(chain); }
  Level operator()(const Not&) const { return Level::negation; }
  Level operator()(const Comparison&) const { return Level::comparison; }
  Level operator()(const Presence&) const { return Level::comparison; }
  Level operator()(const Range&) const { return Level::range; }
  Level operator()(const SinceRange&) const { return Level::range; }
  Level operator()(const Negation&) const { return Level::minus; }
  Level operator()(const Default&) const { return Level::postfix; }
  Level operator()(const AtTime&) const { return Level::postfix; }
  Level operator()(const Over&) const { return Level::postfix; }
  template <typename Literal>
  Level operator()(const Literal&) const {
    return Level::operand;
  }
};

Level next(Level level) {
  return static_cast<Level>(static_cast<int>(level) + 1);
}

std::string symbol_of(ChainOperator op, Language language) {
  switch (op) {
    case ChainOperator::logical_and: return std::string(spelling(Word::and_, language));
    case ChainOperator::logical_or: return std::string(spelling(Word::or_, language));
    case ChainOperator::add: return "+";
    case ChainOperator::subtract: return "-";
    case ChainOperator::multiply: return "*";
    case ChainOperator::divide: return "/";
  }
  return {};
}

}  // namespace

Document Printer::expression(const Expression& expression, Level least) {
  if (!expression.in_parentheses && std::visit(LevelOf{}, expression.node) >= least) return bare(expression);
  Documents inside{soft_line()};
  for (const Comments::Line& comment : comments_.before(expression.span.begin)) {
    inside.push_back(text(comment.text));
    inside.push_back(hard_line());
  }
  inside.push_back(bare(expression));
  if (const auto comment = comments_.after(expression.span.end)) inside.push_back(trailing(*comment));
  return group({text("("), indent(std::move(inside)), soft_line(), text(")")});
}

Document Printer::bare(const Expression& expression) {
  return std::visit([this](const auto& node) { return print(node); }, expression.node);
}

// `3 days` and a name stand as they are, anything else in parentheses.
Document Printer::span(const ExpressionPtr& span) {
  const bool plain = span->as<QuantityLiteral>() != nullptr || span->as<Reference>() != nullptr;
  if (plain || span->in_parentheses) return expression(*span);
  return sequence({text("("), bare(*span), text(")")});
}

Document Printer::element(const source::Span& span, const std::function<Document()>& print) {
  Documents parts;
  for (const Comments::Line& comment : comments_.before(span.begin)) {
    parts.push_back(text(comment.text));
    parts.push_back(hard_line());
  }
  parts.push_back(print());
  if (const auto comment = comments_.after(span.end)) parts.push_back(trailing(*comment));
  return sequence(std::move(parts));
}

Document Printer::list(std::string open, Documents parts, std::string close) {
  if (parts.empty()) return text(open + close);
  Documents inside{soft_line()};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    inside.push_back(std::move(parts[i]));
    if (!last) inside.push_back(text(","));
    if (!last) inside.push_back(line());
  }
  return group({text(std::move(open)), indent(std::move(inside)), soft_line(), text(std::move(close))});
}

// `where a`, and below it `  and b`: the conditions stand one under the other.
Document Printer::where(const ExpressionPtr& condition, Word introduction) {
  const std::size_t lead = diagnostics::columns_of(word(introduction));
  return sequence({text(word(introduction) + ' '),
                   indent({expression(*condition)}, lead - std::min(lead, diagnostics::columns_of(word(Word::and_))))});
}

Document Printer::argument(const Argument& argument) {
  Documents parts;
  if (argument.name) parts.push_back(text(name(*argument.name) + ": "));
  if (argument.earlier) parts.push_back(text(word(Word::earlier) + ' '));
  parts.push_back(expression(*argument.value));
  if (argument.alias) parts.push_back(text(' ' + words({word(Word::as), name(*argument.alias)})));
  if (argument.where) parts.push_back(indent({line(), where(argument.where)}));
  return group(std::move(parts));
}

Document Printer::call(std::string callee, const std::vector<Argument>& arguments) {
  Documents parts;
  for (const Argument& each : arguments) parts.push_back(element(each.span, [&] { return argument(each); }));
  return list(std::move(callee) + '(', std::move(parts), ")");
}

Document Printer::print(const BooleanLiteral& literal) {
  return text(word(literal.value ? Word::true_ : Word::false_));
}
Document Printer::print(const QuantityLiteral& literal) {
  return text(quantity(literal.quantity));
}
Document Printer::print(const TextLiteral& literal) {
  return text(quoted(literal.value));
}
Document Printer::print(const DateLiteral& literal) {
  return text(date(literal.date));
}
Document Printer::print(const TimeOfDayLiteral& literal) {
  return text(time(literal.time));
}
Document Printer::print(const MomentLiteral& literal) {
  return text(words({date(literal.date), time(literal.time)}));
}

Document Printer::print(const SetLiteral& set) {
  Documents parts;
  for (const ExpressionPtr& each : set.elements) {
    parts.push_back(element(each->span, [&] { return expression(*each); }));
  }
  return list("{", std::move(parts), "}");
}

Document Printer::print(const Reference& name) {
  return text(reference(name.path));
}

Document Printer::print(const FieldAccess& access) {
  std::string fields;
  for (const Name& field : access.fields) fields.append(".").append(name(field));
  const bool plain = access.base->as<Call>() != nullptr || access.base->in_parentheses;
  if (plain) return sequence({expression(*access.base), text(fields)});
  return sequence({text("("), bare(*access.base), text(")" + fields)});
}

Document Printer::print(const Call& called) {
  std::string callee = called.function ? std::string(spelling(*called.function, language_)) : path(called.callee);
  return call(std::move(callee), called.arguments);
}

Document Printer::print(const Not& negation) {
  std::string words;
  for (std::size_t i = 0; i < negation.words.size(); ++i) words.append(word(Word::not_)).append(" ");
  return sequence({text(std::move(words)), expression(*negation.operand, Level::comparison)});
}

Document Printer::print(const Negation& minus) {
  return sequence({text(std::string(minus.signs.size(), '-')), expression(*minus.operand, Level::postfix)});
}

Document Printer::print(const Chain& chain) {
  const Level least = next(level_of(chain));
  Documents parts{expression(*chain.first, least)};
  if (const auto comment = comments_.after(chain.first->span.end)) parts.push_back(trailing(*comment));
  for (std::size_t i = 0; i < chain.rest.size(); ++i) {
    const Chain::Link& link = chain.rest[i];
    parts.push_back(line());
    for (const Comments::Line& comment : comments_.before(link.operand->span.begin)) {
      parts.push_back(text(comment.text));
      parts.push_back(hard_line());
    }
    parts.push_back(text(symbol_of(link.op, language_) + ' '));
    parts.push_back(expression(*link.operand, least));
    const bool last = i + 1 == chain.rest.size();
    if (const auto comment = last ? std::nullopt : comments_.after(link.operand->span.end)) {
      parts.push_back(trailing(*comment));
    }
  }
  return group(std::move(parts), keeps_lines(chain));
}

// Conditions that the author put on lines of their own stay there, also where they would fit on one.
bool Printer::keeps_lines(const Chain& chain) const {
  const bool logical = chain.kind == ChainKind::conjunction || chain.kind == ChainKind::disjunction;
  const std::uint32_t begin = chain.first->span.end;
  return logical &&
         text_.substr(begin, chain.rest.front().operand->span.begin - begin).find('\n') != std::string_view::npos;
}

Document Printer::print(const Comparison& comparison) {
  return group({expression(*comparison.left, Level::range), text(' ' + symbol(comparison.op, language_)),
                indent({line(), expression(*comparison.right, Level::range)})});
}

Document Printer::print(const Range& range) {
  return sequence({expression(*range.low, Level::sum), text(range.excludes_high ? " ..< " : " .. "),
                   expression(*range.high, Level::sum)});
}

Document Printer::print(const Presence& presence) {
  return sequence({expression(*presence.operand, Level::range),
                   text(' ' + word(presence.known ? Word::is_known : Word::is_missing))});
}

Document Printer::print(const Default& fallback) {
  Documents parts{expression(*fallback.operand, Level::postfix)};
  for (std::size_t i = 0; i < fallback.fallbacks.size(); ++i) {
    // A minus holds less than `default`, and so ends the chain.
    const bool last = i + 1 == fallback.fallbacks.size();
    const bool minus = last && fallback.fallbacks[i]->as<Negation>() != nullptr;
    parts.push_back(line());
    parts.push_back(text(word(Word::default_) + ' '));
    parts.push_back(expression(*fallback.fallbacks[i], minus ? Level::minus : Level::operand));
  }
  return group({indent(std::move(parts))});
}

Document Printer::print(const AtTime& at) {
  const Level least = at.operand->as<AtTime>() != nullptr ? Level::operand : Level::postfix;
  Document operand = expression(*at.operand, least);
  if (at.offset == nullptr) return sequence({std::move(operand), text(' ' + word(Word::at_entry))});
  return sequence({std::move(operand), text(' ' + word(Word::at_offset) + " +"), span(at.offset)});
}

Document Printer::print(const Over& over) {
  const Level least = over.operand->as<Over>() != nullptr ? Level::operand : Level::postfix;
  return sequence({expression(*over.operand, least), text(' ' + words({word(Word::over), path(over.segment)}))});
}

Document Printer::print(const ChooseValue& choose) {
  Documents parts;
  const auto add = [&](const source::Span& span, const std::function<Document()>& branch) {
    parts.push_back(parts.empty() ? line() : wide_line());
    parts.push_back(element(span, branch));
  };
  for (const ChooseValue::Branch& branch : choose.branches) {
    add(branch.span, [&] {
      return sequence({text(word(Word::when) + ' '), expression(*branch.condition),
                       text(' ' + word(Word::then_value) + ' '), expression(*branch.value)});
    });
  }
  const auto rest = [&](Word introduction, const ExpressionPtr& value) {
    if (value == nullptr) return;
    add(value->span, [&] { return sequence({text(word(introduction) + ' '), expression(*value)}); });
  };
  const bool unknown_first =
      choose.otherwise && choose.unknown && choose.unknown->span.begin < choose.otherwise->span.begin;
  if (unknown_first) rest(Word::unknown, choose.unknown);
  rest(Word::otherwise, choose.otherwise);
  if (!unknown_first) rest(Word::unknown, choose.unknown);
  return group({text(word(Word::choose) + " {"), indent(std::move(parts)), line(), text("}")});
}

Document Printer::print(const RelativeRange& range) {
  const std::string introduction = word(range.forward ? Word::next : Word::last);
  const bool glued = language_ == Language::chinese && range.length->as<QuantityLiteral>() != nullptr;
  return sequence({text(glued ? introduction : introduction + ' '), span(range.length)});
}

Document Printer::print(const CalendarRange& range) {
  switch (range.unit) {
    case CalendarUnit::day: return text(word(Word::today));
    case CalendarUnit::week: return text(word(range.previous ? Word::previous_week : Word::this_week));
    case CalendarUnit::month: return text(word(range.previous ? Word::previous_month : Word::this_month));
    case CalendarUnit::year: return text(word(range.previous ? Word::previous_year : Word::this_year));
  }
  return text("");
}

Document Printer::print(const SinceRange& range) {
  return sequence({text(word(Word::since) + ' '), expression(*range.from, Level::sum)});
}

}  // namespace wend::format
