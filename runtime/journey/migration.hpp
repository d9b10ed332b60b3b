// Copies one customer from a memory of the old plan into one of the new. For migrate.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/journey/migration_place.hpp"
#include "runtime/journey/session.hpp"

namespace wend::journey {

class Migration {
 public:
  Migration(Session& from, Session& to) : from_(from), to_(to) {}

  void migrate();

 private:
  // Those with no place in the new program end under the old one, of which they were.
  void leave();
  void copy_header();
  // A log whose fields were all kept goes on; any other begins now.
  void fill(history::Log& log);
  // What is measured goes on where the journey in that version still measures the same.
  void move(Measurement measurement);
  void move(const Instance& old);
  // Goals by their names; what was reached stays so.
  void move_goals(InstanceEntry& kept, const PlannedJourney& before, const PlannedJourney& after);
  // What it keeps besides the entering event goes by name.
  void move_row(Instance& instance, const Instance& old, const PlannedJourney& before, const PlannedJourney& after);
  static Value value_of(const layout::RowLayout& layout, const std::byte* row, std::uint32_t field);
  [[nodiscard]] Value kept_like(const ir::Kept& wanted, const Instance& old, const PlannedJourney& before) const;
  // A repeated part goes on where the new program has it too; around a step that was in none it begins now.
  void move_loops(Instance& instance, const Instance& old, const PlannedJourney& before, const PlannedJourney& after);
  static bool is_of_same_list(const PlannedJourney& one, std::uint32_t loop, const PlannedJourney& other,
                              std::uint32_t other_loop);
  // An `each` that now goes through fewer records leaves out those behind.
  void move_items(Loop& now, const Loop& was, const layout::RowLayout& before, const layout::RowLayout& after,
                  std::uint32_t most);
  [[nodiscard]] LoopEntry moved(LoopEntry entry, std::size_t items, bool is_inside, std::uint32_t most) const;
  static std::uint32_t most_times(const PlannedJourney& planned, std::uint32_t loop);
  static std::optional<std::uint32_t> loop_like(const PlannedJourney& after, std::uint32_t loop,
                                                const PlannedJourney& before);
  // The newer version says how long an instance lives, from its entry; what is past by now is due at once.
  void move_expiry(InstanceEntry& kept, const PlannedJourney& journey);
  // By the name and the kind of event.
  void move_named(Instance& instance, const Instance& old, const PlannedJourney& before, const PlannedJourney& after);
  // Fields that were not kept before are unknown.
  RunEvent moved(const RunEvent& event, const layout::RowLayout& before, const layout::RowLayout& after);
  // A watch of the same definition, in the rows of the new plan.
  Watch moved(const PlannedWatch& after, const PlannedWatch& before, const Watch& old);
  // What an instance, or its wait, did not count before it counts from the publication.
  std::vector<Watch> moved(const std::vector<PlannedWatch>& after, const std::vector<PlannedWatch>& before,
                           const std::vector<Watch>& old);
  Watch watch_of(const PlannedWatch& planned);
  // The last such event that the old program remembered, else the enrolment; where its log does not tell, now.
  Instant last_heard(const ir::Program& program, const ir::Pattern& pattern);
  // Whether the old log has the fields that the pattern's condition reads.
  [[nodiscard]] bool are_kept(const ir::Program& program, const ir::Pattern& pattern) const;

  Session& from_;
  Session& to_;
};

}  // namespace wend::journey
