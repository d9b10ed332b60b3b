#include "runtime/match/attributes.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace wend::match {

std::optional<std::int64_t> number_of(const Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  if (const auto* scalar = std::get_if<std::int64_t>(&value)) return *scalar;
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    return static_cast<std::int64_t>(XXH3_64bits(text->data(), text->size()) >> 1U);
  }
  return std::nullopt;
}

bool has_number(const Type& type) {
  return is_scalar(type.kind) || type.kind == TypeKind::boolean || type.kind == TypeKind::text;
}

std::optional<Attribute> AttributeTable::cheap(ir::Operation operation, std::uint32_t index) {
  const auto next = static_cast<Attribute>(now_.cheap.size());
  const auto found = cheap_.find({operation, index});
  if (found != cheap_.end()) return found->second;
  if (next >= kFirstDear) return std::nullopt;
  cheap_.emplace(Cheap{operation, index}, next);
  now_.cheap.push_back({.operation = operation, .index = index, .program = nullptr});
  published_ = nullptr;
  return next;
}

std::optional<Attribute> AttributeTable::dear(const std::shared_ptr<const ir::Program>& program,
                                              ir::ExpressionId expression) {
  const auto found = dear_.find({program.get(), expression});
  if (found != dear_.end()) return found->second;
  auto position = static_cast<std::uint32_t>(now_.dear.size());
  if (!free_.empty()) {
    position = free_.back() - kFirstDear;
    free_.pop_back();
  } else if (kFirstDear + position >= kAttributes) {
    return std::nullopt;
  } else {
    now_.dear.emplace_back();
    uses_.push_back(0);
  }
  now_.dear[position] = {.program = program, .expression = expression};
  dear_.emplace(Dear{program.get(), expression}, kFirstDear + position);
  fresh_.push_back(kFirstDear + position);
  published_ = nullptr;
  return kFirstDear + position;
}

std::vector<Attribute> AttributeTable::keep(const FormulaView& formula) {
  std::vector<Attribute> dear;
  for_each_step(formula, [&](const Step& step) {
    const Attribute attribute = step.attribute();
    if (attribute >= kFirstDear && std::ranges::find(dear, attribute) == dear.end()) dear.push_back(attribute);
  });
  for (const Attribute attribute : dear) ++uses_[attribute - kFirstDear];
  for (const Attribute attribute : fresh_) {
    if (uses_[attribute - kFirstDear] == 0) forget(attribute);
  }
  fresh_.clear();
  return dear;
}

void AttributeTable::release(std::span<const Attribute> dear) {
  for (const Attribute attribute : dear) {
    if (--uses_[attribute - kFirstDear] == 0) forget(attribute);
  }
}

void AttributeTable::forget(Attribute dear) {
  Definition& definition = now_.dear[dear - kFirstDear];
  dear_.erase({definition.program.get(), definition.expression});
  definition = {};
  free_.push_back(dear);
  published_ = nullptr;
}

std::shared_ptr<const Definitions> AttributeTable::definitions() {
  if (published_ == nullptr) published_ = std::make_shared<const Definitions>(now_);
  return published_;
}

std::optional<std::int64_t> InputsSource::read(Attribute attribute) {
  if (attribute >= kFirstDear) {
    const Definition& dear = definitions_.dear[attribute - kFirstDear];
    return number_of(eval::evaluate(*dear.program, dear.expression, inputs_));
  }
  const Definition& cheap = definitions_.cheap[attribute];
  if (cheap.operation == ir::Operation::tag) return number_of(layout::load(inputs_.tags, cheap.index));
  const eval::Event* event = inputs_.events[ir::position_of(ir::Slot::matched)];
  if (event == nullptr) return std::nullopt;
  if (cheap.operation == ir::Operation::event_time) return event->time;
  return number_of(layout::load(event->fields, cheap.index));
}

}  // namespace wend::match
