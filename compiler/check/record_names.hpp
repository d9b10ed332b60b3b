// Names that have to do with lists: fields of records, name lists and areas.
#pragma once

#include <optional>

#include "compiler/check/place.hpp"

namespace wend::check {

// The field of the record's list by identifier or label; nothing, and nothing is said, where there is none.
[[nodiscard]] std::optional<schema::FieldIndex> field_of_record(const Place& place, const RecordInScope& record,
                                                                const syntax::Name& name);
// A field of a record in scope; reports one that its list lacks.
[[nodiscard]] Checked check_record_field(const Place& place, const RecordInScope& record, const syntax::Name& name);

// What the name list says of the customer; reports a field that it lacks.
[[nodiscard]] Checked check_list_field(const Place& place, std::uint32_t list, const syntax::Name& name);

// The name list or the area that a name means after `in`: nothing where a field, a tag or a definition has the name.
[[nodiscard]] std::optional<std::uint32_t> name_list(const Place& place, const syntax::Name& name);
[[nodiscard]] std::optional<std::uint32_t> area_named(const Place& place, const syntax::Name& name);

std::nullopt_t report_unknown_record_field(const Place& place, std::uint32_t list, const syntax::Name& name);
// A bare name that is a field of the record and a tag.
std::nullopt_t report_record_field_and_tag(const Place& place, const syntax::Name& name);
// `.name` behind a list.
std::nullopt_t report_list_has_many(const Place& place, const Type& list, const syntax::Name& name);

}  // namespace wend::check
