#include "tools/wend/name_lists.hpp"

#include <map>
#include <utility>

#include "compiler/diagnostics/codes/records_data.hpp"
#include "tools/data/name_lists.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;

// By list: its file.
bool choose_files(const Project& project, const std::vector<std::string>& given, Console& console,
                  std::map<std::size_t, std::string>& files) {
  for (const auto& [name, path] : project.config().lists) {
    const auto list = find_name_list(project, name, console);
    if (!list) return false;
    files[*list] = project.resolve(path);
  }
  for (const std::string& option : given) {
    const std::size_t sign = option.find('=');
    if (sign == std::string::npos || sign + 1 == option.size()) {
      console.say(codes::list_option_form, {option});
      return false;
    }
    const auto list = find_name_list(project, option.substr(0, sign), console);
    if (!list) return false;
    files[*list] = option.substr(sign + 1);
  }
  return true;
}

}  // namespace

void add_name_list_option(CLI::App& command, std::vector<std::string>& given) {
  command.add_option("--name-list", given, "A name list's file, as LIST=FILE; may be given several times")
      ->expected(1)
      ->take_all();
}

std::optional<std::size_t> find_name_list(const Project& project, const std::string& name, Console& console) {
  const auto found = project.names().find(schema::Names::Kind::list, name);
  if (found && !found->ambiguous) return found->index;
  console.say(codes::list_unknown, {name}, diagnostics::nearest(name, project.names().all(schema::Names::Kind::list)));
  return std::nullopt;
}

std::shared_ptr<const lists::NameLists> load_name_lists(const Project& project, const std::vector<std::string>& given,
                                                        const Zone& zone, Console& console) {
  std::map<std::size_t, std::string> files;
  if (!choose_files(project, given, console, files)) return nullptr;
  auto lists = std::make_shared<lists::NameLists>(project.schema()->lists.size());
  for (const auto& [list, path] : files) {
    data::LoadedList loaded = data::load_name_list(path, *project.schema(), list, zone);
    for (const data::Fault& warning : loaded.warnings) console.say(warning);
    if (loaded.list == nullptr) {
      console.say(loaded.fault);
      return nullptr;
    }
    lists->set(list, std::move(loaded.list));
  }
  return lists;
}

}  // namespace wend::tools
