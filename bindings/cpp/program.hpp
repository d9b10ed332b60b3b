// What a Program is a handle to.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <wend/program.hpp>

#include "bindings/cpp/native.hpp"
#include "compiler/check/check.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::host {

struct Program::Parts {
  Parts(std::shared_ptr<const schema::Schema> read, check::CheckedProgram result)
      : schema(std::move(read)),
        names(*schema),
        checked(std::make_shared<const check::CheckedProgram>(std::move(result))) {}

  std::shared_ptr<const schema::Schema> schema;
  schema::Names names;  // of the schema
  // On its own: rules keep it, and what compiles them, below, must not be kept by what it compiles.
  std::shared_ptr<const check::CheckedProgram> checked;
  std::vector<SegmentInfo> segments;
  std::vector<TriggerInfo> triggers;
  std::vector<JourneyInfo> journeys;
  std::vector<Diagnostic> warnings;
  std::unique_ptr<ProgramTiers> tiers = std::make_unique<ProgramTiers>();
};

using ProgramParts = std::shared_ptr<const Program::Parts>;

// The checked program, which does not keep the parts.
[[nodiscard]] std::shared_ptr<const ir::Program> checked_program(const ProgramParts& parts);

// Whether positions of one schema mean the same in the other.
[[nodiscard]] bool same_schema(const schema::Schema& left, const schema::Schema& right);

// The position of a thing of the schema by name or label; an error offers the nearest.
[[nodiscard]] Result<std::uint32_t> find(const schema::Names& names, schema::Names::Kind kind, std::string_view what,
                                         std::string_view name);

// `, did you mean `aum` or `age``; nothing where no name is near.
[[nodiscard]] std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& names);

}  // namespace wend::host
