// Conjunctions and disjunctions, and what can be judged as tests of fields.
//
// A conjunction in a conjunction is one conjunction, and the order of its parts does not matter, for none has an
// effect: so tests of fields come first, those of one row together, a few at a time; then comparisons of two fields;
// then all else, as written. A disjunction is the contrary of the conjunction of its contraries.
#include <algorithm>
#include <array>

#include "runtime/flat/lowering.hpp"
#include "runtime/flat/registers.hpp"
#include "runtime/flat/testing.hpp"

namespace wend::flat {
namespace {

using ir::Operation;

// So many tests are judged before it is looked whether one of them has settled the whole.
constexpr std::size_t kTestsAtOnce = 8;

bool is_comparison(Operation operation) {
  return operation == Operation::equal || operation == Operation::not_equal || operation == Operation::less ||
         operation == Operation::less_equal;
}

// As Pair::outcomes.
std::uint8_t outcomes_of(Operation operation) {
  constexpr std::uint8_t kLess = 1;
  constexpr std::uint8_t kEqual = 2;
  constexpr std::uint8_t kGreater = 4;
  if (operation == Operation::less) return kLess;
  if (operation == Operation::less_equal) return kLess | kEqual;
  return operation == Operation::equal ? kEqual : kLess | kGreater;
}

std::size_t count_of(const Group& group) {
  return group.intervals.count + group.sets.count + group.marked.count + group.with_sentinel.count;
}

const std::int64_t* scalar_in(const OwnedValue* value) {
  return value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
}

}  // namespace

std::optional<Test> Lowering::comparison_test(Id id, FieldRead& read) const {
  const std::span<const Id> operands = program_.operands_of(id);
  const std::optional<FieldRead> left = field_of(operands[0]);
  const std::optional<FieldRead> right = left ? std::nullopt : field_of(operands[1]);
  const std::int64_t* limit = scalar_in(constant_of(operands[left ? 1 : 0]));
  if ((!left && !right) || limit == nullptr || form(operands[0]) != Form::scalar) return std::nullopt;
  read = left ? *left : *right;
  const Operation operation = program_.at(id).operation;
  const bool is_negated = operation == Operation::not_equal;
  const Bounds bounds = bounds_of(is_negated ? Operation::equal : operation, *limit, left.has_value());
  std::optional<Test> test = test_interval(*read.layout, *read.field, bounds);
  if (test && is_negated) test->negated = !test->negated;
  return test;
}

std::optional<Test> Lowering::test_of(Id id, FieldRead& read) const {
  const Operation operation = program_.at(id).operation;
  const std::span<const Id> operands = program_.operands_of(id);
  if (is_comparison(operation)) return comparison_test(id, read);
  if (operation == Operation::negation) {
    std::optional<Test> test = test_of(operands[0], read);
    if (test) test->negated = !test->negated;
    return test;
  }
  const bool has_operand = operation == Operation::known || operation == Operation::member;
  const std::optional<FieldRead> found = field_of(has_operand ? operands[0] : id);
  if (!found) return std::nullopt;
  read = *found;
  if (operation == Operation::known) return test_known(*read.layout, *read.field);
  if (operation != Operation::member) return test_boolean(*read.layout, *read.field);
  const OwnedValue* set = constant_of(operands[1]);
  const auto* ordinals = set == nullptr ? nullptr : std::get_if<std::vector<std::int32_t>>(set);
  if (ordinals == nullptr || form(operands[0]) != Form::scalar) return std::nullopt;
  return test_member(*read.layout, *read.field, *ordinals);
}

bool Lowering::add_test(Id id, bool is_contrary, JunctionParts& parts) {
  FieldRead read;
  std::optional<Test> test = form(id) == Form::truth ? test_of(id, read) : std::nullopt;
  if (!test) return false;
  test->negated = test->negated != is_contrary;
  note_row(read);
  parts.tests.push_back({read.row, *test});
  return true;
}

bool Lowering::add_pair(Id id, bool is_contrary, JunctionParts& parts) {
  if (!is_comparison(program_.at(id).operation) || form(id) != Form::truth) return false;
  std::array<FieldRead, 2> reads;
  std::array<Place, 2> places;
  for (std::size_t side = 0; side < 2; ++side) {
    const Id operand = program_.operands_of(id)[side];
    const std::optional<FieldRead> read = form(operand) == Form::scalar ? field_of(operand) : std::nullopt;
    const bool is_plain = read && read->field->storage != layout::Storage::boolean8 && read->field->factor == 1 &&
                          read->field->missing != layout::Missing::sentinel;
    const std::optional<Place> place = is_plain ? place_of(*read->layout, *read->field) : std::nullopt;
    if (!place) return false;
    reads[side] = *read;
    places[side] = *place;
  }
  for (const FieldRead& read : reads) note_row(read);
  constexpr std::uint8_t kAll = 7;
  const std::uint8_t outcomes = outcomes_of(program_.at(id).operation);
  parts.pairs.push_back({places[0], places[1], reads[0].row, reads[1].row,
                         static_cast<std::uint8_t>(is_contrary ? kAll & ~outcomes : outcomes)});
  return true;
}

void Lowering::gather(Id id, Operation operation, JunctionParts& parts) {
  const bool has_room = depth_ < ir::kDeepest && parts.size() < kMostInstructions;
  if (program_.at(id).operation == operation && has_room) {
    ++depth_;
    for (const Id operand : program_.operands_of(id)) gather(operand, operation, parts);
    --depth_;
    return;
  }
  const bool is_contrary = operation == Operation::disjunction;
  if (!has_room || (!add_test(id, is_contrary, parts) && !add_pair(id, is_contrary, parts))) {
    parts.others.push_back(id);
  }
}

std::vector<Instruction> Lowering::make_groups(const JunctionParts& parts, bool is_disjunction) {
  Tests& tests = code_.tests_;
  std::vector<Group> groups;
  for (const JunctionParts::RowTest& each : parts.tests) {
    const bool is_full = groups.empty() || groups.back().row != each.row || count_of(groups.back()) == kTestsAtOnce;
    if (is_full) groups.push_back({.row = each.row, .is_contrary = is_disjunction});
    append(each.test, groups.back(), tests);
  }
  if (!parts.pairs.empty()) {
    if (groups.empty()) groups.push_back({.is_contrary = is_disjunction});
    groups.back().pairs = {static_cast<std::uint32_t>(tests.pairs.size()),
                           static_cast<std::uint32_t>(parts.pairs.size())};
    tests.pairs.insert(tests.pairs.end(), parts.pairs.begin(), parts.pairs.end());
  }
  std::vector<Instruction> made;
  for (const Group& group : groups) {
    made.push_back({.run = functions::group, .index = static_cast<std::uint32_t>(tests.groups.size())});
    tests.groups.push_back(group);
  }
  return made;
}

bool Lowering::lower_as_test(Id id, std::size_t to) {
  JunctionParts parts;
  if (!add_test(id, false, parts) && !add_pair(id, false, parts)) return false;
  Instruction only = make_groups(parts, false).front();
  only.to = static_cast<std::uint8_t>(to);
  emit(only);
  return true;
}

void Lowering::lower_junction(Id id, std::size_t to) {
  const std::span<const Id> operands = program_.operands_of(id);
  const bool is_sound = form(id) == Form::truth && !operands.empty() &&
                        std::ranges::all_of(operands, [&](Id each) { return form(each) == Form::truth; });
  if (!is_sound) return ask_reference(id, to);
  const bool is_disjunction = program_.at(id).operation == Operation::disjunction;
  JunctionParts parts;
  gather(id, program_.at(id).operation, parts);
  std::ranges::stable_sort(parts.tests, {}, [](const JunctionParts::RowTest& each) {
    return std::pair(each.row, is_always_known(each.test));
  });
  Exits exits;
  bool is_first = true;
  // Each part is in a register of its own until it is joined to what was found before.
  const auto join = [&](const auto& lower_part) {
    if (is_first) {
      lower_part(to);
      exits.push_back(emit(is_disjunction ? functions::leave_if_yes : functions::leave_if_no, to));
    } else {
      lower_part(to + 1);
      exits.push_back(emit(is_disjunction ? functions::disjoin : functions::conjoin, to, to + 1));
    }
    is_first = false;
  };
  for (Instruction tests : make_groups(parts, is_disjunction)) {
    join([&](std::size_t place) {
      tests.to = static_cast<std::uint8_t>(place);
      emit(tests);
    });
  }
  for (const Id other : parts.others) join([&](std::size_t place) { lower(other, place); });
  // What is joined first and alone needs nobody to leave.
  if (exits.size() == 1) {
    code_.instructions_.pop_back();
    exits.clear();
  }
  leave_here(exits);
}

void Lowering::lower_choose(Id id, std::size_t to) {
  const std::span<const Id> operands = program_.operands_of(id);
  const Form chosen = form(id);
  const std::size_t otherwise = operands.size() - 2;
  bool is_sound = chosen != Form::other && operands.size() >= 2 && operands.size() % 2 == 0;
  for (std::size_t position = 0; is_sound && position < operands.size(); ++position) {
    const bool is_condition = position < otherwise && position % 2 == 0;
    is_sound = form(operands[position]) == (is_condition ? Form::truth : chosen);
  }
  if (!is_sound || to + 2 >= kRegisters) return ask_reference(id, to);
  const std::size_t any_unknown = to + 1;
  emit({.run = functions::constant, .to = static_cast<std::uint8_t>(any_unknown)});
  Exits exits;
  for (std::size_t position = 0; position < otherwise; position += 2) {
    lower(operands[position], to + 2);
    const std::size_t test = emit(functions::branch, any_unknown, to + 2);
    lower(operands[position + 1], to);
    exits.push_back(emit(functions::jump, to));
    leave_here({test});
  }
  const std::size_t no_unknown = emit(functions::leave_if_no, any_unknown);
  lower(operands[otherwise + 1], to);
  exits.push_back(emit(functions::jump, to));
  leave_here({no_unknown});
  lower(operands[otherwise], to);
  leave_here(exits);
}

void Lowering::lower_fallback(Id id, std::size_t to) {
  const std::span<const Id> operands = program_.operands_of(id);
  const bool is_sound = form(id) != Form::other && form(operands[0]) == form(id) && form(operands[1]) == form(id);
  if (!is_sound) return ask_reference(id, to);
  lower(operands[0], to);
  const std::size_t test = emit(functions::leave_if_known, to);
  lower(operands[1], to);
  leave_here({test});
}

}  // namespace wend::flat
