// The linter: what a program that checks may still be asked about before it is approved.
//
// One class a rule, each in a file of its own with its entry in diagnostics/catalogue/lint.def. A rule reads the trees
// and what the checker learned about them; it resolves nothing again.
//
//     const lint::Input input{modules, *schema, checked};
//     for (const std::unique_ptr<lint::Rule>& rule : lint::rules()) rule->inspect(input, sink);
//
// Thread-safety: rules have no state; one Input may be inspected by many threads, each with its own sink.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::lint {

// A project that was checked without errors. Borrowed.
struct Input {
  std::span<const syntax::Module* const> modules;
  const schema::Schema& schema;
  const check::CheckedProgram& checked;
};

class Rule {
 public:
  virtual ~Rule() = default;
  virtual void inspect(const Input& input, diagnostics::Sink& sink) const = 0;
};

// All rules, in the order of their codes.
[[nodiscard]] std::vector<std::unique_ptr<Rule>> rules();

}  // namespace wend::lint
