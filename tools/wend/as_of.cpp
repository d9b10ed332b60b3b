#include "tools/wend/as_of.hpp"

#include <chrono>

#include "compiler/diagnostics/codes/project.hpp"

namespace wend::tools {

namespace codes = diagnostics::codes;

std::optional<AsOf> as_of(const schema::Schema& schema, const std::string& at, Console& console) {
  const Result<Zone> zone = Zone::named(schema.zone);
  if (!zone) {
    console.say(codes::run_stopped, {zone.error().message});
    return std::nullopt;
  }
  if (at.empty()) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return AsOf{*zone, std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
  }
  const Result<Instant> time = parse_time(at, *zone);
  if (time) return AsOf{*zone, *time};
  console.say(codes::option_not_time, {"--at", at});
  return std::nullopt;
}

}  // namespace wend::tools
