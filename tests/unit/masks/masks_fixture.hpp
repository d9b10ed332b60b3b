// A few tags with columns of several kinds, conditions built by hand, and masks as text.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/masks/mask_program.hpp"

namespace wend::masks {

class Bench {
 public:
  enum Tag : std::uint32_t { consent, aum, tier, city, seen, born, name };
  using Id = ir::ExpressionId;

  Bench() {
    auto schema = std::make_shared<schema::Schema>();
    const auto tag = [&](const char* named, Type type, layout::ColumnStorage storage) {
      schema::Tag& made = schema->tags.emplace_back();
      made.name = named;
      made.type = type;
      layout_.columns.push_back({storage, true, false, type});
    };
    using layout::ColumnStorage;
    tag("consent", type_of(TypeKind::boolean), ColumnStorage::bits);
    tag("aum", money_in(0), ColumnStorage::integer64);
    tag("tier", enumeration(0), ColumnStorage::integer8);
    tag("city", type_of(TypeKind::text), ColumnStorage::coded16);
    tag("seen", type_of(TypeKind::time), ColumnStorage::integer64);
    tag("born", type_of(TypeKind::date), ColumnStorage::absent);
    tag("name", type_of(TypeKind::text), ColumnStorage::text);
    schema_ = schema;
    program_.schema = schema;
    build_ = std::make_unique<ir::Builder>(program_);
  }

  Id tag(Tag index) { return build_->leaf(ir::Operation::tag, schema_->tags[index].type, index); }
  Id money(std::int64_t value) { return build_->constant(money_in(0), value); }
  Id text(std::string value) { return build_->constant(type_of(TypeKind::text), OwnedValue{std::move(value)}); }
  Id tiers(std::vector<std::int32_t> values) {
    return build_->constant(set_of_enumeration(0), OwnedValue{std::move(values)});
  }
  Id truth(OwnedValue value) { return build_->constant(type_of(TypeKind::boolean), std::move(value)); }
  Id make(ir::Operation operation, std::initializer_list<Id> operands) {
    return build_->make(operation, type_of(TypeKind::boolean), operands);
  }
  Id moment(ir::Moment::Base base, Period offset) {
    return build_->moment({.base = base, .offset = offset, .as_time = true});
  }
  void name_zone_tag(Tag tag) {
    auto changed = std::make_shared<schema::Schema>(*schema_);
    changed->customer_zone = tag;
    program_.schema = changed;
  }
  layout::Column& column(Tag tag) { return layout_.columns[tag]; }

  MaskProgram masks(std::vector<Id> conditions) { return make_masks(program_, conditions, layout_); }
  // One condition as text.
  std::string text_of(Id condition) {
    const MaskProgram made = masks({condition});
    return node_text(made, made.roots.front());
  }

 private:
  std::string limit_text(const Limit& limit) const {
    const auto side = [&](Id expression, const std::optional<std::int64_t>& value) {
      if (expression != ir::kNone) return ir::to_text(program_, expression);
      return value ? std::to_string(*value) : std::string();
    };
    return side(limit.low, limit.low_value) + (limit.low_included ? ".." : "<..") + (limit.high_included ? "" : "<") +
           side(limit.high, limit.high_value);
  }

  std::string node_text(const MaskProgram& made, NodeId id) const {
    const Node& node = made.nodes[id];
    const std::string tag = schema_->tags[node.tag].name;
    std::string parts;
    for (const NodeId part : made.operands_of(node)) parts += " " + node_text(made, part);
    switch (node.kind) {
      case Kind::always: return "always";
      case Kind::never: return "never";
      case Kind::missing: return "missing";
      case Kind::truth: return tag;
      case Kind::is_known: return "is_known(" + tag + ")";
      case Kind::interval:
      case Kind::at_least:
      case Kind::at_most: return tag + "[" + limit_text(made.limits[node.index]) + "]";
      case Kind::table: return "table(" + tag + " " + ir::to_text(program_, made.tables[node.index].condition) + ")";
      case Kind::row: return "row" + ir::to_text(program_, made.rows[node.index]);
      case Kind::negation: return "(not" + parts + ")";
      case Kind::conjunction: return "(and" + parts + ")";
      case Kind::disjunction: return "(or" + parts + ")";
      case Kind::known: return "(known" + parts + ")";
    }
    return {};
  }

  std::shared_ptr<const schema::Schema> schema_;
  ir::Program program_;
  std::unique_ptr<ir::Builder> build_;
  layout::ColumnLayout layout_;
};

}  // namespace wend::masks
