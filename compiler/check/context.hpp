// What all parts of the checker work with: one for each run.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/check/declarations.hpp"
#include "compiler/check/facts.hpp"
#include "compiler/check/signature.hpp"
#include "compiler/check/typed.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/ir/builder.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::check {

struct Context {
  const schema::Schema& schema;
  const schema::Names& names;
  diagnostics::Sink& sink;
  ir::Program& program;
  ir::Builder build;
  Facts& facts;
  Declarations declarations;

  // The declaration being checked: what uses are recorded as standing inside of.
  DefinitionIndex current = kNoDefinition;
  // How deep the walk over trees is; see kDeepestWalk in expressions.hpp.
  std::uint32_t walk = 0;

  std::uint32_t suggestions = 0;  // that were made so far; see suggestions.hpp
  // By definition: what became of derived tags and segments. See derived.hpp.
  enum class Progress : std::uint8_t { waiting, checking, done };
  std::vector<Progress> progress = {};
  std::vector<Checked> values = {};
  // By definition: what triggers and goals look for. See patterns.hpp.
  std::vector<std::optional<ir::PatternIndex>> patterns = {};
  std::vector<DefinitionIndex> being_checked = {};  // innermost last
  // The names that the journey being checked has for events. See add_named in patterns.hpp.
  std::vector<ir::NamedEvent> named = {};
  const ir::Program* against = nullptr;  // see check.hpp
  // By definition: the parameters of journeys. See parameters.hpp.
  std::vector<std::optional<Signature>> signatures = {};
  // Steps that start journeys, and by definition whether one does; see starts.hpp.
  std::vector<StartSite> starts = {};
  std::vector<bool> is_started = {};
};

// Makes a definition the current one for as long as this lives; names are looked up as its module sees them.
class Inside {
 public:
  Inside(Context& context, DefinitionIndex definition)
      : context_(context), outer_(context.current), view_(context.declarations.view()) {
    context.current = definition;
    context.declarations.look_from(context.facts.definitions[definition].instance);
  }
  ~Inside() {
    context_.current = outer_;
    context_.declarations.look_from(view_);
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  Context& context_;
  DefinitionIndex outer_;
  std::uint32_t view_;
};

}  // namespace wend::check
