#include "compiler/syntax/build/operators.hpp"
#include "compiler/diagnostics/codes/text.hpp"

#include <algorithm>
#include <utility>

namespace wend::syntax::build {

namespace {

int level_of(Prefix op) {
  switch (op) {
    case Prefix::logical_not: return 2;
    case Prefix::since: return 4;
    case Prefix::minus: return 7;
  }
  return 0;
}

int level_of(Infix op) {
  switch (op) {
    case Infix::logical_and:
    case Infix::logical_or: return 1;
    case Infix::equal:
    case Infix::not_equal:
    case Infix::less:
    case Infix::less_or_equal:
    case Infix::greater:
    case Infix::greater_or_equal:
    case Infix::in:
    case Infix::contains:
    case Infix::contains_any:
    case Infix::starts_with: return 3;
    case Infix::range:
    case Infix::range_below: return 4;
    case Infix::add:
    case Infix::subtract: return 5;
    case Infix::multiply:
    case Infix::divide: return 6;
    case Infix::default_: return 8;
  }
  return 0;
}

constexpr int kComparisonLevel = 3;
constexpr int kTightest = 8;

ComparisonOperator comparison_of(Infix op) {
  return static_cast<ComparisonOperator>(static_cast<int>(op) - static_cast<int>(Infix::equal));
}
static_assert(static_cast<int>(Infix::starts_with) - static_cast<int>(Infix::equal) ==
              static_cast<int>(ComparisonOperator::starts_with));

ChainOperator chain_operator_of(Infix op) {
  if (op == Infix::logical_and) return ChainOperator::logical_and;
  if (op == Infix::logical_or) return ChainOperator::logical_or;
  return static_cast<ChainOperator>(static_cast<int>(ChainOperator::add) + static_cast<int>(op) -
                                    static_cast<int>(Infix::add));
}
static_assert(static_cast<int>(Infix::divide) - static_cast<int>(Infix::add) ==
              static_cast<int>(ChainOperator::divide) - static_cast<int>(ChainOperator::add));

ChainKind kind_of(ChainOperator op) {
  switch (op) {
    case ChainOperator::logical_and: return ChainKind::conjunction;
    case ChainOperator::logical_or: return ChainKind::disjunction;
    case ChainOperator::add:
    case ChainOperator::subtract: return ChainKind::sum;
    case ChainOperator::multiply:
    case ChainOperator::divide: return ChainKind::product;
  }
  return ChainKind::conjunction;
}

Span beginning(const Span& span) {
  return {span.file, span.begin, span.begin};
}
Span ending(const Span& span) {
  return {span.file, span.end, span.end};
}

template <typename Node>
ExpressionPtr make(Node node, const Span& span) {
  auto expression = std::make_unique<Expression>();
  expression->node = std::move(node);
  expression->span = span;
  return expression;
}

}  // namespace

void OperatorStacks::prefix(Prefix op, const Span& at) {
  const int level = level_of(op);
  // A minus may follow any operator; `a = not b` reads as if it were two conditions.
  const bool misplaced = op != Prefix::minus && !operators_.empty() && operators_.back().level > level;
  operators_.push_back({true, op, Infix::add, level, at, misplaced});
}

void OperatorStacks::operand(ExpressionPtr expression, const Span& outer) {
  operands_.push_back({std::move(expression), outer});
}

void OperatorStacks::infix(Infix op, const Span& at) {
  const int level = level_of(op);
  reduce_while_at_least(level);
  operators_.push_back({false, Prefix::minus, op, level, at});
}

void OperatorStacks::presence(bool known, const Span& at) {
  reduce_while_at_least(kComparisonLevel);
  if (is_bare<Comparison>(operands_.back()) || is_bare<Presence>(operands_.back())) {
    report_chain(at, nullptr);
    return;
  }
  wrap(Presence{nullptr, known, at}, at);
}

void OperatorStacks::at_time(ExpressionPtr offset, const Span& at) {
  reduce_while_at_least(kTightest);
  if (is_bare<AtTime>(operands_.back())) {
    context_.fault(codes::repeated_postfix, at).with(context_.text(at));
    return;
  }
  wrap(AtTime{nullptr, std::move(offset), at}, at);
}

void OperatorStacks::over(Path segment, const Span& at) {
  reduce_while_at_least(kTightest);
  if (is_bare<Over>(operands_.back())) {
    context_.fault(codes::repeated_postfix, at).with(context_.text(at));
    return;
  }
  wrap(Over{nullptr, std::move(segment)}, at);
}

ExpressionPtr OperatorStacks::finish() {
  reduce_while_at_least(0);
  if (mixture_) report_mixture();
  return std::move(operands_.back().expression);
}

// Each run of conditions joined by `and` goes into parentheses, as those read it who know other languages.
void OperatorStacks::report_mixture() {
  constexpr std::size_t kMostShown = 20;  // a fix in more places helps nobody
  diagnostics::Report report = context_.fault(codes::mixed_and_or, *mixture_);
  const auto* chain = operands_.back().expression->as<Chain>();
  if (chain == nullptr || chain->rest.size() > kMostShown) return;
  std::vector<diagnostics::Edit> edits;
  for (std::size_t i = 0; i < chain->rest.size();) {
    const Expression& first = i == 0 ? *chain->first : *chain->rest[i - 1].operand;
    std::size_t end = i;
    while (end < chain->rest.size() && chain->rest[end].op == ChainOperator::logical_and) ++end;
    if (end > i) {
      edits.push_back({beginning(first.span), "("});
      edits.push_back({ending(chain->rest[end - 1].operand->span), ")"});
    }
    i = std::max(end, i + 1);
  }
  report.suggest(std::move(edits), diagnostics::Applicability::unsafe);
}

void OperatorStacks::reduce_while_at_least(int level) {
  while (!operators_.empty() && operators_.back().level >= level) reduce();
}

void OperatorStacks::reduce() {
  if (operators_.back().is_prefix) {
    reduce_prefix();
    return;
  }
  const Operator op = operators_.back();
  operators_.pop_back();
  reduce_infix(op);
}

// Takes all of one kind that stand together: `not not x` is one node.
void OperatorStacks::reduce_prefix() {
  const Prefix kind = operators_.back().prefix;
  std::vector<Span> words;
  bool misplaced = false;
  while (!operators_.empty() && operators_.back().is_prefix && operators_.back().prefix == kind) {
    words.push_back(operators_.back().span);
    misplaced |= operators_.back().misplaced;
    operators_.pop_back();
  }
  std::reverse(words.begin(), words.end());
  Operand operand = pop();
  const Span span = source::cover(words.front(), operand.outer);
  if (misplaced) {
    context_.fault(codes::misplaced_prefix, words.front())
        .with(context_.text(words.front()))
        .suggest({{beginning(span), "("}, {ending(span), ")"}});
  }
  ExpressionPtr made;
  switch (kind) {
    case Prefix::logical_not: made = make(Not{std::move(words), std::move(operand.expression)}, span); break;
    case Prefix::minus: made = make(Negation{std::move(words), std::move(operand.expression)}, span); break;
    case Prefix::since:
      if (words.size() > 1) context_.fault(codes::repeated_postfix, words[1]).with(context_.text(words[1]));
      made = make(SinceRange{std::move(operand.expression)}, span);
      break;
  }
  operands_.push_back({std::move(made), span});
}

void OperatorStacks::reduce_infix(const Operator& op) {
  Operand right = pop();
  Operand& left = operands_.back();
  switch (op.level) {
    case kComparisonLevel: return compare(op, left, std::move(right));
    case kTightest: return add_fallback(left, std::move(right));
    default: break;
  }
  if (op.infix == Infix::range || op.infix == Infix::range_below) return make_range(op, left, std::move(right));
  join_chain(op, left, std::move(right));
}

void OperatorStacks::join_chain(const Operator& op, Operand& left, Operand right) {
  const ChainOperator chain_op = chain_operator_of(op.infix);
  const ChainKind kind = kind_of(chain_op);
  const Span span = source::cover(left.outer, right.outer);
  const bool logical = kind == ChainKind::conjunction || kind == ChainKind::disjunction;
  const Chain* bare = is_bare<Chain>(left) ? left.expression->as<Chain>() : nullptr;
  const bool mixes = bare != nullptr && logical && bare->kind != kind &&
                     (bare->kind == ChainKind::conjunction || bare->kind == ChainKind::disjunction);
  if (mixes && !mixture_) mixture_ = op.span;
  if (bare == nullptr || (bare->kind != kind && !mixes)) {
    left.expression = make(Chain{kind, std::move(left.expression), {}}, span);
  }
  // A mixture was reported; it is kept flat so that it cannot nest.
  auto& chain = std::get<Chain>(left.expression->node);
  chain.rest.push_back({chain_op, op.span, std::move(right.expression)});
  left.expression->span = left.outer = span;
}

void OperatorStacks::report_chain(const Span& at, const Expression* middle) {
  if (std::exchange(reported_chain_, true)) return;
  diagnostics::Report report = context_.fault(codes::chained_comparison, at);
  if (middle != nullptr) report.suggest(beginning(at), "and " + std::string(context_.text(middle->span)) + " ");
}

void OperatorStacks::compare(const Operator& op, Operand& left, Operand right) {
  if (is_bare<Comparison>(left) || is_bare<Presence>(left)) {
    const auto* compared = left.expression->as<Comparison>();
    report_chain(op.span, compared == nullptr ? nullptr : compared->right.get());
    return;
  }
  const Span span = source::cover(left.outer, right.outer);
  left.expression =
      make(Comparison{comparison_of(op.infix), op.span, std::move(left.expression), std::move(right.expression)}, span);
  left.outer = span;
}

void OperatorStacks::make_range(const Operator& op, Operand& left, Operand right) {
  if (is_bare<Range>(left)) {
    report_chain(op.span, nullptr);
    return;
  }
  const Span span = source::cover(left.outer, right.outer);
  left.expression = make(
      Range{std::move(left.expression), std::move(right.expression), op.infix == Infix::range_below, op.span}, span);
  left.outer = span;
}

void OperatorStacks::add_fallback(Operand& left, Operand right) {
  const Span span = source::cover(left.outer, right.outer);
  if (!is_bare<Default>(left)) left.expression = make(Default{std::move(left.expression), {}}, span);
  std::get<Default>(left.expression->node).fallbacks.push_back(std::move(right.expression));
  left.expression->span = left.outer = span;
}

OperatorStacks::Operand OperatorStacks::pop() {
  Operand operand = std::move(operands_.back());
  operands_.pop_back();
  return operand;
}

template <typename Node>
void OperatorStacks::wrap(Node node, const Span& at) {
  Operand& top = operands_.back();
  const Span span = source::cover(top.outer, at);
  node.operand = std::move(top.expression);
  top.expression = make(std::move(node), span);
  top.outer = span;
}

template <typename Node>
bool OperatorStacks::is_bare(const Operand& operand) {
  return !operand.expression->in_parentheses && operand.expression->as<Node>() != nullptr;
}

}  // namespace wend::syntax::build
