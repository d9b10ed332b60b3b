#include <wend/predicate.hpp>

#include <new>
#include <optional>
#include <vector>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/binding.hpp"
#include "bindings/cpp/diagnostics.hpp"
#include "bindings/cpp/native.hpp"
#include "bindings/cpp/program.hpp"
#include "compiler/syntax/syntax.hpp"
#include "runtime/eval/customer_zone.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/journey/step.hpp"

namespace wend::host {

struct Predicate::Parts {
  std::shared_ptr<const ir::Program> program;
  ir::ExpressionId condition = ir::kNone;
  std::string name;
  std::shared_ptr<const layout::RowLayout> layout;
  Zone zone = Zone::utc();
  bool has_own_zones = false;          // the answer depends on each customer's clock
  std::vector<std::uint32_t> moments;  // that the condition reads, sorted
  Native native = Native::off;
  Asked asked = Asked::truth;
  std::shared_ptr<engine::Tiers> tiers;  // compiles the rule
  std::shared_ptr<engine::Rule> rule;

  [[nodiscard]] eval::Inputs inputs_at(std::int64_t now) const {
    eval::Inputs inputs;
    inputs.tags.layout = layout.get();
    inputs.now = now;
    inputs.zone = zone;
    return inputs;
  }
};

namespace {

// The moments that the condition reads. Where there is no memory for them, each is computed where it is asked.
std::vector<layout::Cell> moments_at(const Predicate::Parts& parts, std::int64_t now) noexcept {
  if (parts.moments.empty()) return {};
  try {
    return flat::moments_of(*parts.program, parts.moments, now, parts.zone);
  } catch (const std::bad_alloc&) {
    return {};
  }
}

template <typename RowAt>
std::size_t count_rows(const Predicate::Parts& parts, std::size_t rows, Instant now, const RowAt& row_at) {
  const std::int64_t time = now.time_since_epoch().count();
  if (!journey::is_valid_time(time)) return 0;
  eval::Inputs inputs = parts.inputs_at(time);
  std::size_t count = 0;
  if (parts.has_own_zones) {
    for (std::size_t row = 0; row < rows; ++row) {
      inputs.tags.data = static_cast<const std::byte*>(row_at(row));
      inputs.zone = eval::customer_zone(*parts.program->schema, inputs.tags, parts.zone);
      count += parts.rule->judge(inputs) == wend::Truth::yes ? 1 : 0;
    }
    return count;
  }
  const std::vector<layout::Cell> moments = moments_at(parts, time);
  engine::RuleCaller caller(*parts.rule, inputs, moments);
  for (std::size_t row = 0; row < rows; ++row) {
    count += caller.judge(static_cast<const std::byte*>(row_at(row))) == wend::Truth::yes ? 1 : 0;
  }
  return count;
}

std::optional<Error> objection(const Predicate::Parts& parts, const schema::Schema& schema,
                               const Binding::Parts& binding, std::string_view name) {
  if (!same_schema(schema, *binding.program->schema)) {
    return error(Fault::another_schema, "the binding is to another schema than the program's");
  }
  const ir::Uses uses = ir::uses(*parts.program, std::span(&parts.condition, 1));
  if (!uses.windows.empty() || !uses.slots.empty()) {
    return error(Fault::needs_history, '`' + std::string(name) + "` asks for events, and rows of tags have none");
  }
  if (uses.customer || !uses.name_lists.empty()) {
    return error(Fault::not_bound, '`' + std::string(name) +
                                       "` asks who the customer is, and rows of tags do not say: ask an Audience, over "
                                       "columns, or an Engine");
  }
  std::vector<schema::TagIndex> read = uses.tags;
  if (uses.zone && schema.customer_zone) read.push_back(*schema.customer_zone);
  for (const schema::TagIndex tag : read) {
    if (binding.decided[tag]) continue;
    return error(Fault::not_bound, '`' + std::string(name) + "` reads the tag `" + schema.tags[tag].name +
                                       "`, which is neither bound nor left out");
  }
  return std::nullopt;
}

layout::NativeAnswer answer_to(Asked asked) {
  switch (asked) {
    case Asked::truth: return layout::NativeAnswer::truth;
    case Asked::holds: return layout::NativeAnswer::holds;
  }
  return layout::NativeAnswer::truth;
}

// Makes the rule, which is native code at once only where it must be.
std::optional<Error> make_rule(Predicate::Parts& parts, ProgramTiers& tiers) {
  const ir::Uses uses = ir::uses(*parts.program, std::span(&parts.condition, 1));
  parts.has_own_zones = parts.program->schema->customer_zone && uses.zone;
  parts.moments = uses.moments;
  parts.tiers = tiers.of(parts.native);
  const bool is_required = parts.native == Native::required;
  const layout::NativeRequest request{
      .condition = parts.condition, .tags = parts.layout.get(), .events = {}, .answer = answer_to(parts.asked)};
  parts.rule = parts.tiers->add(parts.program, request, parts.layout,
                                is_required ? engine::Pin::native_optimised : engine::Pin::automatic);
  if (!is_required) return std::nullopt;
  parts.tiers->compile_all();
  const engine::RuleReport report = parts.rule->report();
  if (executor_of(report.tier) == Executor::native) return std::nullopt;
  return error(Fault::no_native_code, report.why);
}

Result<Predicate> make(std::unique_ptr<Predicate::Parts> parts, const Program::Parts& program, const Binding& binding,
                       std::string_view name) {
  const schema::Schema& schema = *parts->program->schema;
  if (std::optional<Error> fault = objection(*parts, schema, Access::parts(binding), name)) return *std::move(fault);
  const wend::Result<Zone> zone = Zone::named(schema.zone);
  if (!zone) return error(Fault::no_time_zone, zone.error().message);
  parts->zone = *zone;
  parts->layout = std::make_shared<const layout::RowLayout>(Access::parts(binding).layout);
  if (std::optional<Error> fault = make_rule(*parts, *program.tiers)) return *std::move(fault);
  return Access::make<Predicate>(std::unique_ptr<const Predicate::Parts>(std::move(parts)));
}

Result<ir::ExpressionId> find_segment(const ir::Program& program, std::string_view name) {
  std::vector<std::string_view> names;
  for (const ir::Segment& segment : program.segments) {
    if (segment.name == name || segment.label == name) return segment.condition;
    names.emplace_back(segment.name);
  }
  return error(Fault::unknown_name,
               "the program has no segment `" + std::string(name) + '`' + did_you_mean(name, names));
}

// A program that has the condition besides what it had.
struct Extended {
  check::CheckedProgram checked;
  ir::ExpressionId condition = ir::kNone;
};

Result<std::shared_ptr<Extended>> extend(const Program::Parts& program, std::string_view text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const syntax::ExpressionPtr tree =
      syntax::parse_expression(sources.file(sources.add("condition", std::string(text))), sink);
  if (tree == nullptr) return faulty_source(sink, sources);
  auto extended = std::make_shared<Extended>(*program.checked);
  const auto checked = check::check_expression(extended->checked, program.names, *tree, sink);
  if (!checked) return faulty_source(sink, sources);
  if (checked->type.kind != TypeKind::boolean) {
    return error(Fault::wrong_type,
                 "the condition is " + schema::describe(*program.schema, checked->type) + ", not bool");
  }
  extended->condition = checked->id;
  return extended;
}

}  // namespace

Predicate::Predicate(std::unique_ptr<const Parts> parts) noexcept : parts_(std::move(parts)) {}
Predicate::Predicate(Predicate&&) noexcept = default;
Predicate& Predicate::operator=(Predicate&&) noexcept = default;
Predicate::~Predicate() = default;

Result<Predicate> Predicate::segment(const Program& program, std::string_view name, const Binding& binding,
                                     Native native, Asked asked) noexcept {
  return guarded([&]() -> Result<Predicate> {
    auto parts = std::make_unique<Parts>();
    parts->native = native;
    parts->asked = asked;
    parts->program = checked_program(Access::pointer(program));
    const Result<ir::ExpressionId> condition = find_segment(*parts->program, name);
    if (!condition) return condition.error();
    parts->condition = *condition;
    parts->name = "segment " + std::string(name);
    return make(std::move(parts), Access::parts(program), binding, name);
  });
}

Result<Predicate> Predicate::condition(const Program& program, std::string_view text, const Binding& binding,
                                       Native native, Asked asked) noexcept {
  return guarded([&]() -> Result<Predicate> {
    Result<std::shared_ptr<Extended>> extended = extend(Access::parts(program), text);
    if (!extended) return std::move(extended).error();
    auto parts = std::make_unique<Parts>();
    parts->native = native;
    parts->asked = asked;
    parts->program = {*extended, &(*extended)->checked.program};
    parts->condition = (*extended)->condition;
    return make(std::move(parts), Access::parts(program), binding, "condition");
  });
}

Truth Predicate::judge(const void* row, Instant now) const noexcept {
  const std::int64_t time = now.time_since_epoch().count();
  if (!journey::is_valid_time(time)) return parts_->asked == Asked::holds ? Truth::no : Truth::unknown;
  eval::Inputs inputs = parts_->inputs_at(time);
  inputs.tags.data = static_cast<const std::byte*>(row);
  if (parts_->has_own_zones) inputs.zone = eval::customer_zone(*parts_->program->schema, inputs.tags, parts_->zone);
  switch (parts_->rule->judge(inputs)) {
    case wend::Truth::no: return Truth::no;
    case wend::Truth::yes: return Truth::yes;
    case wend::Truth::unknown: return Truth::unknown;
  }
  return Truth::unknown;
}

std::size_t Predicate::count(const Table& table, Instant now) const noexcept {
  const auto* first = static_cast<const std::byte*>(table.first);
  return count_rows(*parts_, table.rows, now, [&](std::size_t row) { return first + row * table.stride; });
}

std::size_t Predicate::count(std::span<const void* const> rows, Instant now) const noexcept {
  return count_rows(*parts_, rows.size(), now, [&](std::size_t row) { return rows[row]; });
}

void Predicate::pin(Pin pin) noexcept {
  parts_->rule->pin(pin_of(pin));
}

Status Predicate::compile() noexcept {
  return guarded([&]() -> Status {
    parts_->rule->pin(engine::Pin::native_optimised);
    parts_->tiers->compile_all();
    if (executor() == Executor::native) return Done{};
    return error(Fault::no_native_code, why_not_native());
  });
}

Executor Predicate::executor() const noexcept {
  return executor_of(parts_->rule->tier());
}

std::string Predicate::why_not_native() const noexcept {
  try {
    if (executor() == Executor::native) return {};
    return parts_->native == Native::off ? "native code was switched off" : parts_->rule->report().why;
  } catch (const std::bad_alloc&) {
    return {};
  }
}

Result<ConditionCount> Predicate::count_of_use() const noexcept {
  return guarded([&]() -> Result<ConditionCount> { return count_of(parts_->rule->report(), parts_->name); });
}

}  // namespace wend::host
