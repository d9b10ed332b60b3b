#include <algorithm>
#include <unordered_map>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {

namespace {

char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

const std::vector<Entry>& catalogue() {
  static const std::vector<Entry> entries{
#define WEND_DIAGNOSTIC(name, code, severity, english, chinese, explanation, wrong, right) \
  Entry{code_of(code), code, Severity::severity, english, chinese, explanation, wrong, right},
#include "compiler/diagnostics/catalogue.def"
#undef WEND_DIAGNOSTIC
  };
  return entries;
}

const Entry& entry(Code code) {
  static const std::unordered_map<Code, const Entry*> by_code = [] {
    std::unordered_map<Code, const Entry*> entries;
    for (const Entry& each : catalogue()) entries.emplace(each.id, &each);
    return entries;
  }();
  return *by_code.at(code);
}

const Entry* find(std::string_view code) {
  const auto is_it = [code](const Entry& entry) { return std::ranges::equal(entry.code, code, {}, {}, upper); };
  const auto found = std::ranges::find_if(catalogue(), is_it);
  return found == catalogue().end() ? nullptr : &*found;
}

}  // namespace wend::diagnostics
