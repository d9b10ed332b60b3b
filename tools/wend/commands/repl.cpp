// `wend repl`: the authors' prompt.
#include <unistd.h>

#include <algorithm>

#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/render_text.hpp"
#include "compiler/schema/print.hpp"
#include "compiler/schema/search.hpp"
#include "tools/wend/as_of.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/explain/why.hpp"
#include "tools/wend/name_lists.hpp"
#include "tools/wend/progress.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/repl/customers.hpp"
#include "tools/wend/repl/line_editor.hpp"
#include "tools/wend/repl/session.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

using data::Outcome;
using diagnostics::Code;
namespace codes = diagnostics::codes;

struct ReplOptions {
  std::string project = ".";
  std::string customers;
  std::string at;
  std::vector<std::string> name_lists;
};

constexpr std::string_view kHelp =
    "EXPRESSION              its type and, with --customers, for how many it holds\n"
    "segment NAME = …        a definition: tag, segment, trigger, goal, journey, policy\n"
    ":why ID                 the last expression for one customer, part by part\n"
    ":find WORDS             tags, events and more of the schema\n"
    ":help                   this\n"
    ":quit                   the end, as Ctrl-D\n";
constexpr std::string_view kHelpChinese =
    "表达式                  其类型；给出 --customers 时，还有符合的客户数\n"
    "客群 名称 = …           声明：标签、客群、触发、目标、旅程、政策\n"
    ":why 客户号             上一表达式对该客户的逐项结果\n"
    ":find 词                在标签体系中查找\n"
    ":help                   本说明\n"
    ":quit                   结束，同 Ctrl-D\n";

class Repl {
 public:
  Repl(const ReplOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    if (!choose_now() || !read_customers()) return ExitStatus::could_not_run;
    session_ = std::make_unique<Session>(project_);
    LineEditor editor(stdin, stdout, [this](std::string_view word) { return complete(word); });
    if (editor.at_terminal()) console_.out(console_.pick("`:help` says what can be asked\n", "输入 :help 查看说明\n"));
    while (const std::optional<std::string> text = read(editor)) {
      if (!answer(*text)) break;
      if (!console_.flush()) return ExitStatus::could_not_run;
    }
    return faulty_ && !editor.at_terminal() ? ExitStatus::findings : ExitStatus::clean;
  }

 private:
  bool choose_now() {
    const std::optional<AsOf> chosen = as_of(*project_.schema(), options_.at, console_);
    if (chosen) as_of_ = *chosen;
    return chosen.has_value();
  }

  bool read_customers() {
    std::string path = options_.customers;
    if (path.empty() && project_.config().customers) path = project_.resolve(*project_.config().customers);
    if (path.empty()) return true;
    customers_ = std::make_unique<Customers>(*project_.schema(), as_of_.zone);
    auto name_lists = load_name_lists(project_, options_.name_lists, as_of_.zone, console_);
    if (name_lists == nullptr) return false;
    customers_->ask(std::move(name_lists));
    data::CustomerReader reader(path, *project_.schema(), as_of_.zone);
    Progress progress(console_, path, reader.size());
    for (Outcome outcome = reader.next(); outcome != Outcome::end; outcome = reader.next()) {
      if (outcome == Outcome::fault) {
        console_.say(reader.fault());
        return false;
      }
      customers_->add(reader.id(), reader.values());
      progress.at(reader.bytes_read());
    }
    for (const data::Fault& warning : reader.warnings()) console_.say(warning);
    return true;
  }

  // Lines until every bracket is closed.
  std::optional<std::string> read(LineEditor& editor) {
    std::optional<std::string> text = editor.read("wend> ");
    while (text && !text->starts_with(':') && text->size() < kLongestLine && Session::wants_more(*text)) {
      const std::optional<std::string> more = editor.read("  ... ");
      if (!more) break;
      text->append("\n").append(*more);
    }
    return text;
  }

  // False where this is the end.
  bool answer(const std::string& text) {
    if (text == ":quit" || text == ":q") return false;
    if (text == ":help") {
      console_.out(console_.pick(kHelp, kHelpChinese));
    } else if (text.starts_with(":why ")) {
      say_why(text.substr(5));
    } else if (text.starts_with(":find ")) {
      say_found(text.substr(6));
    } else if (text.starts_with(':')) {
      fault(codes::prompt_command_unknown, {text});
    } else {
      say_meaning(text);
    }
    return true;
  }

  void fault(Code code, const std::vector<std::string>& arguments) {
    faulty_ = true;
    console_.say(code, arguments);
  }

  void say_meaning(const std::string& text) {
    Answer meaning = session_->say(text);
    faulty_ |= meaning.sink.has_errors();
    if (!meaning.sink.all().empty()) {
      console_.out(diagnostics::render_text(meaning.sink, session_->sources(), console_.out_style()));
    }
    for (const std::string& name : meaning.defined) console_.out(name + "\n");
    if (!meaning.expression) return;
    last_ = *meaning.expression;
    last_file_ = meaning.file;
    console_.out(schema::describe(*project_.schema(), last_.type));
    if (customers_ && last_.type.kind == TypeKind::boolean) say_count();
    console_.out("\n");
  }

  bool needs_history() const {
    const ir::ExpressionId root[] = {last_.id};
    return !ir::uses(session_->checked().program, root).windows.empty();
  }

  void say_count() {
    if (needs_history()) {
      console_.out(console_.pick("; needs history, which a table of customers has not", "；需要历史，客户表中没有"));
      return;
    }
    const Customers::Count count = customers_->count(session_->checked().program, last_.id, as_of_.now);
    const std::string spent = std::to_string(count.spent.count() / 1000) + "." +
                              std::to_string(1000 + count.spent.count() % 1000).substr(1) + " ms";
    const std::string numbers = grouped(count.matching) + " / " + grouped(customers_->size()) + " (" +
                                percentage(count.matching, customers_->size()) + ")";
    console_.out(std::string("; ")
                     .append(numbers)
                     .append(console_.pick(", unknown for ", "，未知 "))
                     .append(grouped(count.unknown))
                     .append(console_.pick(", in ", "，用时 "))
                     .append(spent));
  }

  void say_why(const std::string& id) {
    if (last_.id == ir::kNone) return fault(codes::prompt_nothing_asked, {});
    if (!customers_) return fault(codes::file_not_named, {"customers"});
    const std::optional<eval::Inputs> inputs = customers_->inputs(id, as_of_.now);
    if (!inputs) return fault(codes::customer_unknown, {id});
    const auto end = static_cast<std::uint32_t>(session_->sources().file(last_file_).text().size());
    console_.out(why(session_->checked(), session_->sources(), {last_file_, 0, end}, *inputs));
  }

  void say_found(const std::string& words) {
    for (const schema::Hit& hit : schema::search(*project_.schema(), words)) {
      console_.out(schema::in_full(hit.thing, console_.language()));
    }
  }

  // Tags by identifier and by label, what was defined, and the commands.
  std::vector<std::string> complete(std::string_view word) const {
    std::vector<std::string> candidates;
    const auto consider = [&](std::string_view name) {
      if (!name.empty() && name.starts_with(word)) candidates.emplace_back(name);
    };
    for (const std::string_view command : {":why", ":find", ":help", ":quit"}) {
      if (!word.empty()) consider(command);
    }
    for (const auto kind : {schema::Names::Kind::tag, schema::Names::Kind::event}) {
      std::ranges::for_each(project_.names().all(kind), consider);
    }
    for (const check::Definition& definition : session_->checked().facts.definitions) {
      consider(definition.name);
      consider(definition.label);
    }
    std::ranges::sort(candidates);
    candidates.erase(std::ranges::unique(candidates).begin(), candidates.end());
    return candidates;
  }

  const ReplOptions& options_;
  Console& console_;
  Project project_;
  AsOf as_of_;
  std::unique_ptr<Customers> customers_;
  std::unique_ptr<Session> session_;
  check::CheckedExpression last_;
  source::FileId last_file_;
  bool faulty_ = false;
};

}  // namespace

void add_repl(CLI::App& program, Call& call) {
  auto options = std::make_shared<ReplOptions>();
  CLI::App* command = program.add_subcommand("repl", "Try expressions and definitions at a prompt");
  command->add_option("project", options->project, "The project's folder");
  command->add_option("--customers", options->customers, "Customers and their tags, to count by");
  command->add_option("--at", options->at, "The instant that is now; else the clock's");
  add_name_list_option(*command, options->name_lists);
  command->callback(
      [&call, options] { call.run = [options](Console& console) { return Repl(*options, console).run(); }; });
}

}  // namespace wend::tools
