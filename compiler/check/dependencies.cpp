#include "compiler/check/dependencies.hpp"

#include <algorithm>
#include <utility>

#include "compiler/check/names.hpp"

namespace wend::check {
namespace {

// That one definition names another. Uncertain where the name may turn out to mean something else: a field of a
// window's event, an enum's value, a product.
struct Edge {
  DefinitionIndex to = kNoDefinition;
  bool certain = false;
};

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

// Collects the names in one expression, without recursion.
class NameWalk {
 public:
  explicit NameWalk(const Context& context) : context_(context) {}

  std::vector<Edge> edges_of(const syntax::Expression& root) {
    push(&root, false);
    while (!waiting_.empty()) {
      const auto [tree, in_where] = waiting_.back();
      waiting_.pop_back();
      in_where_ = in_where;
      visit(*tree);
    }
    return std::move(edges_);
  }

 private:
  void push(const syntax::Expression* tree, bool in_where) {
    if (tree != nullptr) waiting_.emplace_back(tree, in_where);
  }
  void push(const syntax::ExpressionPtr& tree) { push(tree.get(), in_where_); }

  void visit(const syntax::Expression& tree) {
    std::visit(Overloaded{
                   [&](const syntax::Reference& node) { visit(node.path); },
                   [&](const syntax::SetLiteral& node) {
                     for (const auto& element : node.elements) push(element);
                   },
                   [&](const syntax::FieldAccess& node) { push(node.base); },
                   [&](const syntax::Call& node) { visit(node); }, [&](const syntax::Not& node) { push(node.operand); },
                   [&](const syntax::Negation& node) { push(node.operand); },
                   [&](const syntax::Chain& node) {
                     push(node.first);
                     for (const auto& link : node.rest) push(link.operand);
                   },
                   [&](const syntax::Comparison& node) { push(node.left), push(node.right); },
                   [&](const syntax::Range& node) { push(node.low), push(node.high); },
                   [&](const syntax::Presence& node) { push(node.operand); },
                   [&](const syntax::Default& node) {
                     push(node.operand);
                     for (const auto& fallback : node.fallbacks) push(fallback);
                   },
                   [&](const syntax::ChooseValue& node) { visit(node); },
                   [&](const syntax::SinceRange& node) { push(node.from); },
                   [](const auto&) {},  // literals, and what is not executed
               },
               tree.node);
  }

  void visit(const syntax::ChooseValue& node) {
    for (const auto& branch : node.branches) push(branch.condition), push(branch.value);
    push(node.otherwise);
    push(node.unknown);
  }

  void visit(const syntax::Call& node) {
    for (const syntax::Argument& argument : node.arguments) {
      push(argument.value);
      push(argument.where.get(), true);
    }
  }

  void visit(const syntax::Path& path) {
    const bool of_customer = !path.is_simple() && path.first().known == syntax::KnownName::customer;
    const std::span<const syntax::Name> names = std::span(path.parts).subspan(of_customer ? 1 : 0);
    if (const auto imported = context_.declarations.find_imported(names)) {
      if (is_derived(imported->match.definition)) edges_.push_back({imported->match.definition, true});
      return;
    }
    const syntax::Name& name = names.front();
    const auto found = context_.declarations.find(name.text);
    if (!found || found->ambiguous || !is_derived(found->definition)) return;
    const auto is_schemas = [&](schema::Names::Kind kind) { return context_.names.find(kind, name.text).has_value(); };
    const bool clear = !is_schemas(schema::Names::Kind::tag) && !is_schemas(schema::Names::Kind::event) &&
                       !is_schemas(schema::Names::Kind::product) && context_.names.enums_with(name.text).empty();
    edges_.push_back({found->definition, clear && (of_customer || !in_where_)});
  }

  [[nodiscard]] bool is_derived(DefinitionIndex definition) const {
    const DefinitionKind kind = context_.facts.definitions[definition].kind;
    return kind == DefinitionKind::tag || kind == DefinitionKind::segment;
  }

  const Context& context_;
  std::vector<std::pair<const syntax::Expression*, bool>> waiting_;
  std::vector<Edge> edges_;
  bool in_where_ = false;
};

const syntax::Expression* body_of(const syntax::Declaration* tree) {
  if (tree == nullptr) return nullptr;
  if (const auto* tag = tree->as<syntax::TagDeclaration>()) return tag->value.get();
  if (const auto* segment = tree->as<syntax::SegmentDeclaration>()) return segment->condition.get();
  return nullptr;
}

// Depth first, with a stack of its own.
class Order {
 public:
  explicit Order(std::vector<std::vector<Edge>> edges)
      : edges_(std::move(edges)), state_(edges_.size()), in_ring_(edges_.size()) {}

  void visit_from(DefinitionIndex start) {
    if (state_[start] != State::unseen) return;
    enter(start, true);
    while (!path_.empty()) {
      Visit& visit = path_.back();
      const std::vector<Edge>& edges = edges_[visit.node];
      if (visit.next == edges.size()) {
        leave();
      } else {
        follow(edges[visit.next++]);
      }
    }
  }

  Dependencies result;

 private:
  enum class State : std::uint8_t { unseen, on_path, done };
  struct Visit {
    DefinitionIndex node = 0;
    std::size_t next = 0;
    bool certain = true;  // the edge that led here
  };

  void enter(DefinitionIndex node, bool certain) {
    state_[node] = State::on_path;
    path_.push_back({node, 0, certain});
  }
  void leave() {
    const DefinitionIndex node = path_.back().node;
    state_[node] = State::done;
    result.order.push_back(node);
    path_.pop_back();
  }
  void follow(const Edge& edge) {
    if (state_[edge.to] == State::unseen) return enter(edge.to, edge.certain);
    if (state_[edge.to] == State::on_path && edge.certain) keep_ring(edge.to);
  }
  void keep_ring(DefinitionIndex first) {
    const auto start = std::ranges::find(path_, first, &Visit::node);
    const bool certain = std::all_of(start + 1, path_.end(), [](const Visit& visit) { return visit.certain; });
    const bool known = std::any_of(start, path_.end(), [&](const Visit& visit) { return in_ring_[visit.node]; });
    if (!certain || known) return;
    std::vector<DefinitionIndex> ring;
    for (auto visit = start; visit != path_.end(); ++visit) {
      in_ring_[visit->node] = true;
      ring.push_back(visit->node);
    }
    result.cycles.push_back(std::move(ring));
  }

  std::vector<std::vector<Edge>> edges_;
  std::vector<State> state_;
  std::vector<bool> in_ring_;
  std::vector<Visit> path_;
};

}  // namespace

bool names_a_definition(const Context& context, const syntax::Expression& tree) {
  return !NameWalk(context).edges_of(tree).empty();
}

Dependencies dependencies_of(const Context& context) {
  const auto count = static_cast<DefinitionIndex>(context.facts.definitions.size());
  std::vector<std::vector<Edge>> edges(count);
  std::vector<DefinitionIndex> derived;
  for (DefinitionIndex index = 0; index < count; ++index) {
    const DefinitionKind kind = context.facts.definitions[index].kind;
    if (kind != DefinitionKind::tag && kind != DefinitionKind::segment) continue;
    derived.push_back(index);
    if (const auto* body = body_of(context.declarations.tree(index))) edges[index] = NameWalk(context).edges_of(*body);
  }
  Order order(std::move(edges));
  for (const DefinitionIndex index : derived) order.visit_from(index);
  return std::move(order.result);
}

}  // namespace wend::check
