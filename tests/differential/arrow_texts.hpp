// Arrow arrays of texts, plain and by a dictionary, as a writer of columns makes them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/arrow_arrays.hpp"

namespace wend::differential {

// One text after another, without a bitmap; `format` says how wide its offsets are.
[[nodiscard]] std::shared_ptr<tests::ArrowNode> text_node(const std::string& format,
                                                          const std::vector<std::string>& texts);

// Codes of texts in a dictionary of `inner_format` that has the spare ones first, whether they are needed or not.
[[nodiscard]] std::shared_ptr<tests::ArrowNode> code_node(const std::string& format, const std::string& inner_format,
                                                          const std::vector<std::string>& texts,
                                                          const std::vector<std::string>& spare);

// Nothing but nulls: a dictionary of nothing, and codes that are beyond it.
[[nodiscard]] std::shared_ptr<tests::ArrowNode> code_node_of_nulls(const std::string& format,
                                                                   const std::string& inner_format, std::size_t rows);

}  // namespace wend::differential
