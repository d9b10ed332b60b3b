// `wend run`: runs a project over customers and events.
#include "compiler/diagnostics/codes/project.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "tools/wend/asked_for.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/name_lists.hpp"
#include "tools/wend/native_use.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/run/bad_rows.hpp"
#include "tools/wend/run/model_scores.hpp"
#include "tools/wend/run/report.hpp"
#include "tools/wend/run/simulation.hpp"
#include "tools/wend/run/unused_triggers.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;

struct RunOptions {
  std::string project = ".";
  std::string customers;
  std::string events;
  std::string until;
  std::string effects;
  std::string summary;
  std::string bad_rows;
  std::string native = "auto";
  std::vector<std::string> name_lists;
  bool all_triggers = false;
  std::string answers = "budget";
};

class Run {
 public:
  Run(const RunOptions& options, Console& console) : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    return prepare() && simulate() ? ExitStatus::clean : ExitStatus::could_not_run;
  }

 private:
  bool prepare() {
    const auto& config = project_.config();
    return name_file("customers", options_.customers, config.customers, inputs_.customers) &&
           name_file("events", options_.events, config.events, inputs_.events) && spares_inputs() && read_until() &&
           open(effects_, options_.effects) && open(summary_, options_.summary) &&
           (options_.bad_rows.empty() || bad_rows_.keep_in(options_.bad_rows));
  }

  bool name_file(const std::string& what, const std::string& given, const std::optional<std::string>& configured,
                 std::string& path) {
    const std::optional<std::string> named = data_file(project_, what, given, configured, console_);
    if (named) path = *named;
    return named.has_value();
  }

  bool spares_inputs() {
    for (const std::string& input : {inputs_.customers, inputs_.events}) {
      for (const std::string& output : {options_.effects, options_.summary, options_.bad_rows}) {
        if (!spares(input, output, console_)) return false;
      }
    }
    return true;
  }

  bool read_until() {
    const Result<Zone> zone = Zone::named(project_.schema()->zone);
    if (zone) zone_ = *zone;
    if (options_.until.empty()) return true;
    const Result<Instant> until = parse_time(options_.until, zone_);
    if (until) inputs_.until = *until;
    if (!until) console_.say(codes::option_not_time, {"--until", options_.until});
    return until.has_value();
  }

  bool open(OutputFile& file, const std::string& path) {
    if (path.empty()) return true;
    const Status opened = file.open(path);
    if (!opened) console_.say(codes::file_unwritable, {path, opened.error().message});
    return opened.has_value();
  }

  bool close(OutputFile& file) {
    const Status closed = file.close();
    if (!closed) console_.say(codes::file_unwritable, {file.path(), closed.error().message});
    return closed.has_value();
  }

  bool simulate() {
    if (!options_.all_triggers) leave_out_unused_triggers(project_.checked());
    // Native code knows a program by its address: engine and predicates share this one.
    program_ = project_.program();
    engine::Options options;
    options.simulate_budgets = options_.answers == "budget";
    options.name_lists = load_name_lists(project_, options_.name_lists, zone_, console_);
    if (options.name_lists == nullptr) return false;
    options.tiers = make_tiers();
    Result<engine::Engine> engine = engine::Engine::make(program_, options);
    if (!engine) {
      console_.say(codes::run_stopped, {engine.error().message});
      return false;
    }
    if (!compile(*engine, *options.tiers)) return false;
    const auto scores = read_scores(project_, *program_, inputs_.until, zone_, bad_rows_, console_);
    if (!scores) return false;
    inputs_.scores = &*scores;
    Simulation simulation(*engine, zone_, effects_, bad_rows_, console_);
    if (!simulation.run(inputs_)) return false;
    if (const engine::KeptCode kept = options.tiers->statistics().kept; kept.lost > 0) {
      console_.say(codes::code_not_kept, {kept.trouble});
    }
    const engine::Statistics statistics = engine->statistics();
    if (summary_.is_open()) summary_.write(summary_json(statistics));
    console_.out(report_table(statistics, console_));
    const bool is_written = close(effects_) & close(summary_) & bad_rows_.finish();
    return is_written;
  }

  // Conditions are compiled as they get hot, or never, or all of them now.
  std::shared_ptr<engine::Tiers> make_tiers() const {
    const NativeUse use = native_use(options_.native);
    engine::TierOptions options;
    options.native = use != NativeUse::off;
    options.background = use == NativeUse::automatic;
    return engine::Tiers::make(std::move(options));
  }

  bool compile(const engine::Engine& engine, engine::Tiers& tiers) {
    if (native_use(options_.native) != NativeUse::on) return true;
    const Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
    if (!library) {
      console_.say(codes::native_unavailable, {library.error().message});
      return false;
    }
    for (const std::shared_ptr<engine::Rule>& rule : engine.rules()) rule->pin(engine::Pin::native_quick);
    tiers.compile_all();
    return true;
  }

  const RunOptions& options_;
  Console& console_;
  Project project_;
  std::shared_ptr<const ir::Program> program_;
  Zone zone_ = Zone::utc();
  SimulationInputs inputs_;
  OutputFile effects_;
  OutputFile summary_;
  BadRows bad_rows_{console_};
};

}  // namespace

void add_run(CLI::App& program, Call& call) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = program.add_subcommand("run", "Run a project over customers and events");
  command->add_option("project", options->project, "The project's folder");
  command->add_option("--customers", options->customers, "Customers and their tags: CSV with a header, or JSON Lines");
  command->add_option("--events", options->events, "What customers did: JSON Lines, or CSV with a header");
  command->add_option("--until", options->until, "Where the clock stops; else at the last event");
  command->add_option("--effects", options->effects, "Write what the journeys want done, as JSON Lines");
  command->add_option("--summary", options->summary, "Write the counts as JSON");
  command->add_option("--bad-rows", options->bad_rows, "Put lines that cannot be read there, and go on");
  command->add_flag("--all-triggers", options->all_triggers, "Count imported triggers that nothing uses, too");
  add_name_list_option(*command, options->name_lists);
  command
      ->add_option("--answers", options->answers,
                   "Who answers grants: `budget` (the schema's, first come, first served) or `events` alone")
      ->check(CLI::IsMember({"budget", "events"}));
  add_native_option(*command, options->native);
  command->callback(
      [&call, options] { call.run = [options](Console& console) { return Run(*options, console).run(); }; });
}

}  // namespace wend::tools
