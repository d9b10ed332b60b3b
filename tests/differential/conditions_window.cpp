#include <utility>

#include "tests/differential/conditions.hpp"

namespace wend::differential {
namespace {

using ir::Aggregate;

constexpr int kMostWindowsAround = 2;

bool adds_up(const Type& type) {
  return type.kind == TypeKind::integer || type.kind == TypeKind::number || type.kind == TypeKind::money ||
         type.kind == TypeKind::duration || type.kind == TypeKind::distance;
}

}  // namespace

std::optional<Conditions::Id> Conditions::window(const Type& type, int depth) {
  if (windows_around_ >= kMostWindowsAround) return std::nullopt;
  const std::vector<ir::Window> found = windows_of(type);
  if (found.empty()) return std::nullopt;
  ir::Window window = random_.pick(found);
  ++windows_around_;
  if (random_.chance(50)) window.where = where(window.event, std::min(depth, 2));
  if (random_.chance(80)) window.from = end_of_range(depth);
  if (random_.chance(20)) window.until = end_of_range(depth);
  --windows_around_;
  window.until_exclusive = window.until != ir::kNone && random_.chance(50);
  window.rolling = random_.chance(30);
  window.earlier = random_.chance(30);
  const bool ends = window.aggregate == ir::Aggregate::first || window.aggregate == ir::Aggregate::latest;
  window.of_event = ends && window.field && random_.chance(50);
  return build_.window(window);
}

// Every aggregate over every event and field that gives the type.
std::vector<ir::Window> Conditions::windows_of(const Type& type) const {
  std::vector<ir::Window> found;
  for (schema::EventIndex event = 0; event < program_.schema->events.size(); ++event) {
    ir::Window window;
    window.event = event;
    window.type = type;
    const auto add = [&](Aggregate aggregate) {
      window.aggregate = aggregate;
      found.push_back(window);
    };
    if (type.kind == TypeKind::integer) add(Aggregate::count);
    if (type.kind == TypeKind::boolean) add(Aggregate::happened);
    if (type.kind == TypeKind::duration) add(Aggregate::time_since);
    if (type.kind == TypeKind::time) add(Aggregate::first);
    if (type.kind == TypeKind::time) add(Aggregate::latest);
    const std::vector<schema::Field>& fields = program_.schema->events[event].fields;
    for (schema::FieldIndex field = 0; field < fields.size(); ++field) {
      window.field = field;
      add_windows_over(found, window, fields[field].type);
    }
  }
  return found;
}

void Conditions::add_windows_over(std::vector<ir::Window>& found, const ir::Window& window,
                                  const Type& field_type) const {
  const auto add = [&](std::initializer_list<Aggregate> aggregates) {
    for (const Aggregate aggregate : aggregates) {
      found.push_back(window);
      found.back().aggregate = aggregate;
    }
  };
  const Type& type = window.type;
  if (type.kind == TypeKind::integer) add({Aggregate::count, Aggregate::distinct});
  if (type.kind == TypeKind::boolean) add({Aggregate::happened});
  if (type.kind == TypeKind::duration) add({Aggregate::time_since});
  if (type.kind == TypeKind::number && field_type.kind == TypeKind::integer) add({Aggregate::average});
  if (type != field_type) return;
  add({Aggregate::first, Aggregate::latest});
  if (is_scalar(type.kind) && type.kind != TypeKind::place) add({Aggregate::min, Aggregate::max});
  if (adds_up(type)) add({Aggregate::sum, Aggregate::average});
}

// Inside, Slot::candidate is the window's event: what was made outside is not used again there, nor the other way.
Conditions::Id Conditions::where(schema::EventIndex event, int depth) {
  const Slots slots_outside = slots_;
  std::vector<Made> made_outside = std::exchange(made_, {});
  slots_[static_cast<std::size_t>(ir::Slot::candidate)] = event;
  const Id condition = boolean(depth);
  slots_ = slots_outside;
  made_ = std::move(made_outside);
  return condition;
}

Conditions::Id Conditions::end_of_range(int depth) {
  return random_.chance(70) ? moment(true) : expression(type_of(TypeKind::time), std::min(depth, 1));
}

}  // namespace wend::differential
