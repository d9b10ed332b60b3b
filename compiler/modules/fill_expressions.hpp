// The inside of what one declaration says: its expressions, and the names of things that it speaks of. What names mean
// there is told in fill.hpp; fill.cpp leads through the declaration.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/modules/fill.hpp"

namespace wend::modules {

class ExpressionFiller {
 public:
  // Where parameters are spoken of is added to `extents`.
  ExpressionFiller(const Environment& environment, std::vector<Extent>& extents)
      : environment_(environment), extents_(extents) {}

  void expression(syntax::ExpressionPtr& tree);
  // A condition on an event or a record, whose fields come before the customer's tags.
  void where(syntax::ExpressionPtr& tree);
  void arguments(std::vector<syntax::Argument>& given);
  // A name where no value stands: an event, a trigger, a goal, a template.
  void path(syntax::Path& path);
  // A number of a clause: the argument's, where a parameter stands there and its argument is one.
  void quantity(syntax::GivenQuantity& quantity);
  // A word that is no name of anything, such as a group's: the text that is given for it.
  void word(syntax::Name& name);
  // A purpose is a bare name in the tree.
  void purpose(syntax::Name& name);

  // What the declaration itself gives a name to, from there on.
  void keep(const syntax::Name& name) { locals_.insert(name.text); }
  void keep(const std::optional<syntax::Name>& name) {
    if (name) keep(*name);
  }
  // What is at the span is right or wrong because of the argument, where the name is a parameter's.
  void note(const syntax::Name& name, const source::Span& span);

 private:
  // One for each kind of expression.
  struct Visitor;

  void all(std::vector<syntax::ExpressionPtr>& trees);
  void reference(syntax::Expression& tree, syntax::Path& path, bool subject);
  void part(syntax::Path& path, std::size_t at);
  void substitute(syntax::Path& path, const syntax::Path& given, const Filled& argument, bool subject);
  void field_name(syntax::Name& name);
  void qualify(syntax::Path& path, std::size_t from);
  [[nodiscard]] bool is_local(const syntax::Name& name) const { return locals_.contains(name.text); }
  [[nodiscard]] std::optional<std::uint32_t> parameter_called(const syntax::Name& name) const;
  void note_operand(const source::Span& whole, const syntax::ExpressionPtr& operand);
  void note(const source::Span& span, std::uint32_t parameter);

  const Environment& environment_;
  std::vector<Extent>& extents_;
  std::set<std::string, std::less<>> locals_;
  bool in_where_ = false;
};

}  // namespace wend::modules
