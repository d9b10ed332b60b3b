// How many customers a segment has: conditions over the tags alone, judged row by row, by native code where it is
// there.
//
//     Result<Audience> audience = Audience::make(program, {segment.condition}, tags_too, now, zone,
//     NativeUse::automatic); audience->add("2873", values);             // as often as there are customers
//     audience->finish();
//     audience->counts()[0]
//
// Memory is bounded by a batch of rows, whatever the number of customers. One thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "runtime/eval/by_zone.hpp"
#include "runtime/flat/flat.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/result.hpp"
#include "tools/wend/native_use.hpp"

namespace wend::tools {

class Audience {
 public:
  // Called for each customer and condition that holds; the row is of layout().
  using Visit = std::function<void(std::size_t condition, std::string_view customer, const layout::Row& row)>;

  // `tags` are kept in the rows besides those that the conditions read. An error says why there is no native code
  // where it has to be.
  [[nodiscard]] static Result<std::unique_ptr<Audience>> make(std::shared_ptr<const ir::Program> program,
                                                              std::vector<ir::ExpressionId> conditions,
                                                              std::span<const schema::TagIndex> tags, Instant now,
                                                              const Zone& zone, NativeUse native);

  // `values` by tag index.
  void add(std::string_view customer, std::span<const Value> values);
  // Judges what has been added and not judged yet.
  void finish();
  void on_match(Visit visit) { visit_ = std::move(visit); }
  // The name lists; before the first customer.
  void ask(std::shared_ptr<const lists::NameLists> name_lists) { name_lists_ = std::move(name_lists); }

  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }
  [[nodiscard]] std::uint64_t customers() const { return customers_; }
  // Spent on judging alone, without reading.
  [[nodiscard]] std::chrono::nanoseconds spent() const { return spent_; }
  [[nodiscard]] bool is_native() const { return native_ != nullptr; }
  [[nodiscard]] const layout::RowLayout& layout() const { return layout_; }

 private:
  static constexpr std::size_t kBatch = 4096;

  Audience(std::shared_ptr<const ir::Program> program, std::vector<ir::ExpressionId> conditions, Instant now,
           const Zone& zone);
  Status compile(NativeUse native);
  // Judges at the instant, by the clock of one time zone.
  struct Judge {
    Zone zone;
    std::optional<engine::NativeCaller> caller;  // nothing: by the evaluator
    std::vector<layout::Cell> moments;           // for the evaluator
  };
  [[nodiscard]] Judge judge_in(const Zone& zone) const;
  [[nodiscard]] bool holds(Judge& judge, std::size_t condition, const eval::Inputs& inputs) const;

  std::shared_ptr<const ir::Program> program_;
  std::vector<ir::ExpressionId> conditions_;
  Instant now_;
  Zone zone_;
  layout::RowLayout layout_;
  std::unique_ptr<engine::NativePredicates> native_;
  std::vector<flat::Code> codes_;  // by condition; none where there is native code
  std::optional<eval::ByZone<Judge>> judges_;
  Visit visit_;
  std::shared_ptr<const lists::NameLists> name_lists_;
  bool keeps_ids_ = false;  // conditions speak of the customer
  std::vector<std::byte> rows_;
  std::vector<std::size_t> offsets_;
  std::vector<std::string> ids_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t customers_ = 0;
  std::chrono::nanoseconds spent_{0};
};

}  // namespace wend::tools
