// What journeys ask of those who start them, and who does.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/check/facts.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::check {

// A journey's parameters; one with a default is not required.
struct Signature {
  std::vector<schema::Parameter> parameters;
  std::vector<ir::ExpressionId> defaults;  // by parameter; ir::kNone where there is none
};

// A step `start` in the text.
struct StartSite {
  DefinitionIndex by = kNoDefinition;
  DefinitionIndex target = kNoDefinition;
  ir::StepIndex step = ir::kEnd;  // of the journey that it stands in
  source::Span span;              // the target's name
};

}  // namespace wend::check
