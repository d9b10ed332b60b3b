#include "compiler/codegen/shape.hpp"

#include <string>

#include "compiler/codegen/form.hpp"
#include "compiler/codegen/runtime_table.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

std::int64_t address_of(const void* data) {
  return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(data));
}

class Shaper {
 public:
  Shaper(const ir::Program& program, const layout::NativeRequest& request, layout::NativeEffort effort,
         ConstantData& data)
      : program_(program), request_(request), lifts_(effort == layout::NativeEffort::quick), data_(data) {}

  Shape shape(const Plan& plan) {
    word(address_of(runtime_table()));
    say(lifts_ ? 1 : 0);
    say(static_cast<std::uint64_t>(request_.answer));
    say(static_cast<std::uint64_t>(program_.at(request_.condition).operation));
    say(plan.decisive);
    say(plan.order.size());
    say(plan.parts.size());
    for (const ir::ExpressionId id : plan.order) add(id);
    for (const ir::ExpressionId id : plan.parts) say(positions_.at(id));
    for (const ir::ExpressionId id : plan.deciders) say(positions_.at(id));
    shape_.key = content_hash(std::as_bytes(std::span(said_)));
    return std::move(shape_);
  }

 private:
  // A part of what is shared.
  void say(std::uint64_t part) { said_.push_back(part); }
  // A part of what is not.
  void word(std::int64_t value) { shape_.words.push_back(value); }
  // A number that is either.
  void number(std::int64_t value) {
    if (lifts_) {
      word(value);
    } else {
      say(static_cast<std::uint64_t>(value));
    }
  }

  void add(ir::ExpressionId id) {
    const ir::Expression& expression = program_.at(id);
    positions_.emplace(id, positions_.size());
    shape_.first.emplace(id, static_cast<std::uint32_t>(shape_.words.size()));
    say(static_cast<std::uint64_t>(expression.operation));
    say(static_cast<std::uint64_t>(form_of(expression.type)));
    say(expression.operand_count);
    for (const ir::ExpressionId operand : program_.operands_of(id)) say(positions_.at(operand));
    describe(expression);
  }

  void describe(const ir::Expression& expression) {
    switch (expression.operation) {
      case Operation::constant: return describe(program_.constants[expression.index].value);
      case Operation::tag: return describe_field(request_.tags, expression);
      case Operation::event_field: return describe_event_field(expression);
      case Operation::event_time: return describe_event(expression);
      case Operation::moment:
      case Operation::window:
      case Operation::selection: return number(std::int64_t{expression.index} * std::int64_t{sizeof(layout::Cell)});
      case Operation::product_field: return describe_products(expression);
      case Operation::in_area: return describe_area(expression.index);
      case Operation::on_list: return word(expression.index);
      case Operation::sum:
      case Operation::multiply:
      case Operation::divide: return say(expression.index);
      case Operation::round: return describe_places(expression);
      case Operation::conjunction:
      case Operation::disjunction:
      case Operation::negation:
      case Operation::known:
      case Operation::equal:
      case Operation::not_equal:
      case Operation::less:
      case Operation::less_equal:
      case Operation::member:
      case Operation::contains_all:
      case Operation::contains_any:
      case Operation::text_contains:
      case Operation::text_starts_with:
      case Operation::negate:
      case Operation::rescale:
      case Operation::least:
      case Operation::greatest:
      case Operation::period_sum:
      case Operation::period_scale:
      case Operation::date_plus_period:
      case Operation::time_plus_period:
      case Operation::date_of:
      case Operation::time_of_day_of:
      case Operation::is_business_day:
      case Operation::start_of_date:
      case Operation::next_anniversary:
      case Operation::anniversary_within:
      case Operation::choose:
      case Operation::fallback:
      case Operation::contact:
      case Operation::place:
      case Operation::distance:
      case Operation::record_field:
      case Operation::customer:
      case Operation::list_field: return;
    }
  }

  void describe(const OwnedValue& value) {
    say(value.index());
    if (const auto* truth = std::get_if<bool>(&value)) say(*truth ? 1 : 0);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) number(*integer);
    if (const auto* period = std::get_if<Period>(&value)) {
      const layout::Cell cell = layout::cell_of(*period);
      number(cell.bits);
      number(cell.size);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
      word(data_.text(*text));
      word(std::ssize(*text));
    }
    if (const auto* ordinals = std::get_if<std::vector<std::int32_t>>(&value)) describe(data_.ordinals(*ordinals));
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
      const TextSet& set = data_.texts(*texts);
      word(address_of(&set.texts()));
      word(address_of(&set));
    }
  }

  void describe(const OrdinalSet& set) {
    word(address_of(set.ordinals.data()));
    word(std::ssize(set.ordinals));
    say(static_cast<std::uint64_t>(access_of(set.ordinals)));
    switch (access_of(set.ordinals)) {
      case OrdinalAccess::one_word: return number(static_cast<std::int64_t>(set.bits.front()));
      case OrdinalAccess::bits:
        word(address_of(set.bits.data()));
        word(std::ssize(set.bits) * 64);
        return;
      case OrdinalAccess::search: return;
    }
  }

  void describe_field(const layout::RowLayout* layout, const ir::Expression& expression) {
    const bool is_there = layout != nullptr && expression.index < layout->fields.size();
    const layout::Field field = is_there ? layout->fields[expression.index] : layout::Field{};
    say(static_cast<std::uint64_t>(field.storage));
    if (field.storage == layout::Storage::absent) return;
    const FieldWords words(field);
    say(static_cast<std::uint64_t>(field.missing));
    say(words.has_factor ? 1 : 0);
    if (field.storage == layout::Storage::float64) say(static_cast<std::uint64_t>(places_of(field.type.kind)));
    number(field.offset);
    if (words.marked) number(field.missing_offset);
    if (words.marked_by_bit) number(field.missing_bit);
    if (words.has_sentinel) number(field.sentinel);
    if (words.has_factor) number(field.factor);
  }

  void describe_event_field(const ir::Expression& expression) {
    const layout::RowLayout* layout = request_.events[ir::position_of(expression.slot)];
    say(ir::position_of(expression.slot));
    word(layout == nullptr ? 0 : data_.zeros(layout->fixed_size));
    describe_field(layout, expression);
  }

  void describe_event(const ir::Expression& expression) {
    say(ir::position_of(expression.slot));
    say(request_.events[ir::position_of(expression.slot)] == nullptr ? 0 : 1);
  }

  void describe_products(const ir::Expression& expression) {
    const std::size_t products = program_.schema->products.items.size();
    say(products == 0 ? 0 : 1);
    word(data_.product_column(*program_.schema, expression.index));
    word(static_cast<std::int64_t>(products));
  }

  void describe_area(std::uint32_t area) {
    const bool is_there = area < program_.schema->areas.size();
    say(is_there ? 1 : 0);
    if (!is_there) return;
    word(data_.corners(*program_.schema, area));
    word(std::ssize(program_.schema->areas[area].polygon));
  }

  void describe_places(const ir::Expression& expression) {
    say(expression.index);
    say(static_cast<std::uint64_t>(places_of(expression.type.kind)));
  }

  const ir::Program& program_;
  const layout::NativeRequest& request_;
  bool lifts_;
  ConstantData& data_;
  Shape shape_;
  std::vector<std::uint64_t> said_;
  std::unordered_map<ir::ExpressionId, std::size_t> positions_;  // in the plan's order
};

}  // namespace

FieldWords::FieldWords(const layout::Field& field)
    : marked(field.missing == layout::Missing::known_bit || field.missing == layout::Missing::known_byte),
      marked_by_bit(field.missing == layout::Missing::known_bit),
      has_sentinel(field.missing == layout::Missing::sentinel),
      has_factor(field.factor != 1) {}

Shape shape_of(const ir::Program& program, const layout::NativeRequest& request, const Plan& plan,
               layout::NativeEffort effort, ConstantData& data) {
  return Shaper(program, request, effort, data).shape(plan);
}

}  // namespace wend::codegen
