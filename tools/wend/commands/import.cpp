// `wend import`: makes a column file of customers.
#include <filesystem>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/codes/tables.hpp"
#include "runtime/tables/table_writer.hpp"
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
    for (const std::string& written : {output_, options_.bad_rows}) {
      if (!spares(options_.file, written, console_)) return ExitStatus::could_not_run;
    }
    if (!options_.bad_rows.empty() && !bad_rows_.keep_in(options_.bad_rows)) return ExitStatus::could_not_run;
    return open_source() && write() ? ExitStatus::clean : ExitStatus::could_not_run;
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

  bool write() {
    Result<tables::TableWriter> writer = tables::TableWriter::create(output_, *project_.schema());
    if (!writer) return unwritable(writer.error());
    if (!read_into(*writer)) return false;
    const Result<tables::Written> written = writer->finish();
    if (!written) return unwritable(written.error());
    console_.out(output_ + ": " + grouped(written->rows) + std::string(console_.pick(" customers, ", " 位客户，")) +
                 grouped(written->bytes) + std::string(console_.pick(" bytes\n", " 字节\n")));
    return true;
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
  command->add_option("--bad-rows", options->bad_rows, "Put lines that cannot be read there, and go on");
  command->callback([&call, options] {
    call.run = [options](Console& console) { return CustomersImport(*options, console).run(); };
  });
}

}  // namespace wend::tools
