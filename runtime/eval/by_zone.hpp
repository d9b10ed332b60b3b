// What is computed once for each time zone rather than for each customer: moments, for those who have a zone of their
// own.
//
//     ByZone<Caller> callers(schema, zone, [&](const Zone& own) { return Caller(native, now, own); });
//     for (…) callers.of(tags).judge(condition, inputs);
//
// Keeps at most kMostZones, and makes what is beyond them anew each time. For one thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "runtime/eval/customer_zone.hpp"

namespace wend::eval {

template <typename Kept>
class ByZone {
 public:
  using Make = std::function<Kept(const Zone&)>;
  static constexpr std::size_t kMostZones = 1'000;

  // Borrows the schema.
  ByZone(const schema::Schema& schema, const Zone& otherwise, Make make)
      : schema_(&schema), otherwise_(otherwise), make_(std::move(make)) {}

  // Valid until the next call.
  Kept& of(const layout::Row& tags) {
    const Value value = schema_->customer_zone ? layout::load(tags, *schema_->customer_zone) : Value{};
    const auto* text = std::get_if<std::string_view>(&value);
    const std::string_view name = text == nullptr ? std::string_view() : *text;
    if (const auto found = kept_.find(name); found != kept_.end()) return *found->second;
    auto made = std::make_unique<Kept>(make_(customer_zone(*schema_, tags, otherwise_)));
    std::unique_ptr<Kept>& place = kept_.size() < kMostZones ? kept_[std::string(name)] : spare_;
    place = std::move(made);
    return *place;
  }

 private:
  const schema::Schema* schema_;
  Zone otherwise_;
  Make make_;
  std::map<std::string, std::unique_ptr<Kept>, std::less<>> kept_;  // by the tag's text; empty: there is none
  std::unique_ptr<Kept> spare_;
};

}  // namespace wend::eval
