// Any bytes as a file of customers, in both formats: nothing may crash, hang or read past the end.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/data_file.hpp"
#include "tools/data/customers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  wend::fuzz::read_data<wend::data::CustomerReader>({bytes, size});
  return 0;
}
