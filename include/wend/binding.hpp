// The host's own struct as a customer's tags, read in place.
//
//     host::Result<host::Binding> binding = host::Binding::make(program, sizeof(Customer));
//     const Customer shape{};
//     for (const host::Status& bound : {binding->bind("aum", host::field(shape, shape.aum).in(host::unit::cents)),
//                                       binding->bind("tier", host::field(shape, shape.tier)),
//                                       binding->leave_out("city")})
//       if (!bound) return fail(bound.error().message);
//
// How the schema's types may be stored:
//   bool                 bool
//   integer, distance    signed integers, double (distances in metres)
//   number, money        signed integers with a unit, double
//   duration             signed integers with a unit, std::chrono::duration of integers, microseconds or longer
//   time                 the same, since 1970-01-01T00:00Z, and std::chrono::sys_time
//   time of day          signed integers with a unit, std::chrono::duration, since midnight
//   date                 signed integers, days since 1970-01-01; std::chrono::sys_days
//   enum, product        enum classes and signed integers: the position in the schema's list of values, from 0
//   text, customer       std::string, std::string_view, const char*
//   period               host::Period
//   place                host::Coordinates
// and a std::optional of each. Sets have no storage yet: load them by name (Engine::load).
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include <wend/field.hpp>
#include <wend/program.hpp>
#include <wend/result.hpp>

namespace wend::host {

// For one thread at a time; Predicate and Engine::load take what they need out of it, so it may change or go
// afterwards.
class [[gnu::visibility("default")]] Binding {
 public:
  // To the tags of the program's schema, for structs of that many bytes (1 to 2^31).
  [[nodiscard]] static Result<Binding> make(const Program& program, std::size_t row_size) noexcept;
  Binding(Binding&&) noexcept;
  Binding& operator=(Binding&&) noexcept;
  ~Binding();

  // By the tag's name, or a label in any language. Fault::unknown_name; wrong_type where the field's type is no way to
  // store the tag's; wrong_storage where a unit is missing or does not come out even, where the names of an enumeration
  // are not the schema's, or the field is marked missing in a way that it cannot be; out_of_range where it does not lie
  // in the row. An error changes nothing; binding a tag anew replaces what was.
  [[nodiscard]] Status bind(std::string_view tag, const Field& field) noexcept;
  // The host does not have this tag: it is missing for every row. Saying so lets conditions that read it be judged.
  [[nodiscard]] Status leave_out(std::string_view tag) noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit Binding(std::unique_ptr<Parts> parts) noexcept;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::host
