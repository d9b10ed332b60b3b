// The instant and the zone that a command answers for: `--at TIME`, or now.
#pragma once

#include <optional>
#include <string>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "tools/wend/console.hpp"

namespace wend::tools {

struct AsOf {
  Zone zone = Zone::utc();  // the schema's
  Instant now = 0;
};

// `at` as the author wrote it; empty: the machine's clock. Nothing, and said why, where the zone is unknown to the
// system or the text is not a time.
[[nodiscard]] std::optional<AsOf> as_of(const schema::Schema& schema, const std::string& at, Console& console);

}  // namespace wend::tools
