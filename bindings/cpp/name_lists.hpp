// What NameLists are: the editions that are there, and which lists were spoken of.
#pragma once

#include <memory>
#include <vector>

#include <wend/name_lists.hpp>

#include "bindings/cpp/program.hpp"
#include "runtime/lists/name_list.hpp"

namespace wend::host {

struct NameLists::Parts {
  ProgramParts program;
  std::shared_ptr<const lists::NameLists> lists;  // replaced as a whole: others keep what they were given
  std::vector<bool> decided;                      // by list: put, or left out
};

}  // namespace wend::host
