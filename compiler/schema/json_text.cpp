#include "compiler/schema/json_text.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/json_walk.hpp"

namespace wend::schema {

namespace {

namespace codes = diagnostics::codes;

// What the parser says, without its own name, the place (which the span tells) and the text read last (which the
// span shows): "syntax error while parsing value - invalid literal; last read: 'tru}'; expected …".
std::string reason(std::string_view said) {
  if (const std::size_t name = said.find("] "); name != std::string_view::npos) said.remove_prefix(name + 2);
  if (const std::size_t dash = said.find(" - "); dash != std::string_view::npos) said.remove_prefix(dash + 3);
  const std::size_t last_read = said.find("; last read: ");
  std::string result(said.substr(0, last_read));
  const std::size_t expected = said.rfind("; expected ");
  if (last_read < expected && expected != std::string_view::npos) result += said.substr(expected);
  return result;
}

// Builds the tree, and stops at what passes a bound.
class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(const source::SourceFile& file, Faults& faults) : file_(file), faults_(faults), places_(file.text()) {}

  [[nodiscard]] std::optional<Json> build() {
    const bool complete = Json::sax_parse(places_.begin(), places_.end(), this);
    if (!complete || faults_.has_errors()) return std::nullopt;
    return std::move(root_);
  }

  bool null() override { return scalar(places_.exact(), nullptr); }
  bool boolean(bool value) override { return scalar(places_.exact(), value); }
  bool number_integer(number_integer_t value) override { return scalar(places_.number(), value); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(places_.number(), value); }
  bool number_float(number_float_t value, const string_t&) override { return scalar(places_.number(), value); }
  bool string(string_t& value) override { return scalar(places_.exact(), std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const Token token = places_.exact();
    auto& members = *open_.back().container->get_ptr<Json::object_t*>();
    const auto [member, is_new] = members.try_emplace(name);
    open_.back().member = member;
    if (is_new) return true;
    faults_.add(codes::schema_duplicate_key, pointer(), {name}).span = span_of(file_, token);
    return !faults_.full();
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
    const std::size_t at = std::min(position > 0 ? position - 1 : 0, file_.text().size());
    const std::size_t end = std::min(at + 1, file_.text().size());
    faults_.add_in_text(codes::schema_not_json, span_of(file_, {at, end}), {reason(error.what())});
    return false;
  }

 private:
  struct Open {
    Json* container;
    Json::object_t::iterator member{};  // of an object: the one whose value comes next
  };

  // Where the parser now is: the members and elements that are open.
  [[nodiscard]] std::string pointer() const {
    std::string result;
    for (const Open& open : open_) {
      if (open.container->is_object()) {
        append_key(result, open.member->first);
      } else {
        append_index(result, open.container->size() - 1);
      }
    }
    return result;
  }

  bool scalar(const Token& token, Json value) { return place(token, std::move(value)) != nullptr; }

  bool open(Json container) {
    const Token token = places_.exact();
    if (open_.size() == kDeepestNesting) {
      faults_.add_in_text(codes::schema_too_deep, span_of(file_, token), {std::to_string(kDeepestNesting)});
      return false;
    }
    Json* placed = place(token, std::move(container));
    if (placed != nullptr) open_.push_back({placed});
    return placed != nullptr;
  }

  bool close() {
    [[maybe_unused]] const Token bracket = places_.exact();
    open_.pop_back();
    return true;
  }

  Json* place(const Token& token, Json value) {
    if (++values_ > kMostValues) {
      faults_.add_in_text(codes::schema_too_many_values, span_of(file_, token), {std::to_string(kMostValues)});
      return nullptr;
    }
    if (open_.empty()) return &(root_ = std::move(value));
    Open& inner = open_.back();
    if (auto* elements = inner.container->get_ptr<Json::array_t*>()) return &elements->emplace_back(std::move(value));
    return &(inner.member->second = std::move(value));
  }

  const source::SourceFile& file_;
  Faults& faults_;
  TokenPlaces places_;
  Json root_;
  std::vector<Open> open_;
  std::size_t values_ = 0;
};

}  // namespace

std::optional<Json> parse(const source::SourceFile& file, Faults& faults) {
  const std::string_view text = file.text();
  if (text.size() > kLargestText) {
    faults.add_in_text(codes::schema_too_large, {file.id(), 0, 0},
                       {std::to_string(text.size()), std::to_string(kLargestText)});
    return std::nullopt;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    faults.add_in_text(codes::schema_empty, {file.id(), 0, 0});
    return std::nullopt;
  }
  return TreeBuilder(file, faults).build();
}

}  // namespace wend::schema
