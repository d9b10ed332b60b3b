// The syntax tree of a Wend file: plain structs, each with the exact span of what the author wrote.
//
//     names.hpp         names, paths, quantities, dates: the leaves
//     expressions.hpp   conditions and values
//     patterns.hpp      events over time
//     steps.hpp         what a journey does
//     declarations.hpp  the nine declarations, and `Module`, the root
//
// Ownership is by value and `std::unique_ptr`; a tree can be moved, not copied, and may be read by any number of
// threads. The tree holds no pointer into the text of the file or into the parser.
#pragma once

#include "compiler/syntax/tree/declarations.hpp"
#include "compiler/syntax/tree/expressions.hpp"
#include "compiler/syntax/tree/names.hpp"
#include "compiler/syntax/tree/patterns.hpp"
#include "compiler/syntax/tree/steps.hpp"
