#include "compiler/schema/read.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/schema/format.hpp"
#include "compiler/schema/json_text.hpp"
#include "compiler/schema/reading.hpp"

namespace wend::schema {

namespace {

struct Placed {
  const Fault* fault;
  Places places;
};

// In the order of the text. The text is searched only where there is a fault whose place is not known yet.
std::vector<Placed> placed(const source::SourceFile& file, const std::vector<Fault>& faults) {
  const bool all_known = std::all_of(faults.begin(), faults.end(), [](const Fault& fault) { return fault.span; });
  const std::vector<Places> found = all_known ? std::vector<Places>(faults.size()) : locate(file, faults);
  std::vector<Placed> result;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    result.push_back({&faults[i], faults[i].span ? Places{*faults[i].span, std::nullopt} : found[i]});
  }
  std::stable_sort(result.begin(), result.end(), [](const Placed& left, const Placed& right) {
    return left.places.fault.begin < right.places.fault.begin;
  });
  return result;
}

void report(const source::SourceFile& file, const Faults& faults, diagnostics::Sink& sink) {
  for (const auto& [fault, places] : placed(file, faults.all())) {
    diagnostics::Report diagnostic = sink.report(fault->code, places.fault);
    if (fault->has_pointer) diagnostic.with("#" + fault->pointer);
    for (const std::string& argument : fault->arguments) diagnostic.with(argument);
    if (places.related) diagnostic.note(diagnostics::codes::declared_here, *places.related, {fault->arguments.front()});
    if (!fault->replacement.empty()) diagnostic.suggest(places.fault, fault->replacement);
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
