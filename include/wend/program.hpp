// Compiling a schema and sources into a program.
//
//     const std::vector<host::Source> sources = {{"segments.wend", segments}, {"journeys.wend", journeys}};
//     host::Result<host::Program> program = host::compile({"schema.json", schema}, sources);
//     if (!program) {
//       for (const host::Diagnostic& fault : program.error().diagnostics)
//         log(fault.place.source, fault.place.line, fault.code, fault.english);
//     }
#pragma once

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

}  // namespace wend::host
