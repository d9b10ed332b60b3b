// `wend count`: how many customers a segment has, in a table of customers.
#include <nlohmann/json.hpp>
#include <thread>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/codes/tables.hpp"
#include "tools/data/customers.hpp"
#include "tools/wend/as_of.hpp"
#include "tools/wend/asked_for.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/count/audience.hpp"
#include "tools/wend/count/breakdown.hpp"
#include "tools/wend/count/table_audience.hpp"
#include "tools/wend/name_lists.hpp"
#include "tools/wend/progress.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/run/bad_rows.hpp"
#include "tools/wend/run/model_scores.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

using data::Outcome;
namespace codes = diagnostics::codes;
using Json = nlohmann::ordered_json;

struct CountOptions {
  std::string segment;
  std::string project = ".";
  std::string customers;
  std::string by;
  std::string at;
  std::string format = "text";
  std::string native = "auto";
  unsigned threads = 0;
  std::vector<std::string> name_lists;
  std::string bad_rows;
  bool all = false;
  bool list = false;
  bool verify = false;
};

class Count {
 public:
  Count(const CountOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    program_ = project_.program();
    if (!choose_segments() || !choose_breakdown() || !choose_now() || !choose_file() || !prepare() || !read()) {
      return ExitStatus::could_not_run;
    }
    console_.out(options_.format == "json" ? as_json() : as_text());
    return left_out_ ? ExitStatus::could_not_run : ExitStatus::clean;
  }

 private:
  bool choose_segments() {
    if (options_.all) {
      for (const ir::Segment& segment : program_->segments) choose(segment);
      return true;
    }
    const ir::Segment* segment = segment_named(*program_, options_.segment, console_);
    if (segment != nullptr) choose(*segment);
    return !segments_.empty();
  }

  void choose(const ir::Segment& segment) {
    const ir::ExpressionId root[] = {segment.condition};
    if (ir::uses(*program_, root).windows.empty()) return segments_.push_back(&segment);
    console_.say(codes::segment_needs_history, {segment.name});
    left_out_ = true;
  }

  bool choose_breakdown() {
    if (options_.by.empty()) return true;
    const auto found = project_.names().find(schema::Names::Kind::tag, options_.by);
    if (found && !found->ambiguous) {
      by_.push_back(found->index);
      return true;
    }
    const auto& names = project_.names().all(schema::Names::Kind::tag);
    console_.say(codes::breakdown_unknown, {options_.by}, diagnostics::nearest(options_.by, names));
    return false;
  }

  bool choose_now() {
    const std::optional<AsOf> chosen = as_of(*project_.schema(), options_.at, console_);
    if (chosen) as_of_ = *chosen;
    return chosen.has_value();
  }

  bool choose_file() {
    const auto path = data_file(project_, "customers", options_.customers, project_.config().customers, console_);
    if (path) path_ = *path;
    return path && (options_.bad_rows.empty() || bad_rows_.keep_in(options_.bad_rows));
  }

  bool prepare() {
    for (const ir::Segment* segment : segments_) conditions_.push_back(segment->condition);
    name_lists_ = load_name_lists(project_, options_.name_lists, as_of_.zone, console_);
    if (name_lists_ == nullptr) return false;
    scores_ = read_scores(project_, *program_, as_of_.now, as_of_.zone, bad_rows_, console_);
    if (!scores_) return false;
    for (std::size_t i = 0; i < segments_.size() && !by_.empty(); ++i) {
      breakdowns_.emplace_back(*project_.schema(), by_.front(), as_of_.zone);
    }
    lists_.resize(options_.list ? segments_.size() : 0);
    return true;
  }

  [[nodiscard]] bool visits() const { return options_.list || !by_.empty(); }

  bool read() {
    // Scores of models come from files of their own, row by row.
    if (data::ColumnRows::is_at(path_) && scores_->empty()) return count_columns();
    return count_rows();
  }

  void take(std::size_t segment, std::string_view customer, const Value& by) {
    if (options_.list) lists_[segment].emplace_back(customer);
    if (!by_.empty()) breakdowns_[segment].add(by);
  }

  // All columns that are needed at once, by several threads.
  bool count_columns() {
    const unsigned threads = options_.threads == 0 ? std::thread::hardware_concurrency() : options_.threads;
    if (options_.verify && !verify(threads)) return false;
    const columns::Moment moment{.now = as_of_.now, .zone = as_of_.zone, .name_lists = name_lists_.get()};
    auto audience = TableAudience::open(path_, program_,
                                        {.conditions = conditions_,
                                         .tags = by_,
                                         .ids = options_.list,
                                         .moment = moment,
                                         .threads = threads,
                                         .native = native_use(options_.native)});
    if (!audience) return unusable(audience.error());
    if (Status compiled = (*audience)->compile(); !compiled && native_use(options_.native) == NativeUse::on) {
      console_.say(codes::native_unavailable, {compiled.error().message});
      return false;
    }
    TableAudience::Visit visit;
    if (visits()) {
      visit = [this](std::size_t segment, std::string_view customer, std::span<const Value> tags) {
        take(segment, customer, tags.empty() ? Value{} : tags.front());
      };
    }
    if (Status counted = (*audience)->count(visit); !counted) return unusable(counted.error());
    counts_ = (*audience)->counts();
    customers_ = (*audience)->customers();
    spent_ = (*audience)->spent();
    const std::string chunks = grouped((*audience)->chunks_read()) + " / " + grouped((*audience)->chunks());
    how_ = std::string(console_.pick("columns, ", "列式，")) +
           std::string((*audience)->is_native() ? console_.pick("native code, ", "本机代码，") : "") + chunks +
           std::string(console_.pick(" chunks read", " 个数据块被读取"));
    return bad_rows_.finish();
  }

  // All of the file, whatever the segments ask for.
  bool verify(unsigned threads) {
    const auto table = tables::Table::open(path_, *project_.schema(), {.all_tags = true, .ids = true});
    if (!table) return unusable(table.error());
    const Status verified = (*table)->verify(threads);
    return verified || unusable(verified.error());
  }

  bool unusable(const Error& error) {
    data::Fault fault;
    fault.code = codes::table_unreadable;
    fault.arguments = {error.message};
    fault.path = path_;
    console_.say(fault);
    return false;
  }

  bool count_rows() {
    auto made = Audience::make(program_, conditions_, by_, as_of_.now, as_of_.zone, native_use(options_.native));
    if (!made) {
      console_.say(codes::native_unavailable, {made.error().message});
      return false;
    }
    Audience& audience = **made;
    audience.ask(name_lists_);
    if (visits()) {
      audience.on_match([this](std::size_t segment, std::string_view customer, const layout::Row& row) {
        take(segment, customer, by_.empty() ? Value{} : layout::load(row, by_.front()));
      });
    }
    if (!read_rows(audience)) return false;
    counts_ = audience.counts();
    customers_ = audience.customers();
    spent_ = audience.spent();
    how_ = audience.is_native() ? console_.pick("native code", "本机代码") : console_.pick("the evaluator", "求值器");
    return bad_rows_.finish();
  }

  bool read_rows(Audience& audience) {
    std::vector<Value> values;
    data::CustomerReader customers(path_, *project_.schema(), as_of_.zone);
    Progress progress(console_, path_, customers.size());
    for (Outcome outcome = customers.next(); outcome != Outcome::end; outcome = customers.next()) {
      if (outcome == Outcome::row) {
        values.assign(customers.values().begin(), customers.values().end());
        scores_->fill(customers.id(), values);
        audience.add(customers.id(), values);
      }
      if (outcome == Outcome::fault && !bad_rows_.take(customers.fault(), customers.text())) return false;
      progress.at(customers.bytes_read());
    }
    audience.finish();
    for (const data::Fault& warning : customers.warnings()) console_.say(warning);
    return true;
  }

  [[nodiscard]] std::string milliseconds() const {
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(spent_).count();
    const std::string fraction = std::to_string(1000 + microseconds % 1000).substr(1);
    return std::to_string(microseconds / 1000) + "." + fraction;
  }

  [[nodiscard]] std::string word_for(const Breakdown::Count& count) const {
    switch (count.kind) {
      case Breakdown::Count::Kind::value: return count.value;
      case Breakdown::Count::Kind::others: return std::string(console_.pick("(others)", "(其他)"));
      case Breakdown::Count::Kind::missing: return std::string(console_.pick("(missing)", "(缺失)"));
    }
    return {};
  }

  [[nodiscard]] std::string as_text() const {
    if (options_.list) return listed();
    Table table({std::string(console_.pick("segment", "客群")), std::string(console_.pick("customers", "客户数")),
                 std::string(console_.pick("of", "总数")), "%"});
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const std::uint64_t count = counts_[i];
      table.add({segments_[i]->name, grouped(count), grouped(customers_), percentage(count, customers_)});
    }
    std::string text = table.text();
    for (std::size_t i = 0; i < breakdowns_.size(); ++i) text += "\n" + breakdown_text(i);
    return text.append("\n").append(milliseconds()).append(" ms, ").append(how_).append("\n");
  }

  [[nodiscard]] std::string listed() const {
    std::string text;
    for (const std::vector<std::string>& list : lists_) {
      for (const std::string& customer : list) text.append(customer).append("\n");
    }
    return text;
  }

  [[nodiscard]] std::string breakdown_text(std::size_t segment) const {
    Table table({segments_[segment]->name + ", " + project_.schema()->tags[by_.front()].name,
                 std::string(console_.pick("customers", "客户数")), "%"});
    for (const Breakdown::Count& count : breakdowns_[segment].counts()) {
      table.add({word_for(count), grouped(count.customers), percentage(count.customers, counts_[segment])});
    }
    return table.text();
  }

  // `milliseconds` is written as digits, so that no floating point comes in between.
  [[nodiscard]] std::string as_json() const {
    std::string text;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      Json object;
      object["segment"] = segments_[i]->name;
      object["count"] = counts_[i];
      object["of"] = customers_;
      if (options_.list) object["customers"] = lists_[i];
      if (!by_.empty()) object["by"] = by_json(i);
      std::string line = object.dump(-1, ' ', false, Json::error_handler_t::replace);
      line.pop_back();
      text.append(i == 0 ? "" : ",\n").append(line).append(",\"milliseconds\":").append(milliseconds()).append("}");
    }
    return options_.all ? "[" + text + "]\n" : text + "\n";
  }

  [[nodiscard]] Json by_json(std::size_t segment) const {
    Json values = Json::array();
    for (const Breakdown::Count& count : breakdowns_[segment].counts()) {
      Json value;
      if (count.kind == Breakdown::Count::Kind::value) value["value"] = count.value;
      if (count.kind == Breakdown::Count::Kind::others) value["others"] = true;
      if (count.kind == Breakdown::Count::Kind::missing) value["value"] = nullptr;
      value["count"] = count.customers;
      values.push_back(std::move(value));
    }
    return values;
  }

  const CountOptions& options_;
  Console& console_;
  Project project_;
  std::shared_ptr<const ir::Program> program_;
  AsOf as_of_;
  std::string path_;
  std::vector<schema::TagIndex> by_;  // none or one
  std::vector<const ir::Segment*> segments_;
  std::vector<ir::ExpressionId> conditions_;
  std::shared_ptr<const lists::NameLists> name_lists_;
  std::optional<data::Scores> scores_;
  std::vector<std::uint64_t> counts_;  // by segment
  std::uint64_t customers_ = 0;
  std::chrono::nanoseconds spent_{0};
  std::string how_;
  std::vector<Breakdown> breakdowns_;
  std::vector<std::vector<std::string>> lists_;
  BadRows bad_rows_{console_};
  bool left_out_ = false;  // a segment that cannot be counted
};

}  // namespace

void add_count(CLI::App& program, Call& call) {
  auto options = std::make_shared<CountOptions>();
  CLI::App* command = program.add_subcommand("count", "Count the customers of a segment");
  CLI::Option* segment = command->add_option("segment", options->segment, "The segment's name or label");
  command->add_option("project", options->project, "The project's folder");
  CLI::Option* all = command->add_flag("--all", options->all, "Count every segment, in one pass");
  command->add_option("--customers", options->customers, "Customers and their tags: CSV, JSON Lines or a column file");
  command->add_option("--by", options->by, "Break the count down by a tag's values");
  command->add_flag("--list", options->list, "The customers' ids, one a line");
  command->add_option("--at", options->at, "The instant that is now; else the clock's");
  command->add_option("--bad-rows", options->bad_rows, "Put lines that cannot be read there, and go on");
  command->add_option("--threads", options->threads, "On a column file: threads; else as many as the machine has")
      ->check(CLI::Range(1, 256));
  command->add_flag("--verify", options->verify, "On a column file: check every part of it first");
  command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  add_name_list_option(*command, options->name_lists);
  add_native_option(*command, options->native);
  command->callback([&call, options, segment, all] {
    // With --all the one place that is left is the project's.
    if (*all && *segment && options->project == ".") options->project = options->segment;
    if (!*all && !*segment) throw CLI::RequiredError("segment");
    call.run = [options](Console& console) { return Count(*options, console).run(); };
  });
}

}  // namespace wend::tools
