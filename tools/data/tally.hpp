// Warnings that many lines of a file give, each said once with the number of lines: columns that the schema lacks,
// values outside of its ranges.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tools/data/fault.hpp"

namespace wend::data {

class Tally {
 public:
  // Different warnings beyond this many are not kept.
  static constexpr std::size_t kMost = 1000;

  struct Count {
    std::uint64_t lines = 0;
    std::uint64_t first = 0;  // the line

    void add(std::uint64_t line) {
      if (lines++ == 0) first = line;
    }
  };

  // Where to count; stays where it is as long as the Tally.
  [[nodiscard]] Count& of(diagnostics::Code code, std::vector<std::string> arguments);

  // Those that were counted, by code and arguments; the number of lines is the last argument.
  [[nodiscard]] std::vector<Fault> warnings(const std::string& path) const;

 private:
  using Key = std::pair<diagnostics::Code, std::vector<std::string>>;
  std::map<Key, Count> counts_;
  Count not_kept_;
};

}  // namespace wend::data
