#include "bindings/cpp/native_condition.hpp"

#include <span>
#include <utility>

#include "runtime/eval/evaluate.hpp"

namespace wend::host {

NativeCondition::NativeCondition(engine::NativeCode code, std::shared_ptr<const ir::Program> program, ir::Uses uses,
                                 const Zone& zone)
    : code_(std::move(code)),
      predicate_(code_.predicates()[0]),
      program_(std::move(program)),
      uses_(std::move(uses)),
      zone_(zone) {}

wend::Result<NativeCondition> NativeCondition::compile(std::shared_ptr<const ir::Program> program,
                                                       ir::ExpressionId condition, const layout::RowLayout& rows,
                                                       const Zone& zone) {
  ir::Uses uses = ir::uses(*program, std::span(&condition, 1));
  if (!uses.selections.empty()) return Error{"asks a list, which native code takes from an engine's rows alone"};
  const wend::Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (!library) return library.error();
  const layout::NativeRequest request{.condition = condition, .tags = &rows};
  wend::Result<engine::NativeCode> code =
      library->compile(*program, std::span(&request, 1), layout::NativeEffort::optimised);
  if (!code) return code.error();
  return NativeCondition(*std::move(code), std::move(program), std::move(uses), zone);
}

NativeCondition::Instant NativeCondition::at(std::int64_t now) const {
  Instant instant;
  if (!uses_.moments.empty()) instant.moments.resize(std::size_t{uses_.moments.back()} + 1);
  for (const std::uint32_t index : uses_.moments) {
    const wend::Value value = eval::evaluate(*program_, program_->moments[index], now, zone_);
    const auto* scalar = std::get_if<std::int64_t>(&value);
    if (scalar != nullptr) instant.moments[index] = {.bits = *scalar, .size = 0, .known = 1};
  }
  instant.frame.moments = instant.moments.data();
  instant.frame.zone = &zone_;
  instant.frame.calendar = schema::business_calendar(*program_->schema);
  instant.frame.now = now;
  return instant;
}

}  // namespace wend::host
