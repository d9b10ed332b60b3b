#include "compiler/schema/format.hpp"

#include <exception>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "compiler/schema/format_faults.hpp"

namespace wend::schema {

namespace {

bool judge(const Json& format, const Json& document) {
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  valijson::Schema compiled;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(format), compiled);
  return valijson::Validator().validate(compiled, Adapter(document), nullptr);
}

}  // namespace

bool fits_format(const Json& document, Faults& faults) {
  const Json format = Json::parse(published_format());
  bool fits = false;
  try {
    fits = judge(format, document);
  } catch (const std::exception&) {  // whatever the judge stumbles over does not fit
  }
  if (fits) return true;
  find_format_faults(format, document, faults);
  if (!faults.has_errors()) {
    faults.add(diagnostics::Code::schema_wrong_kind, Path(), {"object", document.type_name(), "a tag schema"});
  }
  return false;
}

}  // namespace wend::schema
