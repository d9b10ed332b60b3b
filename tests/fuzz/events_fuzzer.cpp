// Any bytes as a file of events, in both formats: nothing may crash, hang or read past the end.
#include "tests/fuzz/data_file.hpp"
#include "tests/fuzz/fuzzer.hpp"
#include "tools/data/events.hpp"

namespace wend::fuzz {

std::vector<std::string> seeds() {
  return files_below("tests/fuzz/corpus/events", "");
}

void take(std::string_view input) {
  read_data<data::EventReader>(input);
}

}  // namespace wend::fuzz
