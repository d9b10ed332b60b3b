// `wend synth`: customers and events that fit a schema, for trying things out without real people's data.
#include <algorithm>
#include <filesystem>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/ir/program.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/progress.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/synth/make_customers.hpp"
#include "tools/wend/synth/make_events.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;

constexpr std::uint64_t kMostCustomers = 100'000'000;
constexpr std::uint64_t kMostEvents = 10'000'000'000;

struct SynthArguments {
  std::string project = ".";
  std::string start = "2026-01-01";
  std::string folder;
  bool all_tags = false;
  SynthOptions options;
};

class Synth {
 public:
  Synth(const SynthArguments& arguments, Console& console)
      : arguments_(arguments), options_(arguments.options), console_(console), project_(arguments.project) {}

  ExitStatus run() {
    const ExitStatus loaded = arguments_.all_tags ? project_.load_schema() : project_.load();
    console_.say(project_.sink(), project_.sources());
    if (loaded != ExitStatus::clean) return loaded;
    choose_tags();
    return is_bounded() && read_start() && find_zone() && make() ? ExitStatus::clean : ExitStatus::could_not_run;
  }

 private:
  bool is_bounded() {
    return is_within("--customers", options_.customers, kMostCustomers) &&
           is_within("--events", options_.events, kMostEvents);
  }

  bool is_within(const std::string& option, std::uint64_t value, std::uint64_t most) {
    if (value > most) console_.say(codes::too_much_asked, {option, std::to_string(value), std::to_string(most)});
    return value <= most;
  }

  // What the project reads and what no customer lacks: of a bank's hundreds of tags a run takes no others.
  void choose_tags() {
    const schema::Schema& schema = *project_.schema();
    options_.tags = all_tags(schema);
    if (arguments_.all_tags || project_.files().empty()) return;
    const ir::Uses uses = ir::uses(project_.checked().program);
    std::erase_if(options_.tags, [&](schema::TagIndex tag) {
      return !schema.tags[tag].always_known && tag != schema.customer_zone &&
             std::ranges::find(uses.tags, tag) == uses.tags.end();
    });
  }

  bool read_start() {
    const Result<Date> start = parse_date(arguments_.start);
    if (start) options_.start = *start;
    if (!start) console_.say(codes::command_line_wrong, {"--start: " + start.error().message});
    return start.has_value();
  }

  bool find_zone() {
    const Result<Zone> zone = Zone::named(project_.schema()->zone);
    if (zone) zone_ = *zone;
    if (!zone) console_.say(codes::run_stopped, {zone.error().message});
    return zone.has_value();
  }

  bool make() {
    const std::filesystem::path folder = arguments_.folder;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string customers = (folder / "customers.csv").string();
    const std::string events = (folder / "events.jsonl").string();
    Date last = options_.start;
    if (!write(customers, [&](OutputFile& file) { make_customers(*project_.schema(), zone_, options_, file); }))
      return false;
    Progress progress(console_, events, options_.events);
    if (!write(events,
               [&](OutputFile& file) { last = make_events(*project_.schema(), zone_, options_, file, progress); }))
      return false;
    report(customers, events, last);
    return true;
  }

  template <typename Make>
  bool write(const std::string& path, Make make) {
    OutputFile file;
    Status status = file.open(path);
    if (status) {
      make(file);
      status = file.close();
    }
    if (!status) console_.say(codes::file_unwritable, {path, status.error().message});
    return status.has_value();
  }

  void report(const std::string& customers, const std::string& events, Date last) {
    Table table({std::string(console_.pick("file", "文件")), std::string(console_.pick("lines", "行数")),
                 std::string(console_.pick("from", "起")), std::string(console_.pick("to", "止"))});
    table.add({customers, grouped(options_.customers), "", ""});
    table.add({events, grouped(options_.events), format_date(options_.start), format_date(last)});
    console_.out(table.text());
  }

  const SynthArguments& arguments_;
  SynthOptions options_;
  Console& console_;
  Project project_;
  Zone zone_ = Zone::utc();
};

}  // namespace

void add_synth(CLI::App& program, Call& call) {
  auto arguments = std::make_shared<SynthArguments>();
  CLI::App* command = program.add_subcommand("synth", "Make up customers and events that fit the schema");
  command->add_option("project", arguments->project, "The project's folder");
  command->add_option("--customers", arguments->options.customers, "How many customers")->required();
  command->add_option("--events", arguments->options.events, "How many events")->required();
  command->add_option("--seed", arguments->options.seed, "The same seed gives the same files; 1 where none is given");
  command->add_option("--start", arguments->start, "The day of the first events");
  command->add_flag("--all-tags", arguments->all_tags, "All tags of the schema; else those that the project reads");
  command->add_option("-o,--output", arguments->folder, "The folder for customers.csv and events.jsonl")->required();
  command->callback(
      [&call, arguments] { call.run = [arguments](Console& console) { return Synth(*arguments, console).run(); }; });
}

}  // namespace wend::tools
