// A schema as large as banks have them: every tag with all that can be said of it.
#pragma once

#include <cstddef>
#include <string>

namespace wend::schema {

[[nodiscard]] inline std::string schema_of_many_tags(std::size_t tags) {
  std::string text =
      R"({"name": "large bank", "version": 7, "zone": "Asia/Shanghai", "currency": "CNY", "lateness": "3 days",
 "purposes": ["marketing", "service"],
 "enums": [{"name": "tier", "ordered": true, "values": [{"name": "mass", "label": {"zh": "大众"}}, {"name": "gold", "label": {"zh": "金卡"}}]}],
 "events": [{"name": "deposit", "label": {"zh": "存款"}, "fields": [{"name": "amount", "type": "money CNY"}]}],
 "tags": [)";
  const char* const types[] = {"money CNY", "tier", "number", "date", "set of tier", "text", "bool", "integer"};
  for (std::size_t i = 0; i < tags; ++i) {
    const std::string number = std::to_string(i);
    text += i == 0 ? "\n  " : ",\n  ";
    text += R"({"name": "tag_)" + number + R"(", "type": ")" + types[i % 8] + R"(", "label": {"zh": "标签)" + number +
            R"(", "en": "tag number )" + number +
            R"("}, "description": "what the customer's tag says, in a sentence",)" +
            (i % 8 == 0 ? R"( "range": [0, 100000000],)" : "") +
            R"( "sensitivity": "personal", "purposes": ["marketing"], "origin": "own", "owner": "data platform",)" +
            R"( "fresh": "1 day", "writable": false, "deprecated": null})";
  }
  return text + "]}\n";
}

}  // namespace wend::schema
