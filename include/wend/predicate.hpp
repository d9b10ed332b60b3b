// A condition over the host's own structs: who is in a segment.
//
//     host::Result<host::Predicate> savers = host::Predicate::segment(program, "payroll_savers", binding);
//     if (savers->judge(&customer, now) == host::Truth::yes) …
//     const std::size_t many = savers->count(std::span(customers), now);
//
// Who only counts, or acts on yes alone, asks for no more, and is answered sooner:
//
//     host::Predicate::segment(program, "payroll_savers", binding, host::Native::where_possible, host::Asked::holds);
//
// An optimised evaluator judges from the first row on, native code once the predicate is hot (native.hpp); they agree
// on every row. Over many rows native code takes about 7 ns a row, the evaluator 20.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <wend/binding.hpp>
#include <wend/native.hpp>
#include <wend/program.hpp>
#include <wend/result.hpp>
#include <wend/value.hpp>

namespace wend::host {

// Structs in memory, `stride` bytes from one to the next: an array of them, or of something that begins with one.
struct Table {
  const void* first = nullptr;
  std::size_t rows = 0;
  std::size_t stride = 0;
};

// Any number of threads may use it at once. It does not need the Program or Binding any more.
class [[gnu::visibility("default")]] Predicate {
 public:
  // By the segment's name or label. Fault::unknown_name; needs_history where it asks for events; not_bound with the
  // tag's name where the binding neither has nor leaves out a tag that it reads, and where it asks name lists or who
  // the customer is, which rows do not say; another_schema; no_native_code.
  // Made within microseconds, but for Native::required.
  [[nodiscard]] static Result<Predicate> segment(const Program& program, std::string_view name, const Binding& binding,
                                                 Native native = Native::where_possible,
                                                 Asked asked = Asked::truth) noexcept;
  // A condition as text, `aum > 50_000 CNY and tier >= gold`; segments and derived tags of the program may be named.
  // The same faults, and faulty_source with diagnostics of the source `condition`.
  [[nodiscard]] static Result<Predicate> condition(const Program& program, std::string_view text,
                                                   const Binding& binding, Native native = Native::where_possible,
                                                   Asked asked = Asked::truth) noexcept;
  Predicate(Predicate&&) noexcept;
  Predicate& operator=(Predicate&&) noexcept;
  ~Predicate();

  // `row` points to a struct as the binding describes it; all tags of a null row are missing. Unknown, or no with
  // Asked::holds, where `now` lies outside the years 1 to 9999. `now` is also what `today` and `last 30 days` are
  // counted from.
  [[nodiscard]] Truth judge(const void* row, Instant now) const noexcept;

  // How many rows it is true for.
  [[nodiscard]] std::size_t count(const Table& table, Instant now) const noexcept;
  [[nodiscard]] std::size_t count(std::span<const void* const> rows, Instant now) const noexcept;
  template <typename Row>
    requires(!std::is_pointer_v<Row>)
  [[nodiscard]] std::size_t count(std::span<Row> rows, Instant now) const noexcept {
    return count(Table{rows.data(), rows.size(), sizeof(Row)}, now);
  }

  // Keeps it on one executor, or leaves it to Native again. Native code is compiled by whoever compiles: at once by
  // `compile`, else in the background.
  void pin(Pin pin) noexcept;
  // Compiles it for speed now, in this thread, whatever it is pinned to. Fault::no_native_code says why it cannot.
  [[nodiscard]] Status compile() noexcept;

  // What judges at this moment.
  [[nodiscard]] Executor executor() const noexcept;
  // Why it has no native code; empty where it has, and where nobody has tried yet.
  [[nodiscard]] std::string why_not_native() const noexcept;
  // Its name is the segment's, or empty for a condition as text.
  [[nodiscard]] Result<ConditionCount> count_of_use() const noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit Predicate(std::unique_ptr<const Parts> parts) noexcept;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace wend::host
