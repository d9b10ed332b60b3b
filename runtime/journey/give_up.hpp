// What is under way for a customer who is to be forgotten: for counts, which stay, to know that it will not end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/journey/step.hpp"

namespace wend::journey {

struct GivenUp {
  std::vector<std::string> live;   // the journey of each live instance
  std::vector<Measured> measured;  // measurements that are left out from now on
  bool enrolled = false;
  bool has_tags = false;
};

[[nodiscard]] Result<GivenUp> give_up(const Plan& plan, const Predicates& predicates, std::string_view customer,
                                      const State& state);

}  // namespace wend::journey
