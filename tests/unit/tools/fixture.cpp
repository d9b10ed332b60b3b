#include "tests/unit/tools/fixture.hpp"

#include <unistd.h>

#include <fstream>
#include <system_error>

namespace wend::tools {

namespace {

schema::Field a_field(std::string name, Type type) {
  schema::Field field;
  field.name = std::move(name);
  field.type = type;
  return field;
}

schema::Event an_event(std::string name, double a_day, std::vector<schema::Field> fields) {
  schema::Event event;
  event.name = std::move(name);
  event.a_day = a_day;
  event.fields = std::move(fields);
  return event;
}

void add_tag(schema::Schema& schema, std::string name, Type type, bool required) {
  schema::Tag tag;
  tag.name = std::move(name);
  tag.type = type;
  tag.always_known = required;
  schema.tags.push_back(std::move(tag));
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "wend-tools-XXXXXX").string();
  if (const char* made = ::mkdtemp(pattern.data())) folder_ = made;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void TemporaryFolder::write(std::string_view name, std::string_view contents) const {
  const std::filesystem::path file = folder_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << contents;
}

schema::Schema bank() {
  schema::Schema schema;
  schema.zone = "Asia/Shanghai";
  schema.currencies = {"CNY"};
  schema.enums = {{"tier", {}, true, {}, {{"mass", {}, {}}, {"gold", {}, {}}}},
                  {"purpose", {}, false, {}, {{"transfer", {}, {}}, {"salary", {}, {}}, {"refund", {}, {}}}}};
  add_tag(schema, "tier", enumeration(0), true);
  add_tag(schema, "aum", money_in(0), false);
  add_tag(schema, "visits", type_of(TypeKind::integer), true);
  add_tag(schema, "score", type_of(TypeKind::number), false);
  add_tag(schema, "active", type_of(TypeKind::boolean), false);
  add_tag(schema, "opened", type_of(TypeKind::date), false);
  add_tag(schema, "city, or town", type_of(TypeKind::text), false);
  add_tag(schema, "likes", set_of_enumeration(1), false);
  add_tag(schema, "words", set_of_text(), false);
  add_tag(schema, "pause", type_of(TypeKind::period), false);
  add_tag(schema, "patience", type_of(TypeKind::duration), false);
  add_tag(schema, "best_time", type_of(TypeKind::time_of_day), false);
  add_tag(schema, "seen", type_of(TypeKind::time), false);
  schema.tags[1].least = 0;
  schema.tags[1].greatest = 20'000'000'000;
  schema.tags[2].least = -5;
  schema.tags[2].greatest = 5;
  schema.events = {an_event("deposit", 0.05, {a_field("amount", money_in(0)), a_field("purpose", enumeration(1))}),
                   an_event("login", 0.25, {a_field("seconds", type_of(TypeKind::integer))}), an_event("never", 0, {}),
                   an_event("delivered", 0.5, {})};
  schema.events[kOutcome].outcome = true;
  return schema;
}

std::string_view expected_first_event() {
  return R"({"id":"1","type":"login","customer":"1","time":"2026-01-01T18:35:20+08:00","seconds":25})";
}

}  // namespace wend::tools
