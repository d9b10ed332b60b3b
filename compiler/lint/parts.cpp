#include "compiler/lint/parts.hpp"

namespace wend::lint {

bool is_a_name(const check::Facts& facts, const source::Span& span) {
  const check::Use* use = facts.use_at(span.file, span.begin);
  return use != nullptr && use->span == span;
}

bool has_inside(const source::Span& outer, const source::Span& inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end && outer != inner;
}

}  // namespace wend::lint
