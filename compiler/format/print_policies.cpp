#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

namespace {

const QuantityLiteral* plain_quantity(const Expression& expression) {
  return expression.in_parentheses ? nullptr : expression.as<QuantityLiteral>();
}

}  // namespace

std::string Printer::verdict(Verdict verdict) const {
  const Word said = verdict == Verdict::delay ? Word::delay : verdict == Verdict::skip ? Word::skip : Word::stop;
  return words({word(Word::then_verdict), word(said)});
}

// `lead` is `per 7 days`, or `per` alone where its span is more than a number.
Document Printer::cap(const ContactCap& cap, const std::string& lead) {
  Documents parts{text(led(lead))};
  if (plain_quantity(*cap.window) == nullptr) {
    parts.push_back(span(cap.window));
    parts.push_back(text(" "));
  }
  parts.push_back(text(words({word(Word::at_most), quantity(cap.at_most)}) + ' '));
  if (!cap.across.empty()) {
    Documents channels;
    for (const Path& each : cap.across) channels.push_back(text(path(each)));
    parts.push_back(text(word(Word::across) + ' '));
    parts.push_back(list("{", std::move(channels), "}"));
    parts.push_back(text(" "));
  }
  parts.push_back(text(verdict(cap.verdict)));
  return group(std::move(parts));
}

Document Printer::body(const PolicyDeclaration& policy, const Declaration& declaration) {
  std::vector<Item> clauses;
  const auto add = [&](const source::Span& span, const std::string& lead, const auto& print) {
    clauses.push_back({span, [this, lead, print] { return sequence({text(led(lead)), print()}); }, lead});
  };
  const auto condition = [&](const auto& clause, Word introduction, const std::string& between) {
    if (!clause) return;
    add(clause->span, word(introduction), [this, &clause, between] {
      return sequence({text(between.empty() ? between : between + ' '), indent({expression(*clause->value)}, 2)});
    });
  };
  condition(policy.applies_to, Word::applies_to, "");
  condition(policy.sensitive, Word::sensitive, word(Word::require));
  condition(policy.suitability, Word::suitability, "");
  if (policy.control) {
    add(policy.control->span, word(Word::control), [&] { return text(quantity(policy.control->value)); });
  }
  for (const auto& each : policy.consents) {
    add(each.span, word(Word::consent), [this, &each] {
      const std::string head = words({name(each.value.purpose), word(Word::requires_)});
      return sequence({text(head + ' '), indent({expression(*each.value.condition)}, 2)});
    });
  }
  for (const auto& each : policy.quiet) {
    add(each.span, word(Word::quiet), [this, &each] {
      const QuietHours& quiet = each.value;
      return text(words({time(quiet.from.value), "..", time(quiet.to.value), verdict(quiet.verdict)}));
    });
  }
  for (const auto& each : policy.caps) {
    const QuantityLiteral* window = plain_quantity(*each.value.window);
    const std::string lead = words({word(Word::per_span), window == nullptr ? "" : quantity(window->quantity)});
    clauses.push_back({each.span, [this, &each, lead] { return cap(each.value, lead); }, lead});
  }
  if (policy.arbitrate) {
    add(policy.arbitrate->span, word(Word::arbitrate),
        [&] { return sequence({text(word(Word::within) + ' '), span(policy.arbitrate->value)}); });
  }
  for (const auto& each : policy.reservations) {
    add(each.span, word(Word::reserve), [this, &each] {
      const Reservation& reserved = each.value;
      return text(words({quantity(reserved.count), word(Word::reserve_for), word(Word::priority),
                         symbol(reserved.op, language_), plain(reserved.priority)}));
    });
  }
  return sequence(
      {text(titled(Word::policy, declaration) + ' '), braces(std::move(clauses), declaration.span.end - 1, false)});
}

}  // namespace wend::format
