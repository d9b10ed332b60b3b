// Any bytes as a file of customers, in both formats: nothing may crash, hang or read past the end.
#include "tests/fuzz/data_file.hpp"
#include "tests/fuzz/fuzzer.hpp"
#include "tools/data/customers.hpp"

namespace wend::fuzz {

std::vector<std::string> seeds() {
  return files_below("tests/fuzz/corpus/customers", "");
}

void take(std::string_view input) {
  read_data<data::CustomerReader>(input);
}

}  // namespace wend::fuzz
