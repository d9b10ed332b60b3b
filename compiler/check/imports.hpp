// The arguments of imports: whether each is what its parameter stands for.
//
// A fault is reported where the argument was written, and then nothing of that instance is checked: it would say the
// same again. Arguments of modules that a module imports are checked with the others.
#pragma once

#include <optional>
#include <span>

#include "compiler/check/context.hpp"
#include "compiler/modules/expand.hpp"

namespace wend::check {

// All but the values that speak of the project's tags and segments.
void check_import_arguments(Context& context, const modules::Expansion& imported);
// Those values: after derived tags and segments have been checked.
void check_import_values(Context& context, const modules::Expansion& imported);

// A name behind an import's that its module does not declare; says nothing where the import itself is at fault.
std::nullopt_t report_unknown_imported(Context& context, std::span<const syntax::Name> path);
// The same for a path that was found to mean nothing: whether it begins with an import's name.
bool report_if_imported(Context& context, const syntax::Path& path);

// The type that a parameter of a module or journey declares; reports an unknown one. For parameters that stand for
// values.
[[nodiscard]] std::optional<Type> declared_type(Context& context, const syntax::ParameterType& tree);

}  // namespace wend::check
