#include "tests/bench/large_project.hpp"

#include <algorithm>

namespace wend::bench {

namespace {

constexpr std::size_t kJourneysInAFile = 100;

std::string name_of(const char* kind, std::size_t index) {
  return std::string(kind) + "_" + std::to_string(index);
}

// Tags come in fours: an amount, a level, a date and a flag.
std::string tag(std::size_t index, std::size_t kind) {
  return name_of("tag", (index * 4 + kind) % kTags);
}

std::string event(std::size_t index) {
  return name_of("event", index % kEvents);
}

std::string tag_of_schema(std::size_t index) {
  const char* const types[] = {"money CNY", "tier", "date", "bool"};
  const std::string number = std::to_string(index);
  return R"({"name": "tag_)" + number + R"(", "type": ")" + types[index % 4] + R"(", "label": {"zh": "标签)" + number +
         R"("}, "purposes": ["marketing", "service"]})";
}

std::string event_of_schema(std::size_t index) {
  const std::string number = std::to_string(index);
  return R"({"name": "event_)" + number + R"(", "label": {"zh": "事件)" + number +
         R"("}, "fields": [{"name": "amount", "type": "money CNY"}, {"name": "level", "type": "tier"}]})";
}

std::string listed(std::size_t count, std::string (*item)(std::size_t)) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "\n  " : ",\n  ") + item(i);
  return text;
}

std::string segment(std::size_t i) {
  return "segment " + name_of("segment", i) + " \"客群" + std::to_string(i) + "\" =\n    " + tag(i, 0) +
         " in 50_000 CNY .. 500_000 CNY\n    and " + tag(i + 7, 1) + " >= gold\n    and not (" + tag(i + 3, 3) +
         " or " + tag(i + 11, 2) + " in last 30 days)\n\n";
}

std::string trigger(std::size_t i) {
  return "trigger " + name_of("trigger", i) + " = " + event(i) + " where amount >= 5_000 CNY\n    when count(" +
         event(i + 1) + ", last 30 days) = 0 and " + tag(i + 5, 0) + " > 1_000 CNY\n\n";
}

std::string goal(std::size_t i) {
  return "goal " + name_of("goal", i) + " = " + event(i + 2) + " where amount > 100 CNY\n\n";
}

std::string journey(std::size_t i, std::size_t segments) {
  return "journey " + name_of("journey", i) + " \"旅程" + std::to_string(i) + "\" {\n" +
         "    version  1\n    owner    \"retail\"\n    on       " + name_of("trigger", i) + "\n    for      " +
         name_of("segment", i % segments) + "\n    purpose  marketing\n    priority " + std::to_string(i % 100) +
         "\n    reentry  after 30 days\n    holdout  5%\n    goal     " + name_of("goal", i) +
         " within 14 days\n    exit on  " + event(i + 3) + "\n    expires  after 30 days\n\n" +
         "    steps {\n        send wechat.offer(amount: event.amount) as greeting\n        wait for " + event(i + 4) +
         " up to 2 days as interest {\n            seen    { send wechat.offer(amount: " + tag(i, 0) +
         ") as more }\n            timeout {\n                choose {\n                    when " + tag(i + 9, 1) +
         " >= gold { assign manager(task: \"Call\", due: 3 days) as call }\n                    otherwise { stop }\n" +
         "                }\n            }\n        }\n        wait 3 days as pause\n        split copy_test {\n" +
         "            50% short { send wechat.reminder() as short_reminder }\n" +
         "            50% long  { send wechat.reminder() as long_reminder }\n        }\n    }\n}\n\n";
}

}  // namespace

std::string large_schema() {
  return R"({"name": "large bank", "version": 1, "zone": "Asia/Shanghai", "currency": "CNY", "lateness": "3 days",
 "purposes": ["marketing", "service"],
 "enums": [{"name": "tier", "ordered": true, "values": [{"name": "mass"}, {"name": "gold"}, {"name": "platinum"}]}],
 "channels": [{"name": "wechat", "contact": true, "templates": [
   {"name": "offer", "purpose": "marketing", "parameters": [{"name": "amount", "type": "money CNY"}]},
   {"name": "reminder", "purpose": "marketing", "parameters": []}]}],
 "tasks": [{"name": "manager", "parameters": [{"name": "task", "type": "text"}, {"name": "due", "type": "period"}]}],
 "events": [)" +
         listed(kEvents, event_of_schema) + "],\n \"tags\": [" + listed(kTags, tag_of_schema) + "]}\n";
}

std::vector<std::string> large_sources(std::size_t journeys) {
  const std::size_t segments = journeys * 5 / 4;
  std::vector<std::string> texts;
  for (std::size_t first = 0; first < journeys; first += kJourneysInAFile) {
    const std::size_t last = std::min(first + kJourneysInAFile, journeys);
    std::string& text = texts.emplace_back();
    for (std::size_t i = first * 5 / 4; i < last * 5 / 4; ++i) text += segment(i);
    for (std::size_t i = first; i < last; ++i) text += trigger(i) + goal(i) + journey(i, segments);
  }
  return texts;
}

}  // namespace wend::bench
