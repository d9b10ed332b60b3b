#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

Document Printer::body(const TestDeclaration& test, const Declaration& declaration) {
  std::vector<Item> clauses;
  for (const TestClause& each : test.clauses) {
    clauses.push_back({each.span, [this, &each] {
                         return std::visit([this](const auto& node) { return clause(node); }, each.node);
                       }});
  }
  return sequence({text(words({word(Word::test), quoted(declaration.name.text)}) + ' '),
                   braces(std::move(clauses), declaration.span.end - 1, false)});
}

Document Printer::fields(const std::vector<FieldValue>& fields) {
  if (fields.empty()) return text("{}");
  Documents parts;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const FieldValue& field = fields[i];
    parts.push_back(line());
    parts.push_back(element(field.span, [&] {
      const bool last = i + 1 == fields.size();
      Document value = field.value ? expression(*field.value) : records(field.records);
      return sequence({text(name(field.name) + ": "), std::move(value), text(last ? "" : ",")});
    }));
  }
  return group({text("{"), indent(std::move(parts)), line(), text("}")});
}

Document Printer::records(const std::vector<std::vector<FieldValue>>& records) {
  if (records.empty()) return text("{}");
  Documents parts;
  for (std::size_t i = 0; i < records.size(); ++i) {
    parts.push_back(line());
    parts.push_back(sequence({fields(records[i]), text(i + 1 == records.size() ? "" : ",")}));
  }
  return group({text("{"), indent(std::move(parts)), line(), text("}")});
}

Document Printer::clause(const GivenClause& given) {
  return sequence({text(word(Word::given) + ' '), fields(given.tags)});
}

Document Printer::clause(const VariantClause& variant) {
  return text(words({word(Word::variant), path(variant.side)}));
}

Document Printer::clause(const AtClause& at) {
  std::string moment;
  if (const auto* absolute = std::get_if<AtClause::Absolute>(&at.moment)) {
    moment = words({date(absolute->date), absolute->time ? time(*absolute->time) : ""});
  } else {
    moment = '+' + quantity(std::get<Quantity>(at.moment));
  }
  Documents parts{text(words({word(Word::at_time), moment, reference(at.event)}))};
  if (!at.fields.empty()) {
    parts.push_back(text(" "));
    parts.push_back(fields(at.fields));
  }
  return sequence(std::move(parts));
}

Document Printer::clause(const AdvanceClause& advance) {
  return text(words({word(Word::advance), quantity(advance.by)}));
}

Document Printer::clause(const ExpectClause& expect) {
  const std::string head =
      words({word(Word::expect), expect.negated ? word(Word::no) : "", word(word_after_expect(expect.kind))});
  if (expect.kind == ExpectClause::Kind::condition) {
    return sequence({text(head + ' '), indent({expression(*expect.value)}, 2)});
  }
  const std::string subject = head + ' ' + path(expect.subject);
  if (expect.value != nullptr) return sequence({text(subject + " = "), expression(*expect.value)});
  return expect.arguments.empty() ? text(subject) : call(subject, expect.arguments);
}

}  // namespace wend::format
