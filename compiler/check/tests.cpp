#include "compiler/check/tests.hpp"

#include <algorithm>
#include <set>

#include "compiler/check/expressions.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/name_faults.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/check/record_names.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/check/test_subjects.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/tests.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;
using Expect = syntax::ExpectClause::Kind;

class TestChecker {
 public:
  TestChecker(Context& context, const syntax::Declaration& declaration) : context_(context) {
    test_.name = declaration.name.text;
    test_.span = declaration.span;
    test_.name_span = declaration.name.span;
  }

  // Nothing where there was a fault, which has been reported.
  std::optional<Test> check(const syntax::TestDeclaration& tree) {
    for (const syntax::TestClause& clause : tree.clauses) {
      sound_ &= std::visit([&](const auto& node) { return check(node, clause.span); }, clause.node);
    }
    const auto expects = [](const auto& clause) { return std::holds_alternative<TestExpectation>(clause); };
    if (sound_ && std::ranges::none_of(test_.clauses, expects)) {
      context_.sink.report(codes::test_expects_nothing, test_.name_span);
    }
    if (!sound_) return std::nullopt;
    return std::move(test_);
  }

 private:
  bool check(const syntax::GivenClause& tree, const source::Span& span) {
    if (has_begun_ || test_.has_given) return too_late("given", span);
    test_.has_given = true;
    std::set<std::uint32_t> named;
    return std::ranges::all_of(tree.tags, [&](const syntax::FieldValue& one) {
      return one.name.known == syntax::KnownName::customer ? who(one) : tag(one, named, test_.given);
    });
  }

  // `customer: "1001"`: who the story is about.
  bool who(const syntax::FieldValue& tree) {
    if (test_.customer != ir::kNone) {
      context_.sink.report(codes::test_field_twice, tree.name.span).with(tree.name.text);
      return false;
    }
    std::vector<TestValue> id;
    if (!tree.value) {
      context_.sink.report(codes::test_value_no_list, tree.span).with(tree.name.text);
      return false;
    }
    if (!known_value(0, type_of(TypeKind::text), *tree.value, id)) return false;
    test_.customer = id.front().value;
    return true;
  }

  bool check(const syntax::VariantClause& tree, const source::Span& span) {
    if (has_begun_) return too_late("variant", span);
    const std::optional<TestVariant> variant = test_variant(context_, tree.side);
    if (variant) test_.variants.push_back(*variant);
    return variant.has_value();
  }

  bool check(const syntax::AtClause& tree, const source::Span& span) {
    TestHappening made;
    made.span = span;
    if (const auto* absolute = std::get_if<syntax::AtClause::Absolute>(&tree.moment)) {
      made.at = instant_of(*absolute);
      has_begun_ = true;
    } else if (!has_begun_ || !span_of(std::get<syntax::Quantity>(tree.moment), made.after)) {
      return has_begun_ ? false : begins_nowhere(span);
    }
    if (tree.event.is_simple() && tree.event.first().known == syntax::KnownName::tags) {
      if (!tags(tree.fields, made.values)) return false;
    } else {
      made.event = check_event(context_, tree.event);
      if (!made.event || !fields(tree.fields, *made.event, made.values)) return false;
    }
    test_.clauses.emplace_back(std::move(made));
    return true;
  }

  bool check(const syntax::AdvanceClause& tree, const source::Span& span) {
    if (!has_begun_) return begins_nowhere(span);
    TestAdvance made{{}, span};
    if (!span_of(tree.by, made.by)) return false;
    test_.clauses.emplace_back(made);
    return true;
  }

  bool check(const syntax::ExpectClause& tree, const source::Span& span) {
    if (!has_begun_) return begins_nowhere(span);
    TestExpectation made;
    made.kind = tree.kind;
    made.negated = tree.negated;
    made.span = span;
    if (tree.kind == Expect::condition) {
      const auto condition = check_condition(context_, Scope::of_customer(), *tree.value);
      if (!condition || !within_bounds(context_, *condition, "test", tree.value->span)) return false;
      made.condition = *condition;
    } else if (!subject(tree, made)) {
      return false;
    }
    test_.clauses.emplace_back(std::move(made));
    return true;
  }

  bool subject(const syntax::ExpectClause& tree, TestExpectation& made) {
    const std::optional<TestSubject> found = test_subject(context_, tree);
    if (!found) return false;
    made.subject = found->name;
    if (found->tag && tree.value) {
      made.names.push_back(found->name);
      return value(*found->tag, context_.schema.tags[*found->tag].type, *tree.value, made.arguments);
    }
    return std::ranges::all_of(tree.arguments,
                               [&](const syntax::Argument& one) { return argument(one, *found, made); });
  }

  // Only those that the author names are compared.
  bool argument(const syntax::Argument& tree, const TestSubject& of, TestExpectation& made) {
    if (!tree.name || tree.earlier || tree.alias || tree.where) {
      context_.sink.report(codes::argument_form, tree.span).with(of.name);
      return false;
    }
    const auto is_named = [&](const schema::Parameter& parameter) {
      const auto is_label = [&](const auto& label) { return label.second == tree.name->text; };
      return parameter.name == tree.name->text || std::ranges::any_of(parameter.label, is_label);
    };
    const std::vector<schema::Parameter>& parameters = of.parameters;
    const auto found = std::ranges::find_if(parameters, is_named);
    if (found == parameters.end()) {
      diagnostics::Report report =
          context_.sink.report(codes::unknown_parameter, tree.name->span).with(tree.name->text).with(of.name);
      Candidates candidates;
      add_candidates(candidates, parameters);
      suggest_nearest(context_, report, tree.name->span, tree.name->text, candidates);
      return false;
    }
    if (std::ranges::find(made.names, found->name) != made.names.end()) {
      context_.sink.report(codes::argument_twice, tree.name->span).with(tree.name->text);
      return false;
    }
    made.names.push_back(found->name);
    return value(static_cast<std::uint32_t>(found - parameters.begin()), found->type, *tree.value, made.arguments);
  }

  // --- values -------------------------------------------------------------------------------------------------------

  bool tags(const std::vector<syntax::FieldValue>& trees, std::vector<TestValue>& values) {
    std::set<std::uint32_t> named;
    return std::ranges::all_of(trees, [&](const syntax::FieldValue& tree) { return tag(tree, named, values); });
  }

  bool tag(const syntax::FieldValue& tree, std::set<std::uint32_t>& named, std::vector<TestValue>& values) {
    const auto found = context_.names.find(schema::Names::Kind::tag, tree.name.text);
    if (!found || found->ambiguous) return unknown_tag(tree.name);
    const schema::Tag& described = context_.schema.tags[found->index];
    record_use(context_, Use::Kind::tag, tree.name.span, found->index, 0, described.name != tree.name.text);
    return is_new(named, found->index, tree.name) && any_value(found->index, described.type, tree, values);
  }

  bool unknown_tag(const syntax::Name& name) {
    const Scope scope = Scope::of_customer();
    const Place place{context_, scope};
    if (context_.names.find(schema::Names::Kind::tag, name.text)) {
      report_ambiguous(place, name);
    } else if (context_.declarations.find(name.text)) {
      context_.sink.report(codes::test_derived_tag, name.span).with(name.text);
    } else {
      report_unknown_tag(place, name);
    }
    return false;
  }

  bool fields(const std::vector<syntax::FieldValue>& trees, schema::EventIndex event, std::vector<TestValue>& values) {
    std::set<std::uint32_t> named;
    const schema::Event& described = context_.schema.events[event];
    return std::ranges::all_of(trees, [&](const syntax::FieldValue& tree) {
      const auto field = context_.names.field(described, tree.name.text);
      if (!field) {
        const Scope scope = Scope::of_customer();
        report_unknown_field({context_, scope}, tree.name, event);
        return false;
      }
      return is_new(named, *field, tree.name) && any_value(*field, described.fields[*field].type, tree, values);
    });
  }

  bool is_new(std::set<std::uint32_t>& named, std::uint32_t index, const syntax::Name& name) {
    if (named.insert(index).second) return true;
    context_.sink.report(codes::test_field_twice, name.span).with(name.text);
    return false;
  }

  // A value or a list of records.
  bool any_value(std::uint32_t index, const Type& type, const syntax::FieldValue& tree,
                 std::vector<TestValue>& values) {
    const auto* set = tree.value ? tree.value->as<syntax::SetLiteral>() : nullptr;
    const bool is_empty_list = type.kind == TypeKind::list && set != nullptr && set->elements.empty();
    if (tree.value && !is_empty_list) return value(index, type, *tree.value, values);
    if (type.kind != TypeKind::list) {
      context_.sink.report(codes::test_value_no_list, tree.span).with(tree.name.text);
      return false;
    }
    TestValue list{.index = index, .type = type, .value = ir::kNone, .records = {}, .is_list = true};
    const bool sound = std::ranges::all_of(tree.records, [&](const std::vector<syntax::FieldValue>& record) {
      return fields_of_record(record, type.detail, list.records.emplace_back());
    });
    values.push_back(std::move(list));
    return sound;
  }

  bool fields_of_record(const std::vector<syntax::FieldValue>& trees, std::uint16_t list,
                        std::vector<TestValue>& values) {
    std::set<std::uint32_t> named;
    const Scope scope = Scope::of_customer();
    const Place place{context_, scope};
    return std::ranges::all_of(trees, [&](const syntax::FieldValue& tree) {
      const auto field = field_of_record(place, {.list = list, .slot = ir::kFirstElementRecord}, tree.name);
      if (!field) report_unknown_record_field(place, list, tree.name);
      return field && is_new(named, *field, tree.name) &&
             any_value(*field, context_.schema.lists[list].fields[*field].type, tree, values);
    });
  }

  // `missing`, where it is no value of the enum that is asked for.
  [[nodiscard]] bool is_missing(const syntax::Expression& tree, const Type& type) const {
    const auto* reference = tree.as<syntax::Reference>();
    if (reference == nullptr || !reference->path.is_simple()) return false;
    const syntax::Name& name = reference->path.first();
    if (name.known != syntax::KnownName::missing) return false;
    if (type.kind != TypeKind::enumeration) return true;
    return std::ranges::find(context_.schema.enums[type.detail].values, name.text, &schema::EnumValue::name) ==
           context_.schema.enums[type.detail].values.end();
  }

  bool value(std::uint32_t index, const Type& type, const syntax::Expression& tree, std::vector<TestValue>& values) {
    if (!is_missing(tree, type)) return known_value(index, type, tree, values);
    values.push_back({.index = index, .type = type, .value = ir::kNone});
    return true;
  }

  bool known_value(std::uint32_t index, const Type& type, const syntax::Expression& tree,
                   std::vector<TestValue>& values) {
    // Another customer is written by the id: nowhere else does a program know one.
    const bool is_id = type.kind == TypeKind::customer && tree.as<syntax::TextLiteral>() != nullptr;
    Checked checked = check_as(context_, Scope::of_customer(), tree, is_id ? type_of(TypeKind::text) : type);
    if (!checked || !within_bounds(context_, checked->id, "test", tree.span)) return false;
    const ir::ExpressionId root[] = {checked->id};
    const ir::Uses uses = ir::uses(context_.program, root);
    if (!uses.tags.empty() || !uses.windows.empty()) {
      context_.sink.report(codes::test_value_of_customer, tree.span);
      return false;
    }
    values.push_back({.index = index, .type = type, .value = checked->id});
    return true;
  }

  // --- times --------------------------------------------------------------------------------------------------------

  [[nodiscard]] Instant instant_of(const syntax::AtClause::Absolute& moment) const {
    const Result<Zone> zone = Zone::named(context_.schema.zone);
    const syntax::TimeOfDay time = moment.time.value_or(syntax::TimeOfDay{});
    const Microseconds time_of_day = time.hour * kHour + time.minute * kMinute + time.second * kSecond;
    return (zone ? *zone : Zone::utc()).instant({days_of(moment.date), time_of_day});
  }

  bool span_of(const syntax::Quantity& quantity, ir::Span& span) {
    if (quantity.is_period()) {
      const std::optional<Period> period = period_of(context_, quantity);
      if (period) span.period = *period;
      return period.has_value();
    }
    const std::optional<Microseconds> duration = duration_of(context_, quantity);
    if (duration) span.duration = *duration;
    return duration.has_value();
  }

  bool begins_nowhere(const source::Span& span) {
    // Once said, it is not said again of what follows.
    context_.sink.report(codes::test_begins_nowhere, span);
    has_begun_ = true;
    return false;
  }

  bool too_late(std::string_view word, const source::Span& span) {
    context_.sink.report(codes::test_clause_too_late, span).with(word);
    return false;
  }

  Context& context_;
  Test test_;
  bool has_begun_ = false;
  bool sound_ = true;
};

}  // namespace

std::vector<Test> check_tests(Context& context) {
  std::vector<Test> tests;
  for (DefinitionIndex index = 0; index < context.facts.definitions.size(); ++index) {
    const syntax::Declaration* tree = context.declarations.tree(index);
    const auto* test = tree == nullptr || tree->faulty ? nullptr : tree->as<syntax::TestDeclaration>();
    if (test == nullptr) continue;
    const Inside inside(context, index);
    std::optional<Test> checked = TestChecker(context, *tree).check(*test);
    if (checked) tests.push_back(std::move(*checked));
    if (!checked) context.facts.definitions[index].faulty = true;
  }
  return tests;
}

}  // namespace wend::check
