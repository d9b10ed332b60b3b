#include "tests/unit/data/fixture.hpp"

#include <unistd.h>

#include <fstream>
#include <utility>

namespace wend::data {

namespace {

schema::Enum an_enum(std::string name, std::vector<std::string> values) {
  schema::Enum result;
  result.name = std::move(name);
  for (std::string& value : values) result.values.push_back({std::move(value), {}, {}});
  return result;
}

schema::Tag a_tag(std::string name, Type type) {
  schema::Tag tag;
  tag.name = std::move(name);
  tag.type = type;
  return tag;
}

schema::Field a_field(std::string name, Type type) {
  schema::Field field;
  field.name = std::move(name);
  field.type = type;
  return field;
}

schema::Event everything() {
  schema::Event event;
  event.name = "everything";
  event.fields = {a_field("boolean", type_of(TypeKind::boolean)),
                  a_field("integer", type_of(TypeKind::integer)),
                  a_field("number", type_of(TypeKind::number)),
                  a_field("money", money_in(0)),
                  a_field("duration", type_of(TypeKind::duration)),
                  a_field("period", type_of(TypeKind::period)),
                  a_field("date", type_of(TypeKind::date)),
                  a_field("instant", type_of(TypeKind::time)),
                  a_field("clock", type_of(TypeKind::time_of_day)),
                  a_field("text", type_of(TypeKind::text)),
                  a_field("tier", enumeration(0)),
                  a_field("tiers", set_of_enumeration(0)),
                  a_field("words", set_of_text()),
                  a_field("product", type_of(TypeKind::product)),
                  a_field("friend", type_of(TypeKind::customer)),
                  a_field("home", type_of(TypeKind::place))};
  return event;
}

}  // namespace

schema::Schema small_schema() {
  schema::Schema schema;
  schema.zone = "Asia/Shanghai";
  schema.currencies = {"CNY"};
  schema.enums = {an_enum("tier", {"mass", "gold", "platinum"})};
  schema.tags = {a_tag("aum", money_in(0)), a_tag("tier", enumeration(0)), a_tag("city", type_of(TypeKind::text)),
                 a_tag("opened", type_of(TypeKind::date)), a_tag("tiers", set_of_enumeration(0))};
  schema.tags[0].least = 0;
  schema::Event deposit;
  deposit.name = "deposit";
  deposit.fields = {a_field("amount", money_in(0)), a_field("purpose", type_of(TypeKind::text))};
  schema::Event login;
  login.name = "login";
  schema.events = {deposit, login, everything()};
  schema.products.items = {{"flexible_wealth", {}, {}}, {"steady_fund", {}, {}}};
  return schema;
}

TemporaryFile::TemporaryFile(std::string_view name, std::string_view contents) : name_(name) {
  std::string pattern = (std::filesystem::temp_directory_path() / "wend-data-XXXXXX").string();
  if (const char* made = ::mkdtemp(pattern.data())) folder_ = made;
  std::ofstream(folder_ / name_, std::ios::binary) << contents;
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string short_form(const Fault& fault) {
  const std::string_view code = diagnostics::entry(fault.code).code;
  return std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + std::string(code) + " " +
         message(fault, diagnostics::Language::english);
}

std::vector<std::string> short_forms(const std::vector<Fault>& faults) {
  std::vector<std::string> forms;
  for (const Fault& fault : faults) forms.push_back(short_form(fault));
  return forms;
}

}  // namespace wend::data
