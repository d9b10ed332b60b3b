#include "tests/unit/format/random_source.hpp"

#include "tests/unit/format/random_writer.hpp"

namespace wend::format {

std::string random_source(std::uint64_t seed) {
  return RandomWriter(seed).run();
}

}  // namespace wend::format
