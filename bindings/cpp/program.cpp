#include "bindings/cpp/program.hpp"

#include <limits>
#include <optional>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/diagnostics.hpp"
#include "compiler/bytes/bytes.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/fingerprint.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/syntax/syntax.hpp"
#include "runtime/journey/fingerprint.hpp"

namespace wend::host {
namespace {

// Diagnostics say places in 32 bits. What is merely too large for the language they say themselves.
constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();

std::optional<Error> too_large(const Source& source) {
  if (source.text.size() <= kMostBytes) return std::nullopt;
  return error(Fault::out_of_range, "source `" + std::string(source.name) + "` has more than 2^31 bytes");
}

// The parts list what the program declares.
void list(Program::Parts& parts) {
  const ir::Program& program = parts.checked->program;
  for (const ir::Segment& segment : program.segments) {
    const ir::Uses uses = ir::uses(program, std::span(&segment.condition, 1));
    parts.segments.push_back(
        {.name = segment.name, .label = segment.label, .needs_events = !uses.windows.empty() || !uses.slots.empty()});
  }
  for (const ir::Trigger& trigger : program.triggers) {
    parts.triggers.push_back({.name = trigger.name, .label = trigger.label});
  }
  for (const ir::Journey& journey : program.journeys) {
    parts.journeys.push_back({.name = journey.name,
                              .label = journey.label,
                              .owner = journey.owner,
                              .purpose = journey.purpose,
                              .version = journey.version,
                              .priority = journey.priority});
  }
}

Result<Program> program_of(std::shared_ptr<const schema::Schema> schema, check::CheckedProgram checked,
                           std::vector<Diagnostic> warnings) {
  auto parts = std::make_shared<Program::Parts>(std::move(schema), std::move(checked));
  list(*parts);
  parts->warnings = std::move(warnings);
  return Access::make<Program>(ProgramParts(std::move(parts)));
}

class Compilation {
 public:
  Result<Program> compile(const Source& schema_text, const std::vector<Source>& texts) {
    std::shared_ptr<const schema::Schema> schema = schema::read(add(schema_text), sink_);
    if (schema == nullptr) return fault();
    std::vector<syntax::ParseResult> parsed;
    parsed.reserve(texts.size());
    for (const Source& text : texts) parsed.push_back(syntax::parse(add(text), sink_));
    std::vector<const syntax::Module*> modules;
    modules.reserve(parsed.size());
    for (const syntax::ParseResult& result : parsed) modules.push_back(&result.module);
    check::CheckedProgram checked = check::check(modules, schema, schema::Names(*schema), sources_, sink_);
    if (sink_.has_errors()) return fault();
    sink_.sort();
    return program_of(std::move(schema), std::move(checked), diagnostics_of(sink_, sources_));
  }

  // What the schema may be warned of is said where sources are compiled.
  Result<Program> load(const Source& schema_text, std::span<const std::byte> bytes) {
    std::shared_ptr<const schema::Schema> schema = schema::read(add(schema_text), sink_);
    if (schema == nullptr) return fault();
    const wend::Result<bytes::Header> header = bytes::read_header(bytes);
    const bool is_other = header && header->schema != schema::fingerprint(*schema);
    wend::Result<ir::Program> program = bytes::decode(bytes, schema);
    if (!program) return error(is_other ? Fault::another_schema : Fault::faulty_program, program.error().message);
    check::Facts facts = check::facts_of(*program);
    return program_of(std::move(schema), {*std::move(program), std::move(facts), {}}, {});
  }

 private:
  const source::SourceFile& add(const Source& source) {
    return sources_.file(sources_.add(std::string(source.name), std::string(source.text)));
  }

  Error fault() {
    sink_.sort();
    return faulty_source(sink_, sources_);
  }

  source::SourceMap sources_;
  diagnostics::Sink sink_;
};

}  // namespace

Program::Program(std::shared_ptr<const Parts> parts) noexcept : parts_(std::move(parts)) {}
Program::Program(const Program&) noexcept = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(const Program&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

std::span<const SegmentInfo> Program::segments() const noexcept {
  return parts_->segments;
}
std::span<const TriggerInfo> Program::triggers() const noexcept {
  return parts_->triggers;
}
std::span<const JourneyInfo> Program::journeys() const noexcept {
  return parts_->journeys;
}
std::span<const Diagnostic> Program::warnings() const noexcept {
  return parts_->warnings;
}
std::string_view Program::time_zone() const noexcept {
  return parts_->schema->zone;
}
Result<std::vector<std::byte>> Program::bytes() const noexcept {
  return guarded([&]() -> Result<std::vector<std::byte>> { return bytes::encode(parts_->checked->program); });
}

Result<Program> compile(const Source& schema, const std::vector<Source>& sources) noexcept {
  return guarded([&]() -> Result<Program> {
    if (std::optional<Error> large = too_large(schema)) return *std::move(large);
    for (const Source& source : sources) {
      if (std::optional<Error> large = too_large(source)) return *std::move(large);
    }
    return Compilation().compile(schema, sources);
  });
}

Result<Program> load(const Source& schema, std::span<const std::byte> bytes) noexcept {
  return guarded([&]() -> Result<Program> {
    if (std::optional<Error> large = too_large(schema)) return *std::move(large);
    return Compilation().load(schema, bytes);
  });
}

std::shared_ptr<const ir::Program> checked_program(const ProgramParts& parts) {
  return {parts->checked, &parts->checked->program};
}

bool same_schema(const schema::Schema& left, const schema::Schema& right) {
  return &left == &right || journey::fingerprint(left) == journey::fingerprint(right);
}

std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : diagnostics::nearest(written, names)) {
    text += text.empty() ? ", did you mean `" : " or `";
    text += std::string(name) + '`';
  }
  return text;
}

Result<std::uint32_t> find(const schema::Names& names, schema::Names::Kind kind, std::string_view what,
                           std::string_view name) {
  const std::optional<schema::Names::Match> match = names.find(kind, name);
  const std::string quoted = '`' + std::string(name) + '`';
  if (!match) {
    return error(Fault::unknown_name,
                 "the schema has no " + std::string(what) + ' ' + quoted + did_you_mean(name, names.all(kind)));
  }
  if (match->ambiguous) {
    return error(Fault::unknown_name, quoted + " is the label of more than one " + std::string(what));
  }
  return match->index;
}

}  // namespace wend::host
