#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/schema/json_text.hpp"
#include "compiler/schema/json_walk.hpp"

namespace wend::schema {

namespace {

struct Found {
  source::Span key;
  source::Span value;
};

// Keeps the pointer of where the parser is, and notes the places of those that are looked for.
class Locator final : public nlohmann::json_sax<Json> {
 public:
  explicit Locator(const source::SourceFile& file) : file_(file), places_(file.text()) {}

  void look_for(const std::string& pointer) { found_.try_emplace(pointer); }
  void run() { Json::sax_parse(places_.begin(), places_.end(), this); }
  [[nodiscard]] const Found& at(const std::string& pointer) const { return found_.at(pointer); }

  bool null() override { return value(places_.exact()); }
  bool boolean(bool) override { return value(places_.exact()); }
  bool number_integer(number_integer_t) override { return value(places_.number()); }
  bool number_unsigned(number_unsigned_t) override { return value(places_.number()); }
  bool number_float(number_float_t, const string_t&) override { return value(places_.number()); }
  bool string(string_t&) override { return value(places_.exact()); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) override { return false; }

  bool key(string_t& name) override {
    pointer_.resize(open_.back().length);
    append_key(pointer_, name);
    key_ = places_.exact();
    return true;
  }

 private:
  struct Open {
    std::size_t length;  // of the container's own pointer
    bool is_array;
    std::size_t next = 0;
  };

  // Moves on to the value that begins here, and notes it if it is looked for.
  bool value(const Token& token) {
    const bool is_element = !open_.empty() && open_.back().is_array;
    if (is_element) {
      pointer_.resize(open_.back().length);
      append_index(pointer_, open_.back().next++);
    }
    if (const auto wanted = found_.find(pointer_); wanted != found_.end()) {
      wanted->second = {span_of(file_, is_element || open_.empty() ? token : key_), span_of(file_, token)};
    }
    return true;
  }

  bool open(bool is_array) {
    value(places_.exact());
    open_.push_back({pointer_.size(), is_array});
    return true;
  }

  bool close() {
    [[maybe_unused]] const Token bracket = places_.exact();
    open_.pop_back();
    return true;
  }

  const source::SourceFile& file_;
  TokenPlaces places_;
  std::string pointer_;
  Token key_;
  std::vector<Open> open_;
  std::unordered_map<std::string, Found> found_;
};

}  // namespace

std::vector<Places> locate(const source::SourceFile& file, const std::vector<Fault>& faults) {
  Locator locator(file);
  for (const Fault& fault : faults) {
    locator.look_for(fault.pointer);
    if (fault.related) locator.look_for(*fault.related);
  }
  locator.run();
  std::vector<Places> places;
  for (const Fault& fault : faults) {
    const Found& found = locator.at(fault.pointer);
    Places& place = places.emplace_back();
    place.fault = fault.part == Fault::Part::key ? found.key : found.value;
    if (fault.related) place.related = locator.at(*fault.related).value;
  }
  return places;
}

}  // namespace wend::schema
