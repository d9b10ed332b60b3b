// What wend.toml says.
//
//     schema    = "schema.json"
//     sources   = ["segments/*.wend", "journeys/**/*.wend"]
//     keywords  = "en"                        # what `wend fmt` writes: en or zh; without it, as each declaration begins
//     customers = "data/customers.csv"        # what `run` and `count` read where the command line says nothing
//     events    = "data/events.jsonl"
//     [lists]
//     vip_names = "data/vips.csv"             # a name list's file
//     [lint]
//     W0301 = "off"                           # off, information, warning, error
//     [approve]
//     roles = ["compliance", "marketing"]
//
// Everything may be left out: the schema is then schema.json and the sources all .wend files. Paths are relative to
// the project's folder. A key that is not among these is an error, for it would be passed over.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"

namespace wend::tools {

struct Config {
  std::string schema = "schema.json";
  std::vector<std::string> sources = {"**/*.wend"};
  std::optional<std::string> keywords;
  std::optional<std::string> customers;
  std::optional<std::string> events;
  std::map<std::string, std::string> lists;  // a name list to its file
  std::map<std::string, std::string> lint;   // a rule's code to its level
  std::vector<std::string> approve_roles;
};

// Nothing where the sink has an error.
[[nodiscard]] std::optional<Config> read_config(const source::SourceFile& file, diagnostics::Sink& sink);

}  // namespace wend::tools
