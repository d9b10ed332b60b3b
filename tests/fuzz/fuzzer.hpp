// What a fuzzer is: well-formed inputs, and something that must survive whatever the driver makes of them.
//
// A program of one NAME_fuzzer.cpp, which defines the two functions below, and driver.cpp:
//
//     fuzz_parser --runs 100000 --seed 7    # as many damaged inputs; the same seed gives the same ones
//     fuzz_parser --input crash-1234        # one input again, as it is
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wend::fuzz {

// Never empty. The driver takes its dictionary from the words in them.
[[nodiscard]] std::vector<std::string> seeds();

// Ends the program (a signal, std::terminate, a sanitizer's report) where something does not hold.
void take(std::string_view input);

// Ends the program where it does not hold.
void demand(bool holds);

// The contents of the repository's files below a folder whose names end so, in the order of their paths.
[[nodiscard]] std::vector<std::string> files_below(std::string_view folder, std::string_view ending);

}  // namespace wend::fuzz
