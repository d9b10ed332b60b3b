#include "tools/wend/explain/listing.hpp"

#include "compiler/diagnostics/codes/project.hpp"
#include "runtime/engine/native_library.hpp"
#include "tools/wend/asked_for.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {
namespace {

// Over dense rows that have the tags which the condition reads, as `wend count` judges them.
Result<std::string> native_listing(const ir::Program& program, const ir::Segment& segment,
                                   layout::NativeListing listing) {
  Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (!library) return library.error();
  const ir::ExpressionId root[] = {segment.condition};
  const layout::RowLayout tags = layout::tag_layout(*program.schema, ir::uses(program, root).tags);
  const std::string name = "segment:" + segment.name;
  const layout::NativeRequest request{
      .condition = segment.condition, .tags = &tags, .events = {}, .name = name.c_str()};
  return library->list(program, request, layout::NativeEffort::optimised, listing);
}

Result<std::string> listing_of(const ir::Program& program, const ir::Segment& segment, Listing listing) {
  switch (listing) {
    case Listing::ir: return ir::to_text(program, segment.condition) + "\n";
    case Listing::llvm: return native_listing(program, segment, layout::NativeListing::llvm);
    case Listing::assembly: return native_listing(program, segment, layout::NativeListing::assembly);
  }
  return std::string();
}

}  // namespace

ExitStatus explain_listing(const std::string& segment, const std::string& project_folder, Listing listing,
                           Console& console) {
  Project project(project_folder);
  const ExitStatus loaded = project.load();
  if (loaded != ExitStatus::clean) {
    console.say(project.sink(), project.sources());
    return loaded;
  }
  const std::shared_ptr<const ir::Program> program = project.program();
  const ir::Segment* found = segment_named(*program, segment, console);
  if (found == nullptr) return ExitStatus::could_not_run;
  const Result<std::string> text = listing_of(*program, *found, listing);
  if (!text) {
    console.say(diagnostics::codes::native_unavailable, {text.error().message});
    return ExitStatus::could_not_run;
  }
  console.out(*text);
  return ExitStatus::clean;
}

}  // namespace wend::tools
