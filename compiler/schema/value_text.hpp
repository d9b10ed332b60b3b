// Values as the language writes them: `50000 CNY`, `2026-03-02`, `gold`, `{mass, gold}`. A time is in UTC, so that the
// same instant reads the same in every schema.
#pragma once

#include <string>

#include "compiler/schema/schema.hpp"

namespace wend::schema {

[[nodiscard]] std::string value_text(const Schema& schema, const Type& type, const OwnedValue& value);
// `3 days`, `2 hours`.
[[nodiscard]] std::string extent_text(const Extent& extent);

}  // namespace wend::schema
