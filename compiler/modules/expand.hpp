// From files with imports to what the imports bring in.
//
//     modules::Expansion expansion = modules::expand(files, sources, sink);
//     for (const auto& tree : expansion.trees) …   // declarations named `payroll.follow_up`
//
// A file whose `module` head has parameters is a template and takes no part by itself. A file with a head without
// parameters takes part like any other, and can be imported, which gives its names a second form. What else an import
// names is a module of the standard library.
//
// Faults of imports are reported here, those of the arguments' meaning by the checker. Bounds: kMostDeclarations,
// kDeepestImport. The files must outlive the result.
#pragma once

#include <span>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/modules/instance.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::modules {

// `currency` is the schema's own: that of a plain number that is the default of a parameter `money`.
[[nodiscard]] Expansion expand(std::span<const syntax::Module* const> files, std::string_view currency,
                               source::SourceMap& sources, diagnostics::Sink& sink);

}  // namespace wend::modules
