// Names of compiled functions, for those who look into a process: the profiler perf and the debugger GDB.
//
// perf reads /tmp/perf-PID.map, a line for each function; lines of code that is gone stay, and are wrong where its
// place is used again. GDB is shown a copy of the object with the names that people know and the place where it lies,
// for as long as it is loaded. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/layout/native_interface.hpp"

namespace wend::codegen {

// A function of an object: where it was put, and what people call it. Functions beside it that have no name for people,
// which it was split into, are called after it: "wend:columns:nightly:leaves".
struct NamedFunction {
  std::uint64_t address = 0;
  std::string shown;
};
using NamedFunctions = std::map<std::string, NamedFunction, std::less<>>;  // by symbol

// An object that GDB is shown; it forgets it at the end.
class ShownObject {
 public:
  explicit ShownObject(std::string object);
  ShownObject(const ShownObject&) = delete;
  ShownObject& operator=(const ShownObject&) = delete;
  ~ShownObject();

 private:
  struct Entry;
  std::string object_;
  std::unique_ptr<Entry> entry_;
};

class CodeNames {
 public:
  explicit CodeNames(const layout::NativeOptions& options) : perf_map_(options.perf_map), debugger_(options.debugger) {}

  [[nodiscard]] bool are_wanted() const { return perf_map_ || debugger_; }
  // Null where GDB is not to be told. What cannot be written is left out: names are never needed.
  [[nodiscard]] std::unique_ptr<ShownObject> tell(std::string_view object, const NamedFunctions& functions) const;

 private:
  bool perf_map_;
  bool debugger_;
};

}  // namespace wend::codegen
