// What an engine has counted since it was made: for the run's table and summary.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runtime/engine/measures.hpp"
#include "runtime/journey/effect.hpp"

namespace wend::engine {

struct TriggerStatistics {
  std::string name;
  std::uint64_t fired = 0;
  std::uint64_t customers = 0;  // different ones
};

struct JourneyStatistics {
  std::string name;  // all versions of a journey are counted together
  std::uint64_t entered = 0;
  std::uint64_t customers = 0;  // different ones that entered
  std::uint64_t control = 0;    // of those entered, how many walk as control
  std::uint64_t live = 0;
  std::map<std::string, std::uint64_t>
      contacts;  // channel or slot to sends or offers; those on channels that are no contact, too
  std::map<std::string, std::uint64_t> assigned;                                    // task
  std::map<std::string, std::uint64_t> granted;                                     // benefit
  std::map<std::string, std::uint64_t> set;                                         // tag
  std::map<std::string, std::uint64_t> emitted;                                     // event
  std::map<std::string, std::uint64_t> started;                                     // journey
  std::array<std::uint64_t, journey::kReasons> kept_out{};                          // skips by Reason
  std::map<std::string, std::array<std::uint64_t, journey::kReasons>> kept_out_by;  // by policy; by none: entries
  std::array<std::uint64_t, journey::kReasons> ended{};                             // exits by Reason
  std::uint64_t goals_treated = 0;
  std::uint64_t goals_control = 0;
};

// A study that a journey has registered, and how far it has come.
struct StudyStatistics {
  std::string journey;
  ir::Study study;
  std::uint64_t entries = 0;  // of its goal: that entered; of its metric: that are measured to the end

  [[nodiscard]] bool is_reached() const { return entries >= static_cast<std::uint64_t>(study.with); }
};

struct Statistics {
  std::vector<TriggerStatistics> triggers;  // in the order of the current program
  std::vector<JourneyStatistics> journeys;  // likewise, then those no longer published
  std::vector<MetricStatistics> metrics;    // by journey and metric
  std::vector<StudyStatistics> studies;     // of the current program, in its order
  std::uint64_t customers = 0;
  std::uint64_t customers_without_tags = 0;  // enrolled by an event and never loaded
  std::uint64_t events = 0;                  // applied
  std::uint64_t repeated = 0;                // dropped because their id was known
  std::uint64_t late = 0;                    // of those applied, earlier than their customer's clock
  std::uint64_t state_bytes = 0;
};

}  // namespace wend::engine
