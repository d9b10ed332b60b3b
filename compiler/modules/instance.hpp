// What an import makes of a module: a set of declarations of its own, named `IMPORT.NAME`.
//
//     import sop.follow_up(start: salary_arrived, …) as payroll     // instance "payroll" of "sop.follow_up"
//
// Each instance has a copy of the module's text in the SourceMap under a FileId of its own, so that a span says which
// instance it is of. What is said about a place in it is moved to the argument that brought it about; see blame.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/source/source.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::modules {

// At most so many declarations are brought in by all imports of a project, and modules import each other so deep.
inline constexpr std::size_t kMostDeclarations = 20'000;
inline constexpr std::size_t kDeepestImport = 8;

// The part of a module's text that speaks of an argument: `purchase.channel` as a whole for the parameter `purchase`.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t parameter = 0;
};

// Where things stand; plain data, kept with what the checker learned.
struct Instance {
  std::string module;                      // `sop.follow_up`
  std::string name;                        // `payroll`; of an import inside a module `payroll.rfm`
  source::FileId file;                     // its copy of the text
  std::optional<source::FileId> own_file;  // the module's own, where it is a file of the project
  source::Span import_span;                // the module's name in the import
  std::size_t root = 0;  // the import of the project that it comes from: a position among the instances
  std::vector<std::optional<source::Span>> arguments;  // by parameter; nothing for a default
  std::vector<Extent> extents;
};

// One argument, ready for the checker.
struct Filled {
  const syntax::Parameter* parameter = nullptr;
  const syntax::Expression* value = nullptr;  // of the import, or the default
  std::optional<source::Span> written;        // nothing for a default
};

// The trees of an instance, with arguments in the place of parameters.
struct InstanceTree {
  syntax::Module module;
  std::vector<Filled> arguments;  // by parameter
  bool sound = true;              // no fault in it was reported
};

// A file of the project that names itself and has no parameters: its names stand under the import's name as well.
struct Alias {
  std::string name;
  std::vector<std::string> names;
};

struct Expansion {
  std::vector<Instance> instances;                   // what an import inside a module makes stands before the module's
  std::vector<std::unique_ptr<InstanceTree>> trees;  // by instance
  std::vector<Alias> aliases;
  std::set<const syntax::Declaration*> failed;  // imports of the project that brought nothing in; that was reported
};

// Imports and tests of a module stay with it.
[[nodiscard]] inline bool is_brought_in(const syntax::Declaration& declaration) {
  return declaration.as<syntax::ImportDeclaration>() == nullptr && declaration.as<syntax::TestDeclaration>() == nullptr;
}

}  // namespace wend::modules
