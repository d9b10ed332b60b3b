// What the tests of the command line's parts share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "compiler/schema/schema.hpp"

namespace wend::tools {

// A folder of its own, which is removed in the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string path(std::string_view name = "") const { return (folder_ / name).string(); }
  // Makes folders on the way.
  void write(std::string_view name, std::string_view contents) const;

 private:
  std::filesystem::path folder_;
};

// A bank with tags of many types and events at different rates.
[[nodiscard]] schema::Schema bank();

inline constexpr schema::EventIndex kDeposit = 0;
inline constexpr schema::EventIndex kLogin = 1;
inline constexpr schema::EventIndex kNever = 2;
inline constexpr schema::EventIndex kOutcome = 3;
inline constexpr schema::FieldIndex kAmount = 0;  // of a deposit
inline constexpr schema::FieldIndex kPurpose = 1;
inline constexpr int kSalaryPurpose = 1;

// The first line that `wend synth` writes for 3 customers, 4 events and the seed 1.
[[nodiscard]] std::string_view expected_first_event();

}  // namespace wend::tools
