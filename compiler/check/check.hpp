// From syntax trees to a checked program.
//
//     std::vector<const syntax::Module*> modules = …;   // one for each file of the project, in order
//     const schema::Names names(*schema);
//     check::CheckedProgram checked = check::check(modules, schema, names, sources, sink);
//     if (!sink.has_errors()) run(checked.program);
//
// All files of a project are one program with one namespace; what they import is added to it, and the texts of imported
// modules to the sources. Every fault is a diagnostic in the sink; after faults the
// program holds what was without fault, good for tools that want facts, not for running. Needs no more than 256 kB of
// stack. The trees are not needed afterwards. Calls may run on any number of threads, each with its own sink.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "compiler/check/facts.hpp"
#include "compiler/check/tests.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

struct CheckedProgram {
  ir::Program program;
  Facts facts;
  std::vector<Test> tests;  // for `wend test`; nothing else runs them
};

// `against` is the program that runs at present, where it is at hand: migrations are checked against its journeys.
[[nodiscard]] CheckedProgram check(std::span<const syntax::Module* const> modules,
                                   std::shared_ptr<const schema::Schema> schema, const schema::Names& names,
                                   source::SourceMap& sources, diagnostics::Sink& sink,
                                   const ir::Program* against = nullptr);

// An expression over the customer alone, at the prompt or for `wend count`: put into the program, whose definitions it
// may use. Nothing where the sink has the reason. `names` are those of the program's schema. The program's facts keep
// growing by the expression's; its earlier ExpressionIds stay good.
struct CheckedExpression {
  ir::ExpressionId id = ir::kNone;
  Type type;
};
[[nodiscard]] std::optional<CheckedExpression> check_expression(CheckedProgram& checked, const schema::Names& names,
                                                                const syntax::Expression& tree,
                                                                diagnostics::Sink& sink);

}  // namespace wend::check
