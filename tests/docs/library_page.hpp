// The page on the standard library: made from what its modules say in comments.
#pragma once

#include <string>

namespace wend::docs {

// The page as it should be; what stands before the mark in the current one is kept.
[[nodiscard]] std::string library_page(const std::string& current);

}  // namespace wend::docs
