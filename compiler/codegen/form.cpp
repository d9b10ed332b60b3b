#include "compiler/codegen/form.hpp"

namespace wend::codegen {

Form form_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::boolean: return Form::truth;
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::distance: return Form::scalar;
    case TypeKind::period: return Form::period;
    case TypeKind::text:
    case TypeKind::customer: return Form::text;
    case TypeKind::set: return type.element == TypeKind::text ? Form::texts : Form::ordinals;
    case TypeKind::list: return Form::none;
  }
  return Form::none;
}

bool can_hold(layout::Storage storage, Form form) {
  switch (storage) {
    case layout::Storage::absent: return true;
    case layout::Storage::boolean8: return form == Form::truth;
    case layout::Storage::integer8:
    case layout::Storage::integer16:
    case layout::Storage::integer32:
    case layout::Storage::integer64:
    case layout::Storage::float64: return form == Form::scalar;
    case layout::Storage::period: return form == Form::period;
    case layout::Storage::text_view:
    case layout::Storage::text_pointer:
    case layout::Storage::text_string:
    case layout::Storage::inline_text: return form == Form::text;
    case layout::Storage::inline_ordinals: return form == Form::ordinals;
    case layout::Storage::inline_texts: return form == Form::texts;
    case layout::Storage::inline_records: return false;
  }
  return false;
}

}  // namespace wend::codegen
