// Compiling a schema and sources into a program.
//
//     const std::vector<host::Source> sources = {{"segments.wend", segments}, {"journeys.wend", journeys}};
//     host::Result<host::Program> program = host::compile({"schema.json", schema}, sources);
//     if (!program) {
//       for (const host::Diagnostic& fault : program.error().diagnostics)
//         log(fault.place.source, fault.place.line, fault.code, fault.english);
//     }
//
// A compiled program can be kept as bytes, the same on every machine, and loaded without its sources:
//
//     host::Result<std::vector<std::byte>> bytes = program->bytes();
//     host::Result<host::Program> again = host::load({"schema.json", schema}, *bytes);
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <wend/result.hpp>

namespace wend::host {

// A text and the name that diagnostics call it by. Borrowed; at most 4 MiB, a schema 64 MiB.
struct Source {
  std::string_view name;
  std::string_view text;
};

struct SegmentInfo {
  std::string name;
  std::string label;          // empty where there is none, likewise below
  bool needs_events = false;  // asks for history: judged by an Engine's journeys, not over rows
};

struct TriggerInfo {
  std::string name;
  std::string label;
};

struct JourneyInfo {
  std::string name;
  std::string label;
  std::string owner;
  std::string purpose;
  std::int64_t version = 1;
  std::int64_t priority = 0;
};

// A checked program with its schema: a handle to what never changes, cheap to copy, shared by any number of threads.
class [[gnu::visibility("default")]] Program {
 public:
  Program(const Program&) noexcept;
  Program(Program&&) noexcept;
  Program& operator=(const Program&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  // In the order of the sources; valid as long as some copy of the program is.
  [[nodiscard]] std::span<const SegmentInfo> segments() const noexcept;
  [[nodiscard]] std::span<const TriggerInfo> triggers() const noexcept;
  [[nodiscard]] std::span<const JourneyInfo> journeys() const noexcept;
  // What the compiler had to say that is no error.
  [[nodiscard]] std::span<const Diagnostic> warnings() const noexcept;
  // The schema's IANA time zone, in which it means its local dates: `Asia/Shanghai`.
  [[nodiscard]] std::string_view time_zone() const noexcept;
  // The program without its schema and its warnings: canonical, with a hash of its contents (docs/reference/
  // program-bytes.md). Takes about as long as copying it.
  [[nodiscard]] Result<std::vector<std::byte>> bytes() const noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit Program(std::shared_ptr<const Parts> parts) noexcept;
  std::shared_ptr<const Parts> parts_;
};

// All sources are one program with one namespace; the order matters for nothing but the order of what is listed.
// Fault::faulty_source with the diagnostics. Takes milliseconds for a schema of 3,000 tags. Any number of calls may run
// at once.
[[nodiscard, gnu::visibility("default")]] Result<Program> compile(const Source& schema,
                                                                  const std::vector<Source>& sources) noexcept;

// A program from its bytes, and the schema that it was compiled for: in what programs refer to by name or position and
// in what running them reads; labels and descriptions may differ. Fault::faulty_program for bytes that are damaged,
// forged or of another version of Wend: compile the sources again. Fault::another_schema for another schema. It is
// verified as strictly as sources are checked, so bytes may come from anywhere. At most 1 GiB.
[[nodiscard, gnu::visibility("default")]] Result<Program> load(const Source& schema,
                                                               std::span<const std::byte> bytes) noexcept;

}  // namespace wend::host
