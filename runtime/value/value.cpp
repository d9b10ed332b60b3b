#include "runtime/value/value.hpp"

#include <algorithm>
#include <type_traits>

namespace wend {

namespace {

std::vector<std::string> copy(const Texts& texts) {
  std::vector<std::string> copied;
  copied.reserve(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) copied.emplace_back(texts[i]);
  return copied;
}

bool same_form(Unknown, Unknown) {
  return true;
}

template <typename T>
bool same_form(const T& left, const T& right) {
  return left == right;
}

bool same_form(const Ordinals& left, const Ordinals& right) {
  return std::ranges::equal(left, right);
}

bool same_form(const Texts& left, const Texts& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] != right[i]) return false;
  }
  return true;
}

bool same_form(const Records& left, const Records& right) {
  return same_form(left.rows, right.rows);
}

struct Borrow {
  Value operator()(const std::string& text) const { return std::string_view(text); }
  Value operator()(const std::vector<std::int32_t>& ordinals) const { return Ordinals(ordinals); }
  Value operator()(const std::vector<std::string>& texts) const { return Texts(std::span(texts)); }
  Value operator()(const OwnedRecords& records) const { return Records{Texts(std::span(records.rows))}; }
  template <typename T>
  Value operator()(const T& plain) const {
    return plain;
  }
};

struct Own {
  OwnedValue operator()(std::string_view text) const { return std::string(text); }
  OwnedValue operator()(const Ordinals& ordinals) const {
    return std::vector<std::int32_t>(ordinals.begin(), ordinals.end());
  }
  OwnedValue operator()(const Texts& texts) const { return copy(texts); }
  OwnedValue operator()(const Records& records) const { return OwnedRecords{copy(records.rows)}; }
  template <typename T>
  OwnedValue operator()(const T& plain) const {
    return plain;
  }
};

}  // namespace

Value borrow(const OwnedValue& value) {
  return std::visit(Borrow{}, value);
}

OwnedValue own(const Value& value) {
  return std::visit(Own{}, value);
}

bool same(const Value& left, const Value& right) {
  return std::visit(
      [](const auto& one, const auto& other) {
        if constexpr (std::is_same_v<decltype(one), decltype(other)>) {
          return same_form(one, other);
        } else {
          return false;
        }
      },
      left, right);
}

}  // namespace wend
