#include "compiler/modules/blame.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/diagnostics/codes/notes.hpp"

namespace wend::modules {
namespace {

namespace codes = diagnostics::codes;
using diagnostics::Diagnostic;

class Blame {
 public:
  explicit Blame(std::span<const Instance> instances) {
    for (const Instance& instance : instances) by_file_.emplace(instance.file, &instance);
  }

  // Whether it was moved.
  bool move(Diagnostic& diagnostic) const {
    const source::Span said = diagnostic.span;
    // An argument may stand inside another instance, so this goes on; instances do not nest without bound.
    for (auto found = by_file_.find(said.file); found != by_file_.end(); found = by_file_.find(diagnostic.span.file)) {
      move_out_of(*found->second, diagnostic);
    }
    if (diagnostic.span == said) return false;
    std::erase_if(diagnostic.fixes, [&](const diagnostics::Fix& fix) {
      return std::ranges::any_of(fix.edits, [&](const auto& edit) { return by_file_.contains(edit.span.file); });
    });
    return true;
  }

 private:
  static void move_out_of(const Instance& instance, Diagnostic& diagnostic) {
    const source::Span place = diagnostic.span;
    const std::optional<source::Span> argument = argument_behind(instance, place);
    if (!argument && instance.own_file) {
      diagnostic.span = {*instance.own_file, place.begin, place.end};
      diagnostic.notes.push_back({codes::brought_in_here, instance.import_span, {instance.module, instance.name}});
      return;
    }
    diagnostic.notes.push_back({codes::needed_in_module, place, {instance.module}});
    diagnostic.span = argument.value_or(instance.import_span);
  }

  // Of the smallest part around the place that speaks of an argument, else of the first one in it.
  static std::optional<source::Span> argument_behind(const Instance& instance, const source::Span& span) {
    const Extent* around = nullptr;
    const Extent* inside = nullptr;
    for (const Extent& extent : instance.extents) {
      if (!instance.arguments[extent.parameter]) continue;
      const bool holds = extent.begin <= span.begin && span.end <= extent.end;
      const bool is_held = span.begin <= extent.begin && extent.end <= span.end;
      if (holds && (around == nullptr || size(extent) < size(*around))) around = &extent;
      if (is_held && (inside == nullptr || extent.begin < inside->begin)) inside = &extent;
    }
    const Extent* found = around != nullptr ? around : inside;
    return found != nullptr ? instance.arguments[found->parameter] : std::nullopt;
  }
  static std::uint32_t size(const Extent& extent) { return extent.end - extent.begin; }

  std::map<source::FileId, const Instance*> by_file_;
};

}  // namespace

void blame(std::span<const Instance> instances, diagnostics::Sink& sink) {
  if (instances.empty()) return;
  const Blame blame(instances);
  std::set<source::Span> errors;  // of instances, by where they were moved to
  std::set<source::Span> own;
  for (const Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.severity == diagnostics::Severity::error) own.insert(diagnostic.span);
  }
  sink.remove_if([&](Diagnostic& diagnostic) {
    if (!blame.move(diagnostic)) return false;
    const bool is_error = diagnostic.severity == diagnostics::Severity::error;
    return is_error && (own.contains(diagnostic.span) || !errors.insert(diagnostic.span).second);
  });
}

}  // namespace wend::modules
