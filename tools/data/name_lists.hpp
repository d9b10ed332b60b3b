// Reads a name list: CSV with a header or JSON Lines, with a column `customer` and others that become its fields; one
// id a line in a file of any other kind; or what `wend list import` wrote.
//
//     const LoadedList loaded = load_name_list("vips.csv", schema, 0, zone);
//     if (loaded.list == nullptr) say(loaded.fault);
//
// An id that an earlier line has, a value that does not fit its field, and a list of more than lists::kMostNames
// customers are faults; a column that the schema lacks is counted.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/lists/name_list.hpp"
#include "runtime/value/civil_time.hpp"
#include "tools/data/fault.hpp"

namespace wend::data {

struct LoadedList {
  std::shared_ptr<const lists::NameList> list;  // null: see fault
  Fault fault;
  std::vector<Fault> warnings;
};

[[nodiscard]] LoadedList load_name_list(const std::string& path, const schema::Schema& schema, std::size_t list,
                                        const Zone& zone);

}  // namespace wend::data
