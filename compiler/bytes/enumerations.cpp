#include "compiler/bytes/enumerations.hpp"

namespace wend::bytes {

bool has_name(ir::Operation value) {
  switch (value) {
#define WEND_OPERATION(name, operands, meaning) case ir::Operation::name:
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
    return true;
  }
  return false;
}

bool has_name(TypeKind value) {
  using enum TypeKind;
  switch (value) {
    case boolean:
    case integer:
    case number:
    case money:
    case duration:
    case period:
    case date:
    case time:
    case time_of_day:
    case text:
    case enumeration:
    case set:
    case product:
    case place:
    case distance:
    case customer:
    case list: return true;
  }
  return false;
}

bool has_name(Schedule::Kind value) {
  using enum Schedule::Kind;
  switch (value) {
    case daily:
    case weekly:
    case monthly:
    case month_end:
    case once: return true;
  }
  return false;
}

bool has_name(ir::Slot value) {
  using enum ir::Slot;
  switch (value) {
    case matched:
    case entered:
    case candidate:
    case stage_1:
    case stage_2:
    case stage_3:
    case stage_4:
    case named_1:
    case named_2:
    case named_3:
    case named_4:
    case named_5:
    case named_6:
    case named_7:
    case named_8:
    case nested: return true;
  }
  return false;
}

bool has_name(ir::Moment::Base value) {
  using enum ir::Moment::Base;
  switch (value) {
    case now:
    case today:
    case week:
    case month:
    case year: return true;
  }
  return false;
}

bool has_name(ir::Aggregate value) {
  using enum ir::Aggregate;
  switch (value) {
    case count:
    case sum:
    case average:
    case min:
    case max:
    case distinct:
    case happened:
    case first:
    case latest:
    case time_since: return true;
  }
  return false;
}

bool has_name(ir::Selection::Aggregate value) {
  using enum ir::Selection::Aggregate;
  switch (value) {
    case any:
    case every:
    case none:
    case count:
    case sum:
    case average:
    case min:
    case max:
    case one: return true;
  }
  return false;
}

bool has_name(ir::Pattern::Kind value) {
  using enum ir::Pattern::Kind;
  switch (value) {
    case event:
    case absence:
    case sequence:
    case change:
    case schedule:
    case any: return true;
  }
  return false;
}

bool has_name(ir::WaitUntil::IfPast value) {
  using enum ir::WaitUntil::IfPast;
  switch (value) {
    case go_on:
    case skip:
    case stop: return true;
  }
  return false;
}

bool has_name(ir::Migration::Otherwise value) {
  using enum ir::Migration::Otherwise;
  switch (value) {
    case unsaid:
    case keep:
    case exit: return true;
  }
  return false;
}

bool has_name(ir::Reentry::Kind value) {
  using enum ir::Reentry::Kind;
  switch (value) {
    case never:
    case after:
    case always: return true;
  }
  return false;
}

bool has_name(ir::Metric::Aggregate value) {
  using enum ir::Metric::Aggregate;
  switch (value) {
    case average:
    case sum:
    case count:
    case share: return true;
  }
  return false;
}

bool has_name(ir::Verdict value) {
  using enum ir::Verdict;
  switch (value) {
    case delay:
    case skip:
    case stop: return true;
  }
  return false;
}

bool has_name(ir::Reservation::Order value) {
  using enum ir::Reservation::Order;
  switch (value) {
    case equal:
    case not_equal:
    case less:
    case less_equal:
    case greater:
    case greater_equal: return true;
  }
  return false;
}

}  // namespace wend::bytes
