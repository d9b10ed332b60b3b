#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

// The language of the options, else that of the word that the declaration begins with.
void Printer::speak_as(const source::Span& keyword) {
  const std::string_view written = text_.substr(keyword.begin, keyword.size());
  const bool english = !written.empty() && static_cast<unsigned char>(written.front()) < 0x80;
  language_ = options_.keywords.value_or(english ? Language::english : Language::chinese);
}

std::string Printer::titled(Word kind, const Declaration& declaration) const {
  return words({word(kind), name(declaration.name), declaration.label ? quoted(declaration.label->value) : ""});
}

Document Printer::defined(Word kind, const Declaration& declaration, Document value) {
  return group({text(titled(kind, declaration) + " ="), indent({line(), std::move(value)})});
}

Document Printer::body(const ImportDeclaration& import, const Declaration& declaration) {
  const std::string head = words({word(Word::import_), path(import.module)});
  Documents parts{import.arguments.empty() ? text(head) : call(head, import.arguments)};
  // Without `as` the name is the path's own last.
  const bool renamed = declaration.name.span.begin != import.module.last().span.begin;
  if (renamed) parts.push_back(text(' ' + words({word(Word::as), name(declaration.name)})));
  return group(std::move(parts));
}

Document Printer::body(const TagDeclaration& tag, const Declaration& declaration) {
  return defined(Word::tag, declaration, expression(*tag.value));
}

Document Printer::body(const SegmentDeclaration& segment, const Declaration& declaration) {
  return defined(Word::segment, declaration, expression(*segment.condition));
}

Document Printer::body(const MetricDeclaration& metric, const Declaration& declaration) {
  return defined(Word::metric, declaration, expression(*metric.value));
}

// The event stays beside the name; its conditions go below.
Document Printer::body(const TriggerDeclaration& trigger, const Declaration& declaration) {
  return group({text(titled(Word::trigger, declaration) + " = "), pattern(*trigger.pattern)});
}

Document Printer::body(const GoalDeclaration& goal, const Declaration& declaration) {
  return group({text(titled(Word::goal, declaration) + " = "), pattern(*goal.pattern)});
}

std::string Printer::type(const ParameterType& type) const {
  const std::string kind(spelling(type.kind, language_));
  return words({kind, type.name ? path(*type.name) : "", type.currency});
}

Document Printer::parameters(const std::vector<Parameter>& parameters) {
  Documents parts;
  for (const Parameter& each : parameters) {
    parts.push_back(element(each.span, [&] {
      Documents parameter{text(words({type(each.type), name(each.name)}))};
      if (each.fallback != nullptr) {
        parameter.push_back(text(" = "));
        parameter.push_back(expression(*each.fallback));
      }
      return sequence(std::move(parameter));
    }));
  }
  return list("(", std::move(parts), ")");
}

Document Printer::head(const ModuleHead& head) {
  speak_as(head.span);
  Documents parts{text(words({word(Word::module), path(head.name)}))};
  if (!head.parameters.empty()) parts.push_back(parameters(head.parameters));
  return sequence(std::move(parts));
}

Document Printer::declaration(const Declaration& declaration) {
  speak_as(declaration.keyword_span);
  return std::visit([&](const auto& node) { return body(node, declaration); }, declaration.node);
}

}  // namespace wend::format
