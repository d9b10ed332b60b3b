// The name lists of a project: what wend.toml and the command line say about files.
//
//     [lists]                              # in wend.toml
//     vip_names = "data/vips.csv"
//
//     wend run --name-list vip_names=today.csv      # instead of what wend.toml says
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "runtime/lists/name_list.hpp"
#include "tools/wend/console.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

// Adds `--name-list LIST=FILE`, which may be given several times.
void add_name_list_option(CLI::App& command, std::vector<std::string>& given);

// Reads the lists that are named; null where one cannot be had, which is said. A list that nothing names is missing:
// who is on it is unknown.
[[nodiscard]] std::shared_ptr<const lists::NameLists> load_name_lists(const Project& project,
                                                                      const std::vector<std::string>& given,
                                                                      const Zone& zone, Console& console);

// The list's position in the schema; says that there is none.
[[nodiscard]] std::optional<std::size_t> find_name_list(const Project& project, const std::string& name,
                                                        Console& console);

}  // namespace wend::tools
