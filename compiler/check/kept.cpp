#include "compiler/check/kept.hpp"

#include <algorithm>
#include <utility>

namespace wend::check {

KeptValues::KeptValues(Context& context, std::uint32_t first, const Signature& signature)
    : context_(context), first_(first) {
  for (const schema::Parameter& parameter : signature.parameters) kept_.push_back({parameter.name, parameter.type});
}

std::uint32_t KeptValues::keep(std::uint32_t seen, std::optional<schema::FieldIndex> field, std::string name,
                               Type type) {
  const auto known = std::ranges::find_if(
      sources_, [&](const Source& source) { return source.seen == seen && source.field == field; });
  if (known != sources_.end()) return first_ + known->kept;
  const auto kept = static_cast<std::uint32_t>(kept_.size());
  kept_.push_back({std::move(name), type});
  const ir::Operation operation = field ? ir::Operation::event_field : ir::Operation::event_time;
  sources_.push_back({.seen = seen,
                      .field = field,
                      .kept = kept,
                      .value = context_.build.leaf(operation, type, field.value_or(0), ir::Slot::matched)});
  return first_ + kept;
}

std::vector<ir::Capture> KeptValues::captures(std::uint32_t seen) const {
  std::vector<ir::Capture> captures;
  for (const Source& source : sources_) {
    if (source.seen == seen) captures.push_back({.kept = source.kept, .value = source.value});
  }
  return captures;
}

}  // namespace wend::check
