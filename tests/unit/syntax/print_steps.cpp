#include <array>

#include "tests/unit/syntax/print_tree.hpp"

namespace wend::syntax {

namespace {

class StepPrinter {
 public:
  explicit StepPrinter(int indent) : indent_(indent) {}

  std::string operator()(const SendStep& step) const { return "send " + step.action.text() + print(step.arguments); }
  std::string operator()(const PlaceStep& step) const {
    return "place " + step.action.text() + print(step.arguments) + " for " + print(step.duration);
  }
  std::string operator()(const AssignStep& step) const { return "assign " + step.task.text() + print(step.arguments); }
  std::string operator()(const GrantStep& step) const {
    return "grant " + step.benefit.text() + print(step.arguments) + branch("granted", step.granted) +
           branch("refused", step.refused);
  }
  std::string operator()(const SetStep& step) const { return "set " + step.tag.text() + " = " + print(step.value); }
  std::string operator()(const EmitStep& step) const {
    return "emit " + step.event.text() + print(step.arguments) + " to " + print(step.to);
  }
  std::string operator()(const WaitStep& step) const { return "wait " + print(step.duration); }
  std::string operator()(const WaitUntilStep& step) const {
    constexpr std::array<std::string_view, 3> verdicts = {"", " if past stop", " if past skip"};
    return "wait until " + print(step.moment) + std::string(verdicts[static_cast<std::size_t>(step.if_past)]);
  }
  std::string operator()(const WaitForStep& step) const {
    return "wait for " + print(*step.pattern) + " up to " + print(step.up_to) + branch("seen", step.seen) +
           branch("timeout", step.timeout);
  }
  std::string operator()(const WaitForAnyStep& step) const {
    std::string text = "wait for any up to " + print(step.up_to);
    for (const auto& each : step.branches) text += branch("seen " + print(*each.pattern), each.block);
    return text + branch("timeout", step.timeout);
  }
  std::string operator()(const ChooseStep& step) const {
    std::string text = "choose";
    for (const auto& each : step.branches) text += branch("when " + print(each.condition), each.block);
    return text + branch("otherwise", step.otherwise) + branch("unknown", step.unknown);
  }
  std::string operator()(const SplitStep& step) const {
    std::string text = "split";
    for (const auto& side : step.sides) text += branch(print(side.share) + " " + side.name.text, side.block);
    return text;
  }
  std::string operator()(const RepeatStep& step) const {
    return "repeat up to " + print(step.times) + " times every " + print(step.every) + " until " +
           (step.until ? print(*step.until) : "-") + branch("do", step.block);
  }
  std::string operator()(const EachStep& step) const {
    return "each " + step.item.text + " in " + step.list.text() + " where " + print(step.where) + " up to " +
           print(step.up_to) + branch("do", step.block);
  }
  std::string operator()(const StartStep& step) const { return "start " + step.journey.text() + print(step.arguments); }
  std::string operator()(const StopStep&) const { return "stop"; }

 private:
  [[nodiscard]] std::string branch(const std::string& word, const std::optional<Block>& block) const {
    return block ? branch(word, *block) : "";
  }
  [[nodiscard]] std::string branch(const std::string& word, const Block& block) const {
    return "\n" + std::string(static_cast<std::size_t>(2 * indent_ + 2), ' ') + word + " " + print(block, indent_ + 1);
  }

  int indent_;
};

}  // namespace

std::string print(const Block& block, int indent) {
  std::string text = "{";
  for (const Step& step : block.steps) {
    text += "\n" + std::string(static_cast<std::size_t>(2 * indent + 2), ' ');
    text += std::visit(StepPrinter(indent + 1), step.node);
    if (step.name) text += "\n" + std::string(static_cast<std::size_t>(2 * indent + 4), ' ') + "as " + step.name->text;
  }
  return text + " }";
}

}  // namespace wend::syntax
