#include "compiler/check/applies_to.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "compiler/check/expressions.hpp"
#include "compiler/check/journey_head.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/place.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/policies.hpp"

namespace wend::check {
namespace {

using Names = schema::Names;
using ir::ContactPart;
using syntax::ComparisonOperator;

struct PartName {
  std::string_view english;
  std::string_view chinese;
  ContactPart part;
};
constexpr std::array kParts{
    PartName{"purpose", "用途", ContactPart::purpose},     PartName{"channel", "渠道", ContactPart::channel},
    PartName{"template", "模板", ContactPart::message},    PartName{"journey", "旅程", ContactPart::journey},
    PartName{"priority", "优先级", ContactPart::priority},
};

std::optional<ContactPart> part_named(const syntax::Expression& tree) {
  const auto* reference = tree.as<syntax::Reference>();
  if (reference == nullptr || !reference->path.is_simple() || reference->path.first().quoted) return std::nullopt;
  const std::string& text = reference->path.first().text;
  const auto named =
      std::ranges::find_if(kParts, [&](const PartName& one) { return one.english == text || one.chinese == text; });
  return named == kParts.end() ? std::nullopt : std::optional(named->part);
}

class AppliesTo {
 public:
  explicit AppliesTo(Context& context) : context_(context) {}

  Checked check(const syntax::Expression& tree) {
    if (const auto* chain = tree.as<syntax::Chain>(); chain != nullptr && is_logic(*chain)) return check_chain(*chain);
    if (const auto* negation = tree.as<syntax::Not>()) return check_not(*negation);
    const auto* comparison = tree.as<syntax::Comparison>();
    const auto part = comparison == nullptr ? std::nullopt : part_named(*comparison->left);
    if (!part) return check_product(tree);
    return *part == ContactPart::priority ? check_priority(*comparison, tree.span)
                                          : check_text(*comparison, *part, tree.span);
  }

 private:
  static bool is_logic(const syntax::Chain& chain) {
    return chain.kind == syntax::ChainKind::conjunction || chain.kind == syntax::ChainKind::disjunction;
  }

  Checked check_chain(const syntax::Chain& chain) {
    std::vector<Checked> parts{check(*chain.first)};
    for (const syntax::Chain::Link& link : chain.rest) parts.push_back(check(*link.operand));
    if (any_missing(parts)) return std::nullopt;
    std::vector<ir::ExpressionId> operands;
    for (const Checked& part : parts) operands.push_back(part->id);
    const bool all = chain.kind == syntax::ChainKind::conjunction;
    return place_.make(all ? ir::Operation::conjunction : ir::Operation::disjunction, kBoolean, operands);
  }

  Checked check_not(const syntax::Not& node) {
    const Checked operand = check(*node.operand);
    if (!operand || node.words.size() % 2 == 0) return operand;
    return place_.make(ir::Operation::negation, kBoolean, {operand->id});
  }

  // What is asked about the product may ask about nothing else: the customer and the clock are no part of a contact.
  Checked check_product(const syntax::Expression& tree) {
    const auto condition = check_condition(context_, scope_, tree);
    if (!condition) return std::nullopt;
    const ir::Uses uses = ir::uses(context_.program, std::span(&*condition, 1));
    if (!uses.tags.empty() || !uses.moments.empty() || !uses.windows.empty()) return refuse(tree.span);
    return Typed{*condition, kBoolean};
  }

  Checked check_priority(const syntax::Comparison& node, const source::Span& span) {
    const auto* literal = node.right->as<syntax::QuantityLiteral>();
    if (literal == nullptr) return refuse(span);
    constexpr std::int64_t kGreatestPriority = 1'000;
    const auto value = check_whole(context_, literal->quantity, 0, kGreatestPriority);
    if (!value) return std::nullopt;
    const ir::ExpressionId asked = part(ContactPart::priority, kInteger);
    const ir::ExpressionId limit = place_.constant(kInteger, *value).id;
    switch (node.op) {
      case ComparisonOperator::equal: return place_.make(ir::Operation::equal, kBoolean, {asked, limit});
      case ComparisonOperator::not_equal: return place_.make(ir::Operation::not_equal, kBoolean, {asked, limit});
      case ComparisonOperator::less: return place_.make(ir::Operation::less, kBoolean, {asked, limit});
      case ComparisonOperator::less_or_equal: return place_.make(ir::Operation::less_equal, kBoolean, {asked, limit});
      case ComparisonOperator::greater: return place_.make(ir::Operation::less, kBoolean, {limit, asked});
      case ComparisonOperator::greater_or_equal:
        return place_.make(ir::Operation::less_equal, kBoolean, {limit, asked});
      case ComparisonOperator::in:
      case ComparisonOperator::contains:
      case ComparisonOperator::contains_any:
      case ComparisonOperator::starts_with: return refuse(node.op_span);
    }
    return std::nullopt;
  }

  Checked check_text(const syntax::Comparison& node, ContactPart asked, const source::Span& span) {
    std::vector<const syntax::Expression*> trees{node.right.get()};
    if (node.op == ComparisonOperator::in) {
      const auto* set = node.right->as<syntax::SetLiteral>();
      if (set == nullptr || set->elements.empty()) return refuse(span);
      trees.clear();
      for (const syntax::ExpressionPtr& element : set->elements) trees.push_back(element.get());
    } else if (node.op != ComparisonOperator::equal && node.op != ComparisonOperator::not_equal) {
      return refuse(node.op_span);
    }
    const auto texts = texts_of(trees, asked);
    if (!texts) return std::nullopt;
    const ir::ExpressionId set = place_.constant(set_of_text(), *texts).id;
    const Typed is_member = place_.make(ir::Operation::member, kBoolean, {part(asked, kText), set});
    if (node.op != ComparisonOperator::not_equal) return is_member;
    return place_.make(ir::Operation::negation, kBoolean, {is_member.id});
  }

  std::optional<std::vector<std::string>> texts_of(const std::vector<const syntax::Expression*>& trees,
                                                   ContactPart asked) {
    std::vector<std::string> texts;
    for (const syntax::Expression* tree : trees) {
      const auto* reference = tree->as<syntax::Reference>();
      if (reference == nullptr) return refuse(tree->span), std::nullopt;
      std::optional<std::string> text = named(reference->path, asked);
      if (!text) return std::nullopt;
      texts.push_back(std::move(*text));
    }
    std::ranges::sort(texts);
    texts.erase(std::ranges::unique(texts).begin(), texts.end());
    return texts;
  }

  // The identifier of what the path names.
  std::optional<std::string> named(const syntax::Path& path, ContactPart asked) {
    switch (asked) {
      case ContactPart::purpose: {
        std::string purpose;
        return path.is_simple() && check_purpose(context_, path.first(), purpose) ? std::optional(purpose)
               : path.is_simple()                                                 ? std::nullopt
                                                                                  : refuse_text(path.span);
      }
      case ContactPart::channel: {
        const std::optional<ir::Medium> medium = check_medium(context_, path);
        if (!medium) return std::nullopt;
        return medium->is_slot ? context_.schema.slots[medium->index].name
                               : context_.schema.channels[medium->index].name;
      }
      case ContactPart::message: return template_named(path);
      case ContactPart::journey: return journey_named(path);
      case ContactPart::product:
      case ContactPart::priority: return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<std::string> template_named(const syntax::Path& path) {
    if (path.parts.size() != 2) return refuse_text(path.span);
    const std::optional<ir::Medium> medium = check_medium(context_, {{path.first()}, path.first().span});
    if (!medium) return std::nullopt;
    const bool is_slot = medium->is_slot;
    const std::string& name =
        is_slot ? context_.schema.slots[medium->index].name : context_.schema.channels[medium->index].name;
    const std::vector<schema::Template>& templates =
        is_slot ? context_.schema.slots[medium->index].templates : context_.schema.channels[medium->index].templates;
    const auto found = std::ranges::find_if(templates, [&](const schema::Template& message) {
      const auto is_label = [&](const auto& label) { return label.second == path.last().text; };
      return message.name == path.last().text || std::ranges::any_of(message.label, is_label);
    });
    if (found != templates.end()) return name + "." + found->name;
    Report report = context_.sink.report(codes::unknown_template, path.last().span).with(path.last().text).with(name);
    Candidates candidates;
    add_candidates(candidates, templates);
    suggest_nearest(context_, report, path.last().span, path.last().text, candidates);
    return std::nullopt;
  }

  std::optional<std::string> journey_named(const syntax::Path& path) {
    const auto match = context_.declarations.find(path.text());
    const bool is_journey =
        match && !match->ambiguous && context_.facts.definitions[match->definition].kind == DefinitionKind::journey;
    if (is_journey) {
      record_use(context_, Use::Kind::definition, path.span, match->definition, 0, match->by_label);
      return context_.facts.definitions[match->definition].name;
    }
    Report report = context_.sink.report(codes::no_such_journey, path.span).with(path.text());
    Candidates candidates;
    add_declared(candidates, context_, DefinitionKind::journey);
    suggest_nearest(context_, report, path.span, path.text(), candidates);
    return std::nullopt;
  }

  ir::ExpressionId part(ContactPart asked, Type type) {
    return place_.leaf(ir::Operation::contact, type, static_cast<std::uint32_t>(asked)).id;
  }
  Checked refuse(const source::Span& span) {
    context_.sink.report(codes::applies_to_form, span);
    return std::nullopt;
  }
  std::optional<std::string> refuse_text(const source::Span& span) {
    refuse(span);
    return std::nullopt;
  }

  Context& context_;
  const Scope scope_ = Scope::of_contact_to_customer();
  const Place place_{context_, scope_};
};

}  // namespace

std::optional<ir::ExpressionId> check_applies_to(Context& context, const syntax::Expression& tree) {
  const Checked condition = AppliesTo(context).check(tree);
  if (!condition || !within_bounds(context, condition->id, "applies to", tree.span)) return std::nullopt;
  return condition->id;
}

std::optional<ir::Medium> check_medium(Context& context, const syntax::Path& path) {
  const auto channel = context.names.find(Names::Kind::channel, path.text());
  if (channel && !channel->ambiguous) {
    const bool by_label = context.schema.channels[channel->index].name != path.text();
    record_use(context, Use::Kind::channel, path.span, channel->index, 0, by_label);
    return ir::Medium{.is_slot = false, .index = channel->index};
  }
  const auto slot = context.names.find(Names::Kind::slot, path.text());
  if (slot && !slot->ambiguous) return ir::Medium{.is_slot = true, .index = slot->index};
  Report report = context.sink.report(codes::no_such_medium, path.span).with(path.text());
  Candidates candidates;
  add_candidates(candidates, context.schema.channels);
  add_candidates(candidates, context.schema.slots);
  suggest_nearest(context, report, path.span, path.text(), candidates);
  return std::nullopt;
}

}  // namespace wend::check
