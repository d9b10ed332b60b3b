// The one namespace of a project: what all its files declare.
//
//     Declarations declared = Declarations::collect(modules, names, facts, sink);
//     if (const Declared* found = declared.find("payroll_savers")) …
//
// A name may be declared once, whatever it is the name of; a second declaration is reported and takes no part. Tests
// have titles, not names, and stand outside. A name is found by identifier, then by label. What an import brings in is
// found behind the import's name and a dot, `payroll.follow_up`.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/check/facts.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/modules/expand.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

class Declarations {
 public:
  // Appends to facts.definitions. The modules and what they import must outlive the result.
  static Declarations collect(std::span<const syntax::Module* const> modules, const modules::Expansion& imported,
                              const schema::Names& names, Facts& facts, const source::SourceMap& sources,
                              diagnostics::Sink& sink);
  // Of what was checked before (the prompt): names without trees.
  static Declarations known(const Facts& facts);

  struct Match {
    DefinitionIndex definition = kNoDefinition;
    bool by_label = false;
    bool ambiguous = false;  // a label that several definitions carry
  };
  [[nodiscard]] std::optional<Match> find(std::string_view name) const;

  // Whose text is read from now on: that of an instance (a position in Facts::instances), or of the project (kNoIndex).
  // A module sees its own declarations, those that it imports, and what an argument names; nothing else of the project.
  void look_from(std::uint32_t instance) { view_ = instance; }
  [[nodiscard]] std::uint32_t view() const { return view_; }

  // What the first names of a path mean together: `payroll.balance.kind` is two names of a definition and a field.
  // Nothing where its first name is no import's, or the import has no such name.
  struct Imported {
    Match match;
    std::size_t parts = 0;  // of the path
  };
  [[nodiscard]] std::optional<Imported> find_imported(std::span<const syntax::Name> path) const;
  // Whether that is the name of an import that is seen from here.
  [[nodiscard]] bool is_import(std::string_view name) const { return imports_.contains(name) && find(name); }

  // The tree of a definition; null where it was checked before.
  [[nodiscard]] const syntax::Declaration* tree(DefinitionIndex definition) const;

 private:
  friend class Collector;
  void index_labels(const Facts& facts);
  void index_views(const Facts& facts, const source::SourceMap& sources);
  [[nodiscard]] bool is_visible(const Match& match, std::string_view name) const;
  void add_aliases(const Facts& facts);

  std::set<std::string, std::less<>> imports_;
  std::map<std::string, DefinitionIndex, std::less<>> by_name_;
  std::map<std::string, Match, std::less<>> by_label_;
  std::vector<const syntax::Declaration*> trees_;  // by definition
  // What an instance sees of others: `name` begins the names of its own, `arguments` is the text of what it was given.
  struct View {
    std::string name;
    std::string arguments;
  };
  std::vector<View> views_;                   // by instance
  std::vector<std::uint32_t> instance_of_{};  // by definition; kNoIndex: the project's
  std::uint32_t view_ = kNoIndex;
};

}  // namespace wend::check
