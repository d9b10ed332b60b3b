// Values between the host's types and the language's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <wend/value.hpp>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/value.hpp"

namespace wend::host {

// `what` names the tag or field in an error: `field `amount` of `deposit``. Fault::wrong_type where the value is not of
// the type, out_of_range where it is but does not fit.
[[nodiscard]] Result<OwnedValue> to_language(const Value& value, const Type& type, const schema::Schema& schema,
                                             const schema::Names& names, std::string_view what);

// A value that the runtime made.
[[nodiscard]] Value to_host(const OwnedValue& value, const Type& type, const schema::Schema& schema);

// Fault::out_of_range for what lies outside the years 1 to 9999. (Instant is the host's name here, too.)
[[nodiscard]] Result<std::int64_t> to_language(Instant time);

}  // namespace wend::host
