#include "compiler/modules/copy.hpp"

#include <utility>

namespace wend::modules {
namespace {

using syntax::Expression;
using syntax::ExpressionPtr;
using syntax::Name;

// One function for each kind of node.
class Copier {
 public:
  explicit Copier(const source::Span& at) : at_(at) {}

  [[nodiscard]] ExpressionPtr whole(const ExpressionPtr& tree) const { return tree ? copy(*tree, at_) : nullptr; }

  Expression::Node operator()(const syntax::BooleanLiteral& node) const { return node; }
  Expression::Node operator()(syntax::QuantityLiteral node) const {
    node.quantity.span = node.quantity.unit_span = at_;
    return node;
  }
  Expression::Node operator()(const syntax::TextLiteral& node) const { return node; }
  Expression::Node operator()(const syntax::DateLiteral& node) const { return node; }
  Expression::Node operator()(const syntax::TimeOfDayLiteral& node) const { return node; }
  Expression::Node operator()(const syntax::MomentLiteral& node) const { return node; }
  Expression::Node operator()(const syntax::SetLiteral& node) const { return syntax::SetLiteral{all(node.elements)}; }
  Expression::Node operator()(const syntax::Reference& node) const { return syntax::Reference{copy(node.path, at_)}; }
  Expression::Node operator()(const syntax::FieldAccess& node) const {
    return syntax::FieldAccess{whole(node.base), names(node.fields)};
  }
  Expression::Node operator()(const syntax::Call& node) const {
    syntax::Call call{copy(node.callee, at_), node.function, {}};
    for (const syntax::Argument& argument : node.arguments) call.arguments.push_back(one(argument));
    return call;
  }
  Expression::Node operator()(const syntax::Not& node) const {
    return syntax::Not{std::vector(node.words.size(), at_), whole(node.operand)};
  }
  Expression::Node operator()(const syntax::Negation& node) const {
    return syntax::Negation{std::vector(node.signs.size(), at_), whole(node.operand)};
  }
  Expression::Node operator()(const syntax::Chain& node) const {
    syntax::Chain chain{node.kind, whole(node.first), {}};
    for (const auto& link : node.rest) chain.rest.push_back({link.op, at_, whole(link.operand)});
    return chain;
  }
  Expression::Node operator()(const syntax::Comparison& node) const {
    return syntax::Comparison{node.op, at_, whole(node.left), whole(node.right)};
  }
  Expression::Node operator()(const syntax::Range& node) const {
    return syntax::Range{whole(node.low), whole(node.high), node.excludes_high, at_};
  }
  Expression::Node operator()(const syntax::Presence& node) const {
    return syntax::Presence{whole(node.operand), node.known, at_};
  }
  Expression::Node operator()(const syntax::Default& node) const {
    return syntax::Default{whole(node.operand), all(node.fallbacks)};
  }
  Expression::Node operator()(const syntax::AtTime& node) const {
    return syntax::AtTime{whole(node.operand), whole(node.offset), at_};
  }
  Expression::Node operator()(const syntax::Over& node) const {
    return syntax::Over{whole(node.operand), copy(node.segment, at_)};
  }
  Expression::Node operator()(const syntax::ChooseValue& node) const {
    syntax::ChooseValue choose{{}, whole(node.otherwise), whole(node.unknown)};
    for (const auto& branch : node.branches) {
      choose.branches.push_back({whole(branch.condition), whole(branch.value), at_});
    }
    return choose;
  }
  Expression::Node operator()(const syntax::RelativeRange& node) const {
    return syntax::RelativeRange{node.forward, whole(node.length)};
  }
  Expression::Node operator()(const syntax::CalendarRange& node) const { return node; }
  Expression::Node operator()(const syntax::SinceRange& node) const { return syntax::SinceRange{whole(node.from)}; }

 private:
  [[nodiscard]] std::vector<ExpressionPtr> all(const std::vector<ExpressionPtr>& trees) const {
    std::vector<ExpressionPtr> copies;
    for (const ExpressionPtr& tree : trees) copies.push_back(whole(tree));
    return copies;
  }
  [[nodiscard]] std::vector<Name> names(std::vector<Name> list) const {
    for (Name& name : list) name.span = at_;
    return list;
  }
  [[nodiscard]] std::optional<Name> maybe(std::optional<Name> name) const {
    if (name) name->span = at_;
    return name;
  }
  [[nodiscard]] syntax::Argument one(const syntax::Argument& argument) const {
    return {maybe(argument.name),  argument.earlier ? std::optional(at_) : std::nullopt,
            whole(argument.value), maybe(argument.alias),
            whole(argument.where), at_};
  }

  source::Span at_;
};

}  // namespace

ExpressionPtr copy(const Expression& tree, const source::Span& at) {
  auto made = std::make_unique<Expression>();
  made->node = std::visit(Copier(at), tree.node);
  made->span = at;
  made->in_parentheses = tree.in_parentheses;
  return made;
}

syntax::Path copy(syntax::Path path, const source::Span& at) {
  for (Name& name : path.parts) name.span = at;
  path.span = at;
  return path;
}

}  // namespace wend::modules
