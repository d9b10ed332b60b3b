// A story through an engine, one by one, as `wend run` does it: before an event everyone's time moves to just before
// it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/engine/engine.hpp"
#include "runtime/engine/native_predicates.hpp"
#include "tests/conformance/runner/decided.hpp"
#include "tests/conformance/runner/story.hpp"

namespace wend::conformance {

// Native code, with the reference evaluator for what it leaves out; what it left out is kept.
class NativeShare final : public journey::Predicates {
 public:
  NativeShare(engine::NativePredicates native, std::shared_ptr<const ir::Program> program)
      : native_(std::move(native)), program_(std::move(program)) {}

  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override;
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition,
                           const eval::Inputs& inputs) const override;

  // Why some of the conditions that were judged were left to the reference, each reason once; empty: none was.
  [[nodiscard]] std::set<std::string> left_out() const;

 private:
  // Where the reference is what will tell it.
  void note(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs,
            layout::NativeAnswer asked) const;

  engine::NativePredicates native_;
  std::shared_ptr<const ir::Program> program_;
  mutable std::mutex mutex_;
  mutable std::set<std::string> left_out_;
};

class ThroughEngine {
 public:
  // By the reference evaluator where there is neither native code nor tiers.
  ThroughEngine(const Bank& bank, const engine::NativeLibrary* native, std::shared_ptr<engine::Tiers> tiers = nullptr)
      : bank_(bank), native_(native), tiers_(std::move(tiers)) {}

  [[nodiscard]] Result<Decided> run(const Story& story);
  // What native code left to the reference in the run.
  [[nodiscard]] const std::set<std::string>& left_out() const { return left_out_; }

 private:
  Status play(const Story& story);
  Status load(const Story& story);
  Status look(const Story& story);
  Status move_before(Instant time);
  Status take(const ReadEvent& event);
  Status take(const Update& update);
  Status take(const Clock& clock);
  Status take(const Publish& publish);
  Status take(const Forget& forget);
  void judge_by_native(const std::shared_ptr<const ir::Program>& program);
  void collect();

  const Bank& bank_;
  const engine::NativeLibrary* native_;
  std::shared_ptr<engine::Tiers> tiers_;
  std::vector<std::shared_ptr<const NativeShare>> shares_;
  std::set<std::string> left_out_;
  std::optional<engine::Engine> engine_;
  std::optional<Instant> last_;
  Decided decided_;
};

}  // namespace wend::conformance
