// The compiler's diagnostics as the public API hands them out.
#pragma once

#include <vector>

#include <wend/result.hpp>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"

namespace wend::host {

// In the sink's order.
[[nodiscard]] std::vector<Diagnostic> diagnostics_of(const diagnostics::Sink& sink, const source::SourceMap& sources);

// Fault::faulty_source, with the first error as the message. The sink has errors.
[[nodiscard]] Error faulty_source(const diagnostics::Sink& sink, const source::SourceMap& sources);

}  // namespace wend::host
