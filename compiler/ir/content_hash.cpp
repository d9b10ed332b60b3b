#include "compiler/ir/content_hash.hpp"

#include "compiler/ir/fields.hpp"
#include "compiler/schema/fingerprint.hpp"
#include "runtime/value/canonical.hpp"

namespace wend::ir {
namespace {

// Puts into the writer what an expression is: its parts by their hashes, so that each is hashed once.
class Content {
 public:
  Content(const Program& program, const ContentHashes& parts, CanonicalWriter& writer)
      : program_(program), parts_(parts), writer_(writer) {}

  void put(ExpressionId id) {
    const Expression& expression = program_.at(id);
    writer_.put(expression.operation);
    writer_.put(expression.slot);
    writer_.put(expression.type);
    put_subject(expression);
    writer_.put(expression.operand_count);
    for (const ExpressionId operand : program_.operands_of(id)) writer_.put(parts_.of(operand));
  }

 private:
  // What `index` says, by content where it is a position in the program.
  void put_subject(const Expression& expression) {
    const Operation operation = expression.operation;
    if (operation == Operation::constant) return writer_.put(program_.constants[expression.index]);
    if (operation == Operation::moment) return writer_.put(program_.moments[expression.index]);
    if (operation == Operation::window) return put(program_.windows[expression.index]);
    if (operation == Operation::selection) return put(program_.selections[expression.index]);
    writer_.put(expression.index);
  }

  // Its parts have other positions in other programs: they are put by their contents.
  void put(Window window) {
    for (ExpressionId* part : {&window.where, &window.from, &window.until}) put_part(*part);
    writer_.put(window);
  }
  void put(Selection selection) {
    for (ExpressionId* part : {&selection.list, &selection.where}) put_part(*part);
    writer_.put(selection);
  }
  void put_part(ExpressionId& part) {
    writer_.put(parts_.of(part));
    part = kNone;
  }

  const Program& program_;
  const ContentHashes& parts_;
  CanonicalWriter& writer_;
};

}  // namespace

ContentHashes::ContentHashes(const Program& program) {
  const ContentHash schema = schema::fingerprint(*program.schema);
  hashes_.reserve(program.expressions.size());
  CanonicalWriter writer;
  Content content(program, *this, writer);
  // Whatever an expression is made of stands before it.
  for (ExpressionId id = 0; id < program.expressions.size(); ++id) {
    writer.clear();
    writer.put(schema);
    content.put(id);
    hashes_.push_back(writer.hash());
  }
}

}  // namespace wend::ir
