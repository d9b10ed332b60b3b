// Why an expectation did not hold: what happened instead, and of a contact that was not made, where each journey that
// could have made it stood.
//
//     const Explainer explainer(bench, sources, console);
//     for (const std::string& line : explainer.why(result, failure)) …
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/source/source.hpp"
#include "tools/wend/console.hpp"
#include "tools/wend/test/story.hpp"

namespace wend::tools {

// The first place in the files where each expression of the program stands.
class Places {
 public:
  Places(const check::CheckedProgram& checked, const source::SourceMap& sources);
  // Null where it stands nowhere in the text.
  [[nodiscard]] const source::Span* find(ir::ExpressionId expression) const;
  // As the author wrote it, on one line.
  [[nodiscard]] std::string text(const source::Span& span) const;
  [[nodiscard]] std::string text(ir::ExpressionId expression) const;
  // `journeys.wend:12:5`
  [[nodiscard]] std::string place(const source::Span& span) const;

 private:
  const source::SourceMap& sources_;
  std::map<ir::ExpressionId, source::Span> spans_;
};

class Explainer {
 public:
  Explainer(const Bench& bench, const Places& places, const Console& console)
      : bench_(bench), places_(places), console_(console) {}

  [[nodiscard]] std::vector<std::string> why(const TestResult& result, const TestFailure& failure) const;
  // `2026-03-02 10:00  follow_up: send sms.hello`
  [[nodiscard]] std::string line(const TimelineEntry& entry) const;

 private:
  friend class Search;
  [[nodiscard]] std::string clock(Instant time) const;
  [[nodiscard]] std::string arguments(const journey::Effect& effect) const;
  [[nodiscard]] std::string words(const Judgement& judgement) const;
  [[nodiscard]] std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(console_.pick(english, chinese));
  }

  const Bench& bench_;
  const Places& places_;
  const Console& console_;
};

}  // namespace wend::tools
