// What the runtime decided and counted, as the public API hands it out.
#pragma once

#include <wend/engine.hpp>

#include "compiler/schema/schema.hpp"
#include "runtime/engine/statistics.hpp"
#include "runtime/journey/effect.hpp"

namespace wend::host {

[[nodiscard]] Effect effect_of(const journey::Effect& effect, const schema::Schema& schema);
[[nodiscard]] Statistics statistics_of(const engine::Statistics& statistics);

}  // namespace wend::host
