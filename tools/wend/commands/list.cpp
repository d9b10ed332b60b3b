// `wend list import`: checks a name list and stores it compactly.
#include <algorithm>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/codes/records_data.hpp"
#include "runtime/lists/list_file.hpp"
#include "tools/data/customers.hpp"
#include "tools/data/name_lists.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/name_lists.hpp"
#include "tools/wend/output_file.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;

struct ListOptions {
  std::string project = ".";
  std::string list;
  std::string file;
  std::string output;
  std::string customers;
};

class Import {
 public:
  Import(const ListOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load_schema();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    const auto list = find_name_list(project_, options_.list, console_);
    if (!list || !read(*list) || !compare_with_customers() || !write(*list)) return ExitStatus::could_not_run;
    const std::string count = grouped(names_->size());
    console_.out(path_ + ": " + count + std::string(console_.pick(" customers\n", " 位客户\n")));
    return ExitStatus::clean;
  }

 private:
  bool read(std::size_t list) {
    if (const Result<Zone> zone = Zone::named(project_.schema()->zone)) zone_ = *zone;
    data::LoadedList loaded = data::load_name_list(options_.file, *project_.schema(), list, zone_);
    for (const data::Fault& warning : loaded.warnings) console_.say(warning);
    if (loaded.list == nullptr) console_.say(loaded.fault);
    names_ = std::move(loaded.list);
    return names_ != nullptr;
  }

  // Who is on the list and not in the table of customers. Without a table nothing is compared.
  bool compare_with_customers() {
    std::string path = options_.customers;
    if (path.empty() && project_.config().customers) path = project_.resolve(*project_.config().customers);
    if (path.empty()) return true;
    std::vector<bool> known(names_->size());
    data::CustomerReader customers(path, *project_.schema(), zone_);
    for (auto outcome = customers.next(); outcome != data::Outcome::end; outcome = customers.next()) {
      if (outcome == data::Outcome::fault) {
        console_.say(customers.fault());
        return false;
      }
      if (const auto found = names_->find(customers.id())) known[*found] = true;
    }
    say_unknown(known, path);
    return true;
  }

  void say_unknown(const std::vector<bool>& known, const std::string& path) {
    const auto unknown = std::ranges::count(known, false);
    if (unknown == 0) return;
    const auto first = static_cast<std::size_t>(std::ranges::find(known, false) - known.begin());
    console_.say(codes::list_unknown_customers,
                 {std::to_string(unknown), std::to_string(known.size()), path, data::shown(names_->name(first))});
  }

  bool write(std::size_t list) {
    const schema::List& declared = project_.schema()->lists[list];
    path_ = options_.output.empty() ? project_.resolve(declared.name + ".wlist") : options_.output;
    OutputFile file;
    Status written = file.open(path_);
    if (written) {
      file.write(lists::encode(*project_.schema(), declared, *names_));
      written = file.close();
    }
    if (!written) console_.say(codes::file_unwritable, {path_, written.error().message});
    return written.has_value();
  }

  const ListOptions& options_;
  Console& console_;
  Project project_;
  Zone zone_ = Zone::utc();
  std::shared_ptr<const lists::NameList> names_;
  std::string path_;
};

}  // namespace

void add_list(CLI::App& program, Call& call) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = program.add_subcommand("list", "Name lists: check and store one");
  command->require_subcommand(1);
  CLI::App* import = command->add_subcommand("import", "Check a name list and store it compactly");
  import->add_option("list", options->list, "The list's name in the schema")->required();
  import->add_option("file", options->file, "CSV or JSON Lines with a column `customer`, or one id a line")->required();
  import->add_option("--project", options->project, "The project's folder");
  import->add_option("-o,--output", options->output, "Where to store it; else LIST.wlist in the project's folder");
  import->add_option("--customers", options->customers, "Customers to compare with; else what wend.toml says");
  import->callback(
      [&call, options] { call.run = [options](Console& console) { return Import(*options, console).run(); }; });
}

}  // namespace wend::tools
