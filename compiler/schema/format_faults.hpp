// The differences between a document and a JSON Schema. Private to format.cpp and its tests.
#pragma once

#include "compiler/schema/fault.hpp"
#include "compiler/schema/json_text.hpp"

namespace wend::schema {

// Knows the keywords of draft 7 that wend-schema.schema.json uses: $ref to its definitions, type, enum, required,
// properties, additionalProperties, maxProperties, items (one or a tuple), minItems, maxItems, minLength, maxLength,
// pattern, minimum, maximum.
void find_format_faults(const Json& format, const Json& document, Faults& faults);

}  // namespace wend::schema
