// The form of a schema's document: what a published JSON Schema (wend-schema.schema.json, in this folder) says.
//
// valijson judges whether the document fits. It stops at the first fault, which keeps the work and the memory that
// hostile documents can ask for within bounds; what the faults are, all of them and each in the catalogue's words, is
// then found by walking the document and the JSON Schema side by side.
#pragma once

#include <string_view>

#include "compiler/schema/fault.hpp"
#include "compiler/schema/json_text.hpp"

namespace wend::schema {

// The JSON Schema as it is published, draft 7.
[[nodiscard]] std::string_view published_format();

// Whether the document fits; faults are added where it does not.
[[nodiscard]] bool fits_format(const Json& document, Faults& faults);

}  // namespace wend::schema
