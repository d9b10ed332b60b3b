// Checks the parameters of journeys: `journey activation(text reason, money CNY least = 500 CNY)`.
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// Of every journey that is declared, before any of them is checked: a journey may start one that comes later. Fills
// Context::signatures; a journey with a fault in its parameters has none.
void check_signatures(Context& context);

// What the parameters are in the journey's steps: names of values that an instance has. `first` is the position of the
// first in ir::Slot::entered.
void add_parameters(Scope& scope, const Signature& signature, std::uint32_t first);

}  // namespace wend::check
