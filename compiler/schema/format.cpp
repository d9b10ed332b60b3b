#include "compiler/schema/format.hpp"

#include <exception>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/format_faults.hpp"

namespace wend::schema {

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// The published format, made ready once; it is only read from then on.
struct Format {
  Json json = Json::parse(published_format());
  valijson::Schema compiled;

  Format() { valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json), compiled); }
};

const Format& format() {
  static const Format kFormat;
  return kFormat;
}

bool judge(const Json& document) {
  return valijson::Validator().validate(format().compiled, Adapter(document), nullptr);
}

}  // namespace

bool fits_format(const Json& document, Faults& faults) {
  bool fits = false;
  try {
    fits = judge(document);
  } catch (const std::exception&) {  // whatever the judge stumbles over does not fit
  }
  if (fits) return true;
  find_format_faults(format().json, document, faults);
  if (!faults.has_errors()) {
    faults.add(diagnostics::codes::schema_wrong_kind, Path(), {"object", document.type_name(), "a tag schema"});
  }
  return false;
}

}  // namespace wend::schema
