#include "compiler/schema/search.hpp"

#include <algorithm>
#include <optional>

#include "compiler/schema/identifiers.hpp"

namespace wend::schema {

namespace {

// What a thing is called, as it is compared. Of `deposit.amount` the last part is its identifier.
struct Called {
  std::string qualified;
  std::string_view identifier;
  std::vector<std::string> labels;
  std::string description;

  explicit Called(const Thing& thing)
      : qualified(folded(thing.name)), description(folded(thing.fact(Aspect::description))) {
    const std::size_t dot = qualified.rfind('.');
    identifier = std::string_view(qualified).substr(dot == std::string::npos ? 0 : dot + 1);
    for (const auto& [language, label] : *thing.label) labels.push_back(folded(label));
  }
  Called(const Called&) = delete;
  Called& operator=(const Called&) = delete;

  template <typename Predicate>
  [[nodiscard]] bool any_label(Predicate holds) const {
    return std::any_of(labels.begin(), labels.end(), holds);
  }
  [[nodiscard]] bool mentions(std::string_view word) const {
    return qualified.find(word) != std::string::npos || description.find(word) != std::string::npos ||
           any_label([&](const std::string& label) { return label.find(word) != std::string::npos; });
  }
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(' ', end);
  }
  return words;
}

std::optional<Closeness> closeness(const Called& called, std::string_view wanted,
                                   const std::vector<std::string_view>& words) {
  if (called.identifier == wanted || called.qualified == wanted) return Closeness::identifier;
  if (called.any_label([&](const std::string& label) { return label == wanted; })) return Closeness::label;
  if (called.identifier.starts_with(wanted)) return Closeness::beginning_of_identifier;
  if (called.any_label([&](const std::string& label) { return label.starts_with(wanted); })) {
    return Closeness::beginning_of_label;
  }
  if (called.identifier.find(wanted) != std::string_view::npos) return Closeness::in_identifier;
  if (called.any_label([&](const std::string& label) { return label.find(wanted) != std::string::npos; })) {
    return Closeness::in_label;
  }
  if (called.description.find(wanted) != std::string::npos) return Closeness::in_description;
  const bool has_all =
      words.size() > 1 && std::all_of(words.begin(), words.end(), [&](auto word) { return called.mentions(word); });
  return has_all ? std::optional(Closeness::all_words) : std::nullopt;
}

}  // namespace

std::vector<Hit> search(const Schema& schema, std::string_view wanted, std::size_t most) {
  const std::string folded_wanted = folded(wanted);
  const std::vector<std::string_view> words = words_of(folded_wanted);
  std::vector<Hit> hits;
  if (words.empty()) return hits;
  for (Thing& thing : things_of(schema)) {
    const auto found = closeness(Called(thing), folded_wanted, words);
    if (found) hits.push_back({*found, std::move(thing)});
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& left, const Hit& right) { return left.closeness < right.closeness; });
  if (hits.size() > most) hits.resize(most);
  return hits;
}

}  // namespace wend::schema
