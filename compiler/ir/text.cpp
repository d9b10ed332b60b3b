#include <string>
#include <utility>

#include "compiler/ir/program.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::ir {
namespace {

std::string_view name_of(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::count: return "count";
    case Aggregate::sum: return "sum";
    case Aggregate::average: return "average";
    case Aggregate::min: return "min";
    case Aggregate::max: return "max";
    case Aggregate::distinct: return "distinct";
    case Aggregate::happened: return "happened";
    case Aggregate::first: return "first";
    case Aggregate::latest: return "latest";
    case Aggregate::time_since: return "time_since";
  }
  return {};
}

std::string_view name_of(Moment::Base base) {
  switch (base) {
    case Moment::Base::now: return "now";
    case Moment::Base::today: return "today";
    case Moment::Base::week: return "week";
    case Moment::Base::month: return "month";
    case Moment::Base::year: return "year";
  }
  return {};
}

std::string_view name_of(Slot slot) {
  switch (slot) {
    case Slot::matched: return "matched";
    case Slot::entered: return "entered";
    case Slot::candidate: return "candidate";
    case Slot::stage_1: return "stage_1";
    case Slot::stage_2: return "stage_2";
    case Slot::stage_3: return "stage_3";
    case Slot::stage_4: return "stage_4";
    case Slot::named_1: return "named_1";
    case Slot::named_2: return "named_2";
    case Slot::named_3: return "named_3";
    case Slot::named_4: return "named_4";
    case Slot::named_5: return "named_5";
    case Slot::named_6: return "named_6";
    case Slot::named_7: return "named_7";
    case Slot::named_8: return "named_8";
    case Slot::nested: return "nested";
  }
  return {};
}

std::string_view name_of(ContactPart part) {
  switch (part) {
    case ContactPart::product: return "product";
    case ContactPart::purpose: return "purpose";
    case ContactPart::channel: return "channel";
    case ContactPart::message: return "message";
    case ContactPart::journey: return "journey";
    case ContactPart::priority: return "priority";
  }
  return {};
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') result += '\\';
    result += byte;
  }
  return result += '"';
}

// The name at a position of the schema, or the position where there is none.
template <typename Items>
std::string name_at(const Items& items, std::int64_t position) {
  const bool inside = position >= 0 && std::cmp_less(position, items.size());
  return inside ? items[static_cast<std::size_t>(position)].name : "#" + std::to_string(position);
}

std::string_view name_of(Selection::Aggregate aggregate) {
  switch (aggregate) {
    case Selection::Aggregate::any: return "any";
    case Selection::Aggregate::every: return "every";
    case Selection::Aggregate::none: return "none";
    case Selection::Aggregate::count: return "count";
    case Selection::Aggregate::sum: return "sum";
    case Selection::Aggregate::average: return "average";
    case Selection::Aggregate::min: return "min";
    case Selection::Aggregate::max: return "max";
    case Selection::Aggregate::one: return "one";
  }
  return {};
}

class Writer {
 public:
  explicit Writer(const Program& program) : program_(program) {
    if (program.schema != nullptr) schema_ = program.schema.get();
  }

  void write(ExpressionId id) {
    const Expression& expression = program_.at(id);
    text_ += '(';
    text_ += ir::name_of(expression.operation);
    write_index(expression);
    for (const ExpressionId operand : program_.operands_of(id)) {
      text_ += ' ';
      write(operand);
    }
    text_ += ')';
  }

  std::string finish() { return std::move(text_); }

 private:
  void word(std::string_view text) {
    text_ += ' ';
    text_ += text;
  }

  void write_index(const Expression& expression) {
    switch (expression.operation) {
      case Operation::constant: return write_constant(program_.constants[expression.index]);
      case Operation::tag: return word(name_at(schema_->tags, expression.index));
      case Operation::product_field: return word(name_at(schema_->products.fields, expression.index));
      case Operation::event_field: word(name_of(expression.slot)); return word(std::to_string(expression.index));
      case Operation::event_time: return word(name_of(expression.slot));
      case Operation::contact: return word(name_of(static_cast<ContactPart>(expression.index)));
      case Operation::moment: return write_moment(program_.moments[expression.index]);
      case Operation::window: return write_window(program_.windows[expression.index]);
      case Operation::selection: return write_selection(program_.selections[expression.index]);
      case Operation::record_field: return write_field(field_of(expression.index));
      case Operation::list_field: return write_list_field(field_of(expression.index));
      case Operation::on_list: return word(name_at(schema_->lists, expression.index));
      case Operation::in_area: return word(name_at(schema_->areas, expression.index));
      case Operation::sum:
      case Operation::multiply:
      case Operation::divide:
      case Operation::round: return word(std::to_string(expression.index));
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
      case Operation::place:
      case Operation::distance:
      case Operation::customer: return;
    }
  }

  void write_moment(const Moment& moment) {
    word(name_of(moment.base));
    if (moment.offset != Period{}) word(format_period(moment.offset));
    if (moment.duration != 0) word(format_duration(moment.duration));
    if (moment.as_time) word("as time");
  }

  void write_window(const Window& window) {
    word(name_of(window.aggregate));
    if (window.earlier) word("earlier");
    if (window.of_event) word("event");
    word(name_at(schema_->events, window.event));
    if (window.field && window.event < schema_->events.size()) {
      text_ += '.' + name_at(schema_->events[window.event].fields, *window.field);
    }
    write_part(" where ", window.where);
    write_part(window.rolling ? " after " : " from ", window.from);
    write_part(window.until_exclusive ? " before " : " until ", window.until);
  }

  void write_field(const FieldOf& field) { word('#' + std::to_string(field.of) + '.' + std::to_string(field.field)); }

  void write_list_field(const FieldOf& field) {
    if (field.of >= schema_->lists.size()) return write_field(field);
    word(schema_->lists[field.of].name + '.' + name_at(schema_->lists[field.of].fields, field.field));
  }

  void write_selection(const Selection& selection) {
    word(name_of(selection.aggregate));
    if (selection.field) {
      const std::uint16_t list = program_.at(selection.list).type.detail;
      const bool named = list < schema_->lists.size();
      word(named ? name_at(schema_->lists[list].fields, *selection.field) : std::to_string(*selection.field));
    }
    write_part(" of ", selection.list);
    write_part(" where #" + std::to_string(selection.slot) + ' ', selection.where);
  }

  void write_part(std::string_view preposition, ExpressionId part) {
    if (part == kNone) return;
    text_ += preposition;
    write(part);
  }

  void write_constant(const Constant& constant) {
    text_ += ' ';
    std::visit([&](const auto& value) { write_value(value, constant.type); }, constant.value);
  }

  void write_value(Unknown, const Type&) { text_ += "unknown"; }
  void write_value(bool value, const Type&) { text_ += value ? "true" : "false"; }
  void write_value(const Period& value, const Type&) { text_ += format_period(value); }
  void write_value(const std::string& value, const Type&) { text_ += quoted(value); }
  void write_value(std::int64_t value, const Type& type) { text_ += scalar(value, type); }
  void write_value(const std::vector<std::int32_t>& values, const Type& type) {
    write_set(values,
              [&](std::int32_t value) { return scalar(value, {type.element, TypeKind::boolean, type.detail}); });
  }
  void write_value(const std::vector<std::string>& values, const Type&) { write_set(values, quoted); }

  void write_value(const OwnedRecords& records, const Type&) {
    text_ += std::to_string(records.rows.size()) + " records";
  }

  template <typename Items, typename Word>
  void write_set(const Items& items, const Word& item_text) {
    std::string_view separator = "{";
    for (const auto& item : items) {
      text_ += separator;
      text_ += item_text(item);
      separator = ", ";
    }
    text_ += items.empty() ? "{}" : "}";
  }

  [[nodiscard]] std::string scalar(std::int64_t value, const Type& type) const {
    switch (type.kind) {
      case TypeKind::number: return decimal::format(value, decimal::kNumberPlaces);
      case TypeKind::money: return decimal::format(value, decimal::kMoneyPlaces) + currency(type.detail);
      case TypeKind::duration: return format_duration(value);
      case TypeKind::date:
        return std::in_range<Date>(value) ? format_date(static_cast<Date>(value)) : std::to_string(value);
      case TypeKind::time: return format_time(value, Zone::utc());
      case TypeKind::time_of_day: return format_time_of_day(value);
      case TypeKind::enumeration: return enumeration_value(value, type.detail);
      case TypeKind::product: return name_at(schema_->products.items, value);
      case TypeKind::place: return format_place(place_of(value));
      case TypeKind::distance: return std::to_string(value) + " m";
      case TypeKind::boolean:
      case TypeKind::integer:
      case TypeKind::period:
      case TypeKind::text:
      case TypeKind::set:
      case TypeKind::customer:
      case TypeKind::list: return std::to_string(value);
    }
    return {};
  }

  [[nodiscard]] std::string currency(std::uint16_t index) const {
    return index < schema_->currencies.size() ? " " + schema_->currencies[index] : std::string();
  }

  [[nodiscard]] std::string enumeration_value(std::int64_t value, std::uint16_t index) const {
    if (index >= schema_->enums.size()) return "#" + std::to_string(value);
    return name_at(schema_->enums[index].values, value);
  }

  const Program& program_;
  const schema::Schema none_;  // stands in where the program has no schema: everything by position
  const schema::Schema* schema_ = &none_;
  std::string text_;
};

}  // namespace

std::string to_text(const Program& program, ExpressionId id) {
  if (id == kNone) return "()";
  Writer writer(program);
  writer.write(id);
  return writer.finish();
}

}  // namespace wend::ir
