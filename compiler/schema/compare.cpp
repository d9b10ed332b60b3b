#include "compiler/schema/compare.hpp"

#include <map>
#include <utility>

namespace wend::schema {

namespace {

using Key = std::pair<ThingKind, std::string_view>;

// There is one schema, whatever it is called.
Key key_of(const Thing& thing) {
  return {thing.kind, thing.kind == ThingKind::schema ? std::string_view() : std::string_view(thing.name)};
}

std::map<Key, const Thing*> by_key(const std::vector<Thing>& things) {
  std::map<Key, const Thing*> result;
  for (const Thing& thing : things) result.emplace(key_of(thing), &thing);
  return result;
}

Change change_of(const Thing& thing, Aspect aspect, std::string_view before, std::string_view after) {
  // A label that is new takes no name away.
  const bool only_adds = aspect == Aspect::label && before.empty();
  const Effect effect = only_adds ? Effect::harmless : entry(aspect).effect;
  return {thing.kind, thing.name, Change::What::aspect, effect, aspect, std::string(before), std::string(after)};
}

void compare_facts(const Thing& before, const Thing& after, std::vector<Change>& changes) {
  for (const Fact& fact : before.facts) {
    const std::string_view now = after.fact(fact.aspect);
    if (now != fact.text) changes.push_back(change_of(after, fact.aspect, fact.text, now));
  }
  for (const Fact& fact : after.facts) {
    if (before.fact(fact.aspect).empty()) changes.push_back(change_of(after, fact.aspect, {}, fact.text));
  }
}

// A parameter that has to be given breaks the steps that do not.
Effect effect_of_adding(const Thing& thing) {
  if (thing.kind == ThingKind::parameter && thing.fact(Aspect::needed) == "true") return Effect::breaks;
  return Effect::harmless;
}

struct Wording {
  std::string_view added, removed, changed_from, to, nothing, breaks_steps, breaks_programs, semicolon, colon;
};

constexpr Wording kEnglish = {"added",
                              "removed",
                              "changed from",
                              "to",
                              "nothing",
                              "steps that do not give it no longer check",
                              "programs that use it no longer check",
                              "; ",
                              ": "};
constexpr Wording kChinese = {
    "新增", "删除", "由", "改为", "（无）", "未填写它的步骤无法通过检查", "使用它的程序无法通过检查", "；", "："};

std::string aspect_words(const Change& change, const Wording& wording, bool is_chinese) {
  const AspectEntry& said = entry(change.aspect);
  const auto shown = [&](const std::string& text) { return text.empty() ? std::string(wording.nothing) : text; };
  std::string line(is_chinese ? said.chinese : said.english);
  line.append(" ").append(wording.changed_from).append(" ").append(shown(change.before));
  line.append(" ").append(wording.to).append(" ").append(shown(change.after));
  if (change.effect == Effect::harmless) return line;
  return line.append(wording.semicolon).append(is_chinese ? said.chinese_consequence : said.consequence);
}

}  // namespace

std::vector<Change> compare(const Schema& old_schema, const Schema& new_schema) {
  const std::vector<Thing> old_things = things_of(old_schema);
  const std::vector<Thing> new_things = things_of(new_schema);
  const auto old_by_key = by_key(old_things);
  const auto new_by_key = by_key(new_things);
  std::vector<Change> changes;
  for (const Thing& thing : old_things) {
    const auto found = new_by_key.find(key_of(thing));
    if (found == new_by_key.end()) {
      changes.push_back({thing.kind, thing.name, Change::What::removed, Effect::breaks, {}, {}, {}});
    } else {
      compare_facts(thing, *found->second, changes);
    }
  }
  for (const Thing& thing : new_things) {
    if (old_by_key.contains(key_of(thing))) continue;
    changes.push_back({thing.kind, thing.name, Change::What::added, effect_of_adding(thing), {}, {}, {}});
  }
  return changes;
}

std::string words(const Change& change, diagnostics::Language language) {
  const bool is_chinese = language == diagnostics::Language::chinese;
  const Wording& wording = is_chinese ? kChinese : kEnglish;
  std::string line(word(change.kind, language));
  line.append(" ").append(change.name).append(wording.colon);
  switch (change.what) {
    case Change::What::aspect: return line + aspect_words(change, wording, is_chinese);
    case Change::What::removed:
      return line.append(wording.removed).append(wording.semicolon).append(wording.breaks_programs);
    case Change::What::added:
      line.append(wording.added);
      if (change.effect == Effect::breaks) line.append(wording.semicolon).append(wording.breaks_steps);
      return line;
  }
  return line;
}

}  // namespace wend::schema
