#include <wend/predicate.hpp>

#include <optional>
#include <vector>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/binding.hpp"
#include "bindings/cpp/diagnostics.hpp"
#include "bindings/cpp/native_condition.hpp"
#include "bindings/cpp/program.hpp"
#include "compiler/syntax/syntax.hpp"
#include "runtime/eval/customer_zone.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/journey/step.hpp"

namespace wend::host {

struct Predicate::Parts {
  std::shared_ptr<const ir::Program> program;
  ir::ExpressionId condition = ir::kNone;
  layout::RowLayout layout;
  Zone zone = Zone::utc();
  std::optional<NativeCondition> native;
  std::string why_reference;

  // By the reference evaluator, which needs no memory.
  [[nodiscard]] wend::Truth judge(const void* row, std::int64_t now) const {
    eval::Inputs inputs;
    inputs.tags = {&layout, static_cast<const std::byte*>(row)};
    inputs.now = now;
    inputs.zone = eval::customer_zone(*program->schema, inputs.tags, zone);
    return eval::judge(*program, condition, inputs);
  }
};

namespace {

// The moments of native code take memory; where there is none left, the reference judges.
std::optional<NativeCondition::Instant> instant_of(const Predicate::Parts& parts, std::int64_t now) noexcept {
  if (!parts.native) return std::nullopt;
  try {
    return parts.native->at(now);
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  }
}

// Rows at one instant.
class Judge {
 public:
  Judge(const Predicate::Parts& parts, std::int64_t now) : parts_(parts), now_(now), instant_(instant_of(parts, now)) {}

  wend::Truth judge(const void* row) {
    if (!instant_ || row == nullptr) return parts_.judge(row, now_);
    return parts_.native->judge(*instant_, static_cast<const std::byte*>(row));
  }

 private:
  const Predicate::Parts& parts_;
  std::int64_t now_;
  std::optional<NativeCondition::Instant> instant_;
};

template <typename RowAt>
std::size_t count_rows(const Predicate::Parts& parts, std::size_t rows, Instant now, const RowAt& row_at) {
  const std::int64_t time = now.time_since_epoch().count();
  if (!journey::is_valid_time(time)) return 0;
  Judge judge(parts, time);
  std::size_t count = 0;
  for (std::size_t row = 0; row < rows; ++row) count += judge.judge(row_at(row)) == wend::Truth::yes ? 1 : 0;
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
  std::vector<schema::TagIndex> read = uses.tags;
  if (uses.zone && schema.customer_zone) read.push_back(*schema.customer_zone);
  for (const schema::TagIndex tag : read) {
    if (binding.decided[tag]) continue;
    return error(Fault::not_bound, '`' + std::string(name) + "` reads the tag `" + schema.tags[tag].name +
                                       "`, which is neither bound nor left out");
  }
  return std::nullopt;
}

// Native code is handed moments that were computed once for all rows.
bool has_own_zones(const Predicate::Parts& parts) {
  return parts.program->schema->customer_zone && ir::uses(*parts.program, std::span(&parts.condition, 1)).zone;
}

// What keeps native code away, or nothing.
std::string make_native(Predicate::Parts& parts) {
  if (has_own_zones(parts)) return "the condition depends on each customer's own time zone";
  wend::Result<NativeCondition> native =
      NativeCondition::compile(parts.program, parts.condition, parts.layout, parts.zone);
  if (!native) return native.error().message;
  parts.native.emplace(*std::move(native));
  return {};
}

Result<Predicate> make(std::unique_ptr<Predicate::Parts> parts, const Binding& binding, std::string_view name,
                       Native native) {
  const schema::Schema& schema = *parts->program->schema;
  if (std::optional<Error> fault = objection(*parts, schema, Access::parts(binding), name)) return *std::move(fault);
  const wend::Result<Zone> zone = Zone::named(schema.zone);
  if (!zone) return error(Fault::no_time_zone, zone.error().message);
  parts->zone = *zone;
  parts->layout = Access::parts(binding).layout;
  parts->why_reference = native == Native::off ? "native code was switched off" : make_native(*parts);
  if (native == Native::required && !parts->native) return error(Fault::no_native_code, parts->why_reference);
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
  auto extended = std::make_shared<Extended>(program.checked);
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
                                     Native native) noexcept {
  return guarded([&]() -> Result<Predicate> {
    auto parts = std::make_unique<Parts>();
    parts->program = checked_program(Access::pointer(program));
    const Result<ir::ExpressionId> condition = find_segment(*parts->program, name);
    if (!condition) return condition.error();
    parts->condition = *condition;
    return make(std::move(parts), binding, name, native);
  });
}

Result<Predicate> Predicate::condition(const Program& program, std::string_view text, const Binding& binding,
                                       Native native) noexcept {
  return guarded([&]() -> Result<Predicate> {
    Result<std::shared_ptr<Extended>> extended = extend(Access::parts(program), text);
    if (!extended) return std::move(extended).error();
    auto parts = std::make_unique<Parts>();
    parts->program = {*extended, &(*extended)->checked.program};
    parts->condition = (*extended)->condition;
    return make(std::move(parts), binding, "condition", native);
  });
}

Truth Predicate::judge(const void* row, Instant now) const noexcept {
  const std::int64_t time = now.time_since_epoch().count();
  if (!journey::is_valid_time(time)) return Truth::unknown;
  switch (Judge(*parts_, time).judge(row)) {
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

Executor Predicate::executor() const noexcept {
  return parts_->native ? Executor::native : Executor::reference;
}
std::string_view Predicate::why_reference() const noexcept {
  return parts_->why_reference;
}

}  // namespace wend::host
