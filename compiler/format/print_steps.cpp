#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

namespace {

// Where the brace that ends it stands.
std::uint32_t closing(const source::Span& span) {
  return span.end - 1;
}

}  // namespace

Document Printer::block(const Block& block) {
  std::vector<Item> steps;
  for (const Step& each : block.steps) steps.push_back({each.span, [this, &each] { return step(each); }});
  return braces(std::move(steps), closing(block.span), true);
}

Document Printer::step(const Step& step) {
  return std::visit([&](const auto& node) { return print(node, step); }, step.node);
}

Printer::Item Printer::branch(const std::string& lead, const Block& block, std::uint32_t begin) {
  const source::Span span{block.span.file, begin, block.span.end};
  return {span, [this, lead, &block] { return sequence({text(led(lead)), this->block(block)}); }, lead};
}

Document Printer::action(Word verb, const Path& path, const std::vector<Argument>& arguments) {
  return call(words({word(verb), this->path(path)}), arguments);
}

Document Printer::named(Documents parts, const Step& step) const {
  if (step.name) parts.push_back(text(' ' + words({word(Word::as), name(*step.name)})));
  return group(std::move(parts));
}

Document Printer::print(const SendStep& send, const Step& step) {
  return named({action(Word::send, send.action, send.arguments)}, step);
}

Document Printer::print(const PlaceStep& place, const Step& step) {
  return named({action(Word::place, place.action, place.arguments), text(' ' + word(Word::for_span) + ' '),
                span(place.duration)},
               step);
}

Document Printer::print(const AssignStep& assign, const Step& step) {
  return named({action(Word::assign, assign.task, assign.arguments)}, step);
}

Document Printer::print(const GrantStep& grant, const Step& step) {
  Document head = named({action(Word::grant, grant.benefit, grant.arguments)}, step);
  std::vector<Item> answers;
  if (grant.granted) answers.push_back(branch(word(Word::granted), *grant.granted, grant.granted->span.begin));
  if (grant.refused) answers.push_back(branch(word(Word::refused), *grant.refused, grant.refused->span.begin));
  if (answers.empty()) return head;
  return sequence({std::move(head), text(" "), braces(std::move(answers), closing(step.span), false)});
}

Document Printer::print(const SetStep& set, const Step& step) {
  return named({text(words({word(Word::set), path(set.tag), "="})), indent({line(), expression(*set.value)})}, step);
}

Document Printer::print(const EmitStep& emit, const Step& step) {
  Documents parts{action(Word::emit, emit.event, emit.arguments)};
  if (emit.to != nullptr) {
    parts.push_back(text(' ' + word(Word::to) + ' '));
    parts.push_back(expression(*emit.to));
  }
  return named(std::move(parts), step);
}

Document Printer::print(const WaitStep& wait, const Step& step) {
  return named({text(word(Word::wait) + ' '), span(wait.duration)}, step);
}

Document Printer::print(const WaitUntilStep& wait, const Step& step) {
  Documents parts{text(word(Word::wait_until) + ' '), expression(*wait.moment)};
  if (wait.if_past != IfPast::go_on) {
    const Word verdict = wait.if_past == IfPast::stop ? Word::stop : Word::skip;
    parts.push_back(text(' ' + words({word(Word::if_past), word(verdict)})));
  }
  return named(std::move(parts), step);
}

Document Printer::print(const WaitForStep& wait, const Step& step) {
  Document head = named(
      {text(word(Word::wait_for) + ' '), pattern(*wait.pattern), text(' ' + word(Word::up_to) + ' '), span(wait.up_to)},
      step);
  std::vector<Item> outcomes;
  if (wait.seen) outcomes.push_back(branch(word(Word::seen), *wait.seen, wait.seen->span.begin));
  if (wait.timeout) outcomes.push_back(branch(word(Word::timeout), *wait.timeout, wait.timeout->span.begin));
  if (outcomes.empty()) return head;
  return sequence({std::move(head), text(" "), braces(std::move(outcomes), closing(step.span), false)});
}

Document Printer::print(const WaitForAnyStep& wait, const Step& step) {
  Document head = named({text(word(Word::wait_for_any) + ' ' + word(Word::up_to) + ' '), span(wait.up_to)}, step);
  std::vector<Item> outcomes;
  for (const WaitForAnyStep::Branch& each : wait.branches) {
    outcomes.push_back({each.span, [this, &each] {
                          return sequence({group({text(word(Word::seen) + ' '), pattern(*each.pattern)}), text(" "),
                                           block(each.block)});
                        }});
  }
  if (wait.timeout) outcomes.push_back(branch(word(Word::timeout), *wait.timeout, wait.timeout->span.begin));
  return sequence({std::move(head), text(" "), braces(std::move(outcomes), closing(step.span), false)});
}

Document Printer::print(const ChooseStep& choose, const Step& step) {
  std::vector<Item> branches;
  for (const ChooseStep::Branch& each : choose.branches) {
    branches.push_back({each.span, [this, &each] {
                          return sequence({where(each.condition, Word::when), text(" "), block(each.block)});
                        }});
  }
  const auto rest = [&](Word introduction, const std::optional<Block>& taken) {
    if (!taken) return;
    branches.push_back({taken->span, [this, introduction, &taken] {
                          return sequence({text(word(introduction) + ' '), block(*taken)});
                        }});
  };
  rest(Word::otherwise, choose.otherwise);
  rest(Word::unknown, choose.unknown);
  return sequence({text(word(Word::choose) + ' '), braces(std::move(branches), closing(step.span), false)});
}

Document Printer::print(const SplitStep& split, const Step& step) {
  std::vector<Item> sides;
  for (const SplitStep::Side& each : split.sides) {
    sides.push_back(branch(words({quantity(each.share), name(each.name)}), each.block, each.span.begin));
  }
  const std::string head = words({word(Word::split), split.split ? name(*split.split) : ""});
  return sequence({text(head + ' '), braces(std::move(sides), closing(step.span), false)});
}

Document Printer::print(const RepeatStep& repeat, const Step&) {
  const bool glued = language_ == Language::chinese && !repeat.times.parameter;
  const std::string times = plain(repeat.times) + (glued ? "" : " ") + word(Word::times);
  Documents head{text(words({word(Word::repeat), word(Word::up_to), times, word(Word::every_span)}) + ' '),
                 span(repeat.every)};
  if (repeat.until != nullptr) {
    head.push_back(text(' ' + word(Word::until) + ' '));
    head.push_back(pattern(*repeat.until));
  }
  return sequence({group(std::move(head)), text(" "), block(repeat.block)});
}

Document Printer::print(const EachStep& each, const Step&) {
  Documents head{text(words({word(Word::each), name(each.item), word(Word::in), path(each.list)}))};
  if (each.where != nullptr) head.push_back(indent({line(), where(each.where)}));
  head.push_back(text(' ' + words({word(Word::up_to), plain(each.up_to)}) + ' '));
  return sequence({group(std::move(head)), block(each.block)});
}

Document Printer::print(const StartStep& start, const Step& step) {
  return named({action(Word::start, start.journey, start.arguments)}, step);
}

Document Printer::print(const StopStep&, const Step&) {
  return text(word(Word::stop));
}

}  // namespace wend::format
