#include "compiler/check/facts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace wend::check {
namespace {

// In the order of the text; of two that begin together the one that contains the other first.
template <typename Item>
bool before(const Item& left, const Item& right) {
  const auto key = [](const source::Span& span) { return std::tuple(span.file, span.begin, ~span.end); };
  return key(left.span) < key(right.span);
}

bool covers(const source::Span& span, source::FileId file, std::uint32_t offset) {
  return span.file == file && span.begin <= offset && offset < span.end;
}

// The smallest item that covers the byte. Spans nest, so the last one to begin at or before it that covers it.
template <typename Item>
const Item* smallest_at(const std::vector<Item>& items, source::FileId file, std::uint32_t offset) {
  auto item = std::ranges::upper_bound(items, std::tuple(file, offset), {}, [](const Item& candidate) {
    return std::tuple(candidate.span.file, candidate.span.begin);
  });
  while (item != items.begin()) {
    --item;
    if (item->span.file != file) return nullptr;
    if (covers(item->span, file, offset)) return &*item;
  }
  return nullptr;
}

// What an import brought in has its name in front, `rfm.recency`; by its label it is found in the text alone.
template <typename Items>
void declare(Facts& facts, std::set<std::string>& imports, DefinitionKind kind, const Items& items) {
  for (std::uint32_t index = 0; index < items.size(); ++index) {
    Definition& definition = facts.definitions.emplace_back();
    definition.kind = kind;
    definition.name = items[index].name;
    definition.index = index;
    const bool is_imported = definition.name.find('.') != std::string::npos;
    if constexpr (requires { items[index].label; }) definition.label = is_imported ? std::string() : items[index].label;
    const std::string& name = definition.name;
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
      imports.insert(name.substr(0, dot));
    }
  }
}

}  // namespace

const TypedSpan* Facts::type_at(source::FileId file, std::uint32_t offset) const {
  return smallest_at(types, file, offset);
}

const TypedSpan* Facts::type_of(const source::Span& span) const {
  const auto found = std::ranges::lower_bound(types, TypedSpan{span, {}, ir::kNone}, before<TypedSpan>);
  return found != types.end() && found->span == span ? &*found : nullptr;
}

const SpanOfTime* Facts::span_of_time(const source::Span& span) const {
  const auto found = std::ranges::find(spans_of_time, span, &SpanOfTime::span);
  return found == spans_of_time.end() ? nullptr : &*found;
}

const Use* Facts::use_at(source::FileId file, std::uint32_t offset) const {
  return smallest_at(uses, file, offset);
}

void Facts::sort() {
  std::ranges::stable_sort(types, before<TypedSpan>);
  std::ranges::stable_sort(uses, before<Use>);
}

Facts facts_of(const ir::Program& program) {
  Facts facts;
  std::set<std::string> imports;
  declare(facts, imports, DefinitionKind::tag, program.tags);
  declare(facts, imports, DefinitionKind::segment, program.segments);
  declare(facts, imports, DefinitionKind::trigger, program.triggers);
  declare(facts, imports, DefinitionKind::goal, program.goals);
  declare(facts, imports, DefinitionKind::metric, program.metrics);
  declare(facts, imports, DefinitionKind::journey, program.journeys);
  declare(facts, imports, DefinitionKind::policy, program.policies);
  for (const std::string& name : imports) {
    Definition& definition = facts.definitions.emplace_back();
    definition.kind = DefinitionKind::import;
    definition.name = name;
  }
  return facts;
}

}  // namespace wend::check
