// What an author has said at the prompt so far, on top of a project.
//
//     Session session(project);
//     const Answer answer = session.say("aum > 50_000 CNY");   // an expression, checked
//     session.say("segment rich = aum > 50_000 CNY");          // a definition, kept
//
// A definition replaces an earlier one of the prompt that has the same name; one that has a fault is not kept. The
// project's files are not changed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

// What became of a line. Where the sink has an error there is neither a definition nor an expression.
struct Answer {
  diagnostics::Sink sink;
  std::vector<std::string> defined;
  std::optional<check::CheckedExpression> expression;
  source::FileId file;  // of the line's text
};

class Session {
 public:
  // Borrows the project, which has been loaded.
  explicit Session(Project& project);

  [[nodiscard]] Answer say(std::string line);
  // Whether a bracket is still open at the end of the text.
  [[nodiscard]] static bool wants_more(const std::string& text);

  [[nodiscard]] const source::SourceMap& sources() const { return sources_; }
  // Grows with each expression; a definition makes it anew.
  [[nodiscard]] const check::CheckedProgram& checked() const { return *checked_; }
  [[nodiscard]] const Project& project() const { return project_; }

 private:
  bool define(std::vector<syntax::Declaration> declarations, Answer& answer);
  [[nodiscard]] std::unique_ptr<check::CheckedProgram> check_with(const std::vector<const syntax::Module*>& said,
                                                                  diagnostics::Sink& sink);

  Project& project_;
  source::SourceMap sources_;
  // One module for each definition that holds.
  std::vector<std::unique_ptr<syntax::Module>> definitions_;
  std::unique_ptr<check::CheckedProgram> checked_;
};

}  // namespace wend::tools
