#include "runtime/journey/effect.hpp"

namespace wend::journey {

std::string_view name_of(EffectKind kind) {
  switch (kind) {
#define WEND_EFFECT_KIND(name) \
  case EffectKind::name: return #name;
    WEND_EFFECT_KINDS(WEND_EFFECT_KIND)
#undef WEND_EFFECT_KIND
  }
  return {};
}

std::string_view text_of(Reason reason) {
  switch (reason) {
#define WEND_REASON(name, text) \
  case Reason::name: return text;
    WEND_REASONS(WEND_REASON)
#undef WEND_REASON
  }
  return {};
}

}  // namespace wend::journey
