#include "compiler/schema/read.hpp"

#include "compiler/schema/format.hpp"
#include "compiler/schema/json_text.hpp"
#include "compiler/schema/reading.hpp"

namespace wend::schema {

namespace {

void report(const source::SourceFile& file, const Faults& faults, diagnostics::Sink& sink) {
  std::vector<Fault> to_locate;
  for (const Fault& fault : faults.all()) {
    if (!fault.span) to_locate.push_back(fault);
  }
  const std::vector<Places> places = to_locate.empty() ? std::vector<Places>() : locate(file, to_locate);
  std::size_t next = 0;
  for (const Fault& fault : faults.all()) {
    const Places place = fault.span ? Places{*fault.span, std::nullopt} : places[next++];
    diagnostics::Report diagnostic = sink.report(fault.code, place.fault);
    if (fault.has_pointer) diagnostic.with("#" + fault.pointer);
    for (const std::string& argument : fault.arguments) diagnostic.with(argument);
    if (place.related) diagnostic.note(diagnostics::Code::declared_here, *place.related, {fault.arguments.front()});
    if (!fault.replacement.empty()) diagnostic.suggest(place.fault, fault.replacement);
  }
}

void read_sections(Reading& reading) {
  read_head(reading);
  read_enums(reading);
  read_lists(reading);
  read_tags(reading);
  read_events(reading);
  read_actions(reading);
  read_products(reading);
  read_calendars(reading);
  read_areas(reading);
  read_models(reading);
  add_outcomes(reading);
}

std::shared_ptr<const Schema> read_document(const source::SourceFile& file, Faults& faults) {
  const std::optional<Json> document = parse(file, faults);
  if (!document || !fits_format(*document, faults)) return nullptr;
  auto schema = std::make_shared<Schema>();
  Reading reading{*document, *schema, faults};
  read_sections(reading);
  return faults.has_errors() ? nullptr : schema;
}

}  // namespace

std::shared_ptr<const Schema> read(const source::SourceFile& file, diagnostics::Sink& sink) {
  Faults faults;
  std::shared_ptr<const Schema> schema = read_document(file, faults);
  report(file, faults, sink);
  return schema;
}

}  // namespace wend::schema
