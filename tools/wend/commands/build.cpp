// `wend build`: a project as one file of bytes, which a host loads without its sources.
#include <filesystem>

#include "compiler/bytes/bytes.hpp"
#include "compiler/diagnostics/codes/project.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/output_file.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;

struct BuildOptions {
  std::string project = ".";
  std::string output;
};

// The file is not touched where the project has errors.
ExitStatus build(const BuildOptions& options, Console& console) {
  Project project(options.project);
  const ExitStatus loaded = project.load();
  console.say(project.sink(), project.sources());
  if (loaded != ExitStatus::clean) return loaded;
  const std::vector<std::byte> bytes = bytes::encode(*project.program());
  OutputFile file;
  Status written = file.open(options.output);
  if (written) {
    file.write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    written = file.close();
  }
  if (!written) {
    console.say(codes::file_unwritable, {options.output, written.error().message});
    return ExitStatus::could_not_run;
  }
  const std::string hash = to_text(bytes::read_header(bytes)->content);
  console.out(options.output + ": " + grouped(bytes.size()) +
              std::string(console.pick(" bytes, content hash ", " 字节，内容哈希 ")) + hash + "\n");
  return ExitStatus::clean;
}

}  // namespace

void add_build(CLI::App& program, Call& call) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* command = program.add_subcommand("build", "Make one file of a project, for hosts to load");
  command->add_option("project", options->project, "The project's folder");
  command->add_option("-o,--output", options->output, "The file: what it was is replaced")->required();
  command->callback([&call, options] { call.run = [options](Console& console) { return build(*options, console); }; });
}

}  // namespace wend::tools
