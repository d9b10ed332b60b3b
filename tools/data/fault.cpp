#include "tools/data/fault.hpp"

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/display.hpp"
#include "compiler/diagnostics/wording.hpp"
#include "runtime/value/quote.hpp"

namespace wend::data {

namespace {

using diagnostics::Code;
namespace codes = diagnostics::codes;
using diagnostics::Language;

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "`" : ", `").append(name).append("`");
  return text;
}

std::string message(Code code, std::vector<std::string> arguments, Language language) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.arguments = std::move(arguments);
  return diagnostics::message(diagnostic, language);
}

}  // namespace

std::string shown(std::string_view value) {
  return quoted(value);
}

std::string message(const Fault& fault, Language language) {
  std::string text = message(fault.code, fault.arguments, language);
  if (fault.nearest.empty()) return text;
  text += language == Language::chinese ? "；" : "; ";
  return text += message(codes::did_you_mean, {listed(fault.nearest)}, language);
}

std::string describe(const Fault& fault, Language language) {
  const diagnostics::Entry& entry = diagnostics::entry(fault.code);
  std::string text = fault.path;
  if (fault.line > 0) text.append(":").append(std::to_string(fault.line));
  if (fault.column > 0) text.append(":").append(std::to_string(fault.column));
  text.append(": ").append(diagnostics::severity_word(entry.severity, language));
  text.append("[").append(entry.code).append("]: ").append(message(fault, language));
  return diagnostics::displayed(text);
}

}  // namespace wend::data
