// The one namespace of a project: what all its files declare.
//
//     Declarations declared = Declarations::collect(modules, names, facts, sink);
//     if (const Declared* found = declared.find("payroll_savers")) …
//
// A name may be declared once, whatever it is the name of; a second declaration is reported and takes no part. Tests
// have titles, not names, and stand outside. A name is found by identifier, then by label. What this version does not
// execute (imports, modules with parameters) is reported here, once, and stays known by name so that
// its uses are not reported again.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/check/facts.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

class Declarations {
 public:
  // Appends to facts.definitions. The modules must outlive the result.
  static Declarations collect(std::span<const syntax::Module* const> modules, const schema::Names& names, Facts& facts,
                              diagnostics::Sink& sink);
  // Of what was checked before (the prompt): names without trees.
  static Declarations known(const Facts& facts);

  struct Match {
    DefinitionIndex definition = kNoDefinition;
    bool by_label = false;
    bool ambiguous = false;  // a label that several definitions carry
  };
  [[nodiscard]] std::optional<Match> find(std::string_view name) const;

  // The tree of a definition; null where it was checked before.
  [[nodiscard]] const syntax::Declaration* tree(DefinitionIndex definition) const;

 private:
  friend class Collector;
  void index_labels(const Facts& facts);

  std::map<std::string, DefinitionIndex, std::less<>> by_name_;
  std::map<std::string, Match, std::less<>> by_label_;
  std::vector<const syntax::Declaration*> trees_;  // by definition
};

}  // namespace wend::check
