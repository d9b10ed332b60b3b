// Schemas and programs made ready, each text once.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/source/source.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/result.hpp"

namespace wend::conformance {

struct Bank {
  std::shared_ptr<const schema::Schema> schema;
  std::unique_ptr<const schema::Names> names;
  Zone zone = Zone::utc();
};

// The codes of the errors among what was said, and all of it as text.
[[nodiscard]] std::set<std::string> error_codes(const diagnostics::Sink& sink);
[[nodiscard]] std::string said(const diagnostics::Sink& sink, const source::SourceMap& sources);

// The program as it comes back from its bytes: what the suite runs, so that every case says what programs mean that were
// loaded.
[[nodiscard]] Result<std::shared_ptr<const ir::Program>> through_bytes(const ir::Program& program);

// A checked program; expressions can be added to it.
class Compiled {
 public:
  Compiled(const Bank& bank, const std::string& text);

  [[nodiscard]] bool has_errors() const { return sink_.has_errors(); }
  [[nodiscard]] const diagnostics::Sink& sink() const { return sink_; }
  [[nodiscard]] const source::SourceMap& sources() const { return sources_; }
  [[nodiscard]] check::CheckedProgram& checked() { return checked_; }
  [[nodiscard]] const Bank& bank() const { return bank_; }

  // Nothing where the sink has the reason.
  [[nodiscard]] std::optional<check::CheckedExpression> add(const std::string& expression, diagnostics::Sink& sink);

 private:
  const Bank& bank_;
  source::SourceMap sources_;
  diagnostics::Sink sink_;
  check::CheckedProgram checked_;
};

class Programs {
 public:
  // Of a schema's JSON text. What is returned stays where it is.
  [[nodiscard]] Result<const Bank*> bank(const std::string& schema);
  // As checked, without added expressions. An error says what the checker said.
  [[nodiscard]] Result<std::shared_ptr<const ir::Program>> program(const std::string& schema, const std::string& text);

 private:
  std::map<std::string, Bank> banks_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const ir::Program>> programs_;
};

}  // namespace wend::conformance
