// `wend import`: makes a column file of customers.
#include <filesystem>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/codes/tables.hpp"
#include "runtime/tables/sorted_copy.hpp"
#include "tools/data/customers.hpp"
#include "tools/wend/asked_for.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/import/parquet.hpp"
#include "tools/wend/progress.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/run/bad_rows.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;
using data::Outcome;

struct ImportOptions {
  std::string file;
  std::string project = ".";
  std::string output;
  std::string bad_rows;
  std::string sort_by;
};

// The file as it was read, while it is being sorted: gone in the end, whatever that is.
class Unsorted {
 public:
  explicit Unsorted(std::string path) : path_(std::move(path)) {}
  ~Unsorted() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  Unsorted(const Unsorted&) = delete;
  Unsorted& operator=(const Unsorted&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class CustomersImport {
 public:
  CustomersImport(const ImportOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load_schema();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    if (const Result<Zone> zone = Zone::named(project_.schema()->zone)) zone_ = *zone;
    output_ = options_.output;
    if (output_.empty()) output_ = std::filesystem::path(options_.file).replace_extension(".wcol").string();
    for (const std::string& written : {output_, unsorted_path(), options_.bad_rows}) {
      if (!spares(options_.file, written, console_)) return ExitStatus::could_not_run;
    }
    if (!options_.bad_rows.empty() && !bad_rows_.keep_in(options_.bad_rows)) return ExitStatus::could_not_run;
    return choose_order() && open_source() && write() ? ExitStatus::clean : ExitStatus::could_not_run;
  }

 private:
  // Parquet comes through the pipe of a program that reads it.
  bool open_source() {
    path_ = options_.file;
    if (!is_parquet(path_)) return true;
    const std::optional<ParquetReader> reader = find_parquet_reader();
    if (!reader) {
      console_.say(codes::parquet_no_reader, {path_});
      return false;
    }
    Result<ParquetStream> stream = ParquetStream::open(*reader, path_);
    if (!stream) {
      console_.say(codes::parquet_unreadable, {path_, stream.error().message});
      return false;
    }
    parquet_.emplace(*std::move(stream));
    path_ = parquet_->path();
    return true;
  }

  bool choose_order() {
    if (options_.sort_by.empty()) return true;
    const auto found = project_.names().find(schema::Names::Kind::tag, options_.sort_by);
    if (found && !found->ambiguous && tables::is_sortable(project_.schema()->tags[found->index].type)) {
      sort_by_ = found->index;
      return true;
    }
    const auto& names = project_.names().all(schema::Names::Kind::tag);
    console_.say(codes::sort_tag_unsuited, {options_.sort_by}, diagnostics::nearest(options_.sort_by, names));
    return false;
  }

  bool write() {
    Result<tables::TableWriter> writer = tables::TableWriter::create(output_, *project_.schema());
    if (!writer) return unwritable(writer.error());
    if (!(sort_by_ ? read_sorted(*writer) : read_into(*writer))) return false;
    const Result<tables::Written> written = writer->finish();
    if (!written) return unwritable(written.error());
    console_.out(output_ + ": " + grouped(written->rows) + std::string(console_.pick(" customers, ", " 位客户，")) +
                 grouped(written->bytes) + std::string(console_.pick(" bytes\n", " 字节\n")));
    return true;
  }

  [[nodiscard]] std::string unsorted_path() const { return output_ + ".unsorted"; }

  // First as they come, into a file beside the one that is written, and from there in order.
  bool read_sorted(tables::TableWriter& writer) {
    const Unsorted unsorted(unsorted_path());
    Result<tables::TableWriter> first = tables::TableWriter::create(unsorted.path(), *project_.schema());
    if (!first) return unwritable(first.error());
    if (!read_into(*first)) return false;
    if (const auto written = first->finish(); !written) return unwritable(written.error());
    const auto table = tables::Table::open(unsorted.path(), *project_.schema(), {.all_tags = true, .ids = true});
    if (!table) return unwritable(table.error());
    const Status sorted = tables::write_sorted(**table, *project_.schema(), *sort_by_, writer);
    return sorted || unwritable(sorted.error());
  }

  bool read_into(tables::TableWriter& writer) {
    data::CustomerReader customers(path_, *project_.schema(), zone_);
    Progress progress(console_, options_.file, customers.size());
    for (Outcome outcome = customers.next(); outcome != Outcome::end; outcome = customers.next()) {
      if (outcome == Outcome::row) {
        if (Status added = writer.add(customers.id(), customers.values()); !added) return unwritable(added.error());
      }
      if (outcome == Outcome::fault && !bad_rows_.take(named(customers.fault()), customers.text())) return false;
      progress.at(customers.bytes_read());
    }
    if (!finish_source()) return false;
    for (const data::Fault& warning : customers.warnings()) console_.say(named(warning));
    return bad_rows_.finish();
  }

  bool finish_source() {
    if (!parquet_) return true;
    const Status finished = parquet_->finish();
    if (!finished) console_.say(codes::parquet_unreadable, {options_.file, finished.error().message});
    return finished.has_value();
  }

  // A fault in the file that the user named, not in the pipe.
  [[nodiscard]] data::Fault named(data::Fault fault) const {
    fault.path = options_.file;
    return fault;
  }

  bool unwritable(const Error& error) {
    console_.say(codes::file_unwritable, {output_, error.message});
    return false;
  }

  const ImportOptions& options_;
  Console& console_;
  Project project_;
  Zone zone_ = Zone::utc();
  std::string path_;
  std::string output_;
  std::optional<schema::TagIndex> sort_by_;
  std::optional<ParquetStream> parquet_;
  BadRows bad_rows_{console_};
};

}  // namespace

void add_import(CLI::App& program, Call& call) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = program.add_subcommand("import", "Make a column file of customers, for fast counts");
  command->add_option("file", options->file, "Customers and their tags: CSV with a header, JSON Lines or Parquet")
      ->required();
  command->add_option("project", options->project, "The project's folder");
  command->add_option("-o,--output", options->output, "The column file; else the same name ending in .wcol");
  command->add_option("--sort-by", options->sort_by, "A tag: customers who are alike in it lie together");
  command->add_option("--bad-rows", options->bad_rows, "Put lines that cannot be read there, and go on");
  command->callback([&call, options] {
    call.run = [options](Console& console) { return CustomersImport(*options, console).run(); };
  });
}

}  // namespace wend::tools
