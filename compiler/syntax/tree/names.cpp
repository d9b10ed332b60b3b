#include "compiler/syntax/tree/names.hpp"

namespace wend::syntax {

std::string Path::text() const {
  std::string joined;
  for (const Name& part : parts) {
    if (!joined.empty()) joined += '.';
    joined += part.text;
  }
  return joined;
}

bool Quantity::is_duration() const noexcept {
  return unit == Unit::second || unit == Unit::minute || unit == Unit::hour;
}

bool Quantity::is_period() const noexcept {
  return unit == Unit::day || unit == Unit::business_day || unit == Unit::week || unit == Unit::month ||
         unit == Unit::year;
}

}  // namespace wend::syntax
