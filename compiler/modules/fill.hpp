// Puts arguments in the place of a module's parameters, and whole names in the place of the module's own.
//
//     trigger due = start when balance > floor       // in the module
//     trigger payroll.due = salary when aum > 5万元   // as `payroll`, with start: salary, balance: aum, floor: 5万元
//
// A name means, in this order: what the same declaration names with `as`, `each` or `per`; a parameter; a declaration
// of the module or of what it imports; else what it means by itself, to the schema. A field's name stands for the field
// alone where an event is spoken of (`where amount > 5`, `purchase.amount`), and for event and field where a history
// function is told what to look at (`sum(amount, last 30 days)`). In a `where`, a tag's name stands for the customer's
// tag, also where the event has a field of that name.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/modules/instance.hpp"

namespace wend::modules {

// What names mean inside one instance.
struct Environment {
  std::map<std::string, std::uint32_t, std::less<>> parameters;  // positions in `arguments`
  std::vector<Filled> arguments;
  std::map<std::string, std::string, std::less<>> own;  // names and labels, `rfm.loyal` too, to their whole names
  std::set<std::string, std::less<>> imports;           // the names of the module's own imports
};

// Where parameters are spoken of is added to `extents`.
void fill(const Environment& environment, syntax::Declaration& tree, std::vector<Extent>& extents);
// An argument or default, in the place of a value.
void fill(const Environment& environment, syntax::ExpressionPtr& tree, std::vector<Extent>& extents);

}  // namespace wend::modules
