// Made-up customers as a CSV file: a value for each tag that is required, and for the others in 70 to 100 of 100.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "tools/wend/output_file.hpp"

namespace wend::tools {

struct SynthOptions {
  std::uint64_t customers = 0;
  std::uint64_t events = 0;
  std::uint64_t seed = 1;
  Date start = 0;                      // the day of the first events
  std::vector<schema::TagIndex> tags;  // what is made up of each customer, in the order of the columns
};

[[nodiscard]] std::vector<schema::TagIndex> all_tags(const schema::Schema& schema);

void make_customers(const schema::Schema& schema, const Zone& zone, const SynthOptions& options, OutputFile& file);

}  // namespace wend::tools
