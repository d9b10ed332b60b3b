// The names that someone may have meant.
#include <unicode/uchar.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/code_point.hpp"

namespace wend::diagnostics {

namespace {

using CodePoints = std::vector<UChar32>;

constexpr std::size_t kLongestName = 128;  // code points; nobody means a name as long as this one
constexpr std::size_t kMostEdits = 3;
constexpr std::size_t kMostIdeographEdits = 2;

bool is_ideograph(UChar32 letter) {
  return letter > 0x7F && u_hasBinaryProperty(letter, UCHAR_IDEOGRAPHIC) != 0;
}

UChar32 fold(UChar32 letter) {
  if (letter > 0x7F) return u_foldCase(letter, U_FOLD_CASE_DEFAULT);
  return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

// Into the same vector each time, for it is done for thousands of names.
void decode(std::string_view text, CodePoints& letters) {
  letters.clear();
  text = text.substr(0, 4 * (kLongestName + 1));
  for (std::size_t at = 0; at < text.size();) {
    const source::CodePoint letter = source::code_point_at(text, at);
    letters.push_back(fold(static_cast<UChar32>(letter.value)));
    at += letter.size;
  }
}

// The more letters, the more of them may differ; one ideograph says as much as several letters of an alphabet, but a
// word has few of them.
std::size_t most_edits(const CodePoints& written, std::size_t longer) {
  if (std::ranges::any_of(written, is_ideograph)) return std::min(longer / 2, kMostIdeographEdits);
  return std::clamp<std::size_t>(longer / 3, 1, kMostEdits);
}

// Insertions, deletions, replacements and swaps of neighbours (the optimal string alignment distance), as far as they
// matter: what is more than `limit` is `limit + 1`.
class EditDistance {
 public:
  std::size_t operator()(const CodePoints& left, const CodePoints& right, std::size_t limit) {
    const std::size_t difference = std::max(left.size(), right.size()) - std::min(left.size(), right.size());
    if (difference > limit) return limit + 1;
    before_last_.assign(right.size() + 1, 0);
    last_.resize(right.size() + 1);
    row_.resize(right.size() + 1);
    std::iota(last_.begin(), last_.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
      fill_row(left, right, i);
      if (std::ranges::min(row_) > limit) return limit + 1;
      std::swap(before_last_, last_);
      std::swap(last_, row_);
    }
    return std::min(last_.back(), limit + 1);
  }

 private:
  void fill_row(const CodePoints& left, const CodePoints& right, std::size_t i) {
    row_[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = last_[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row_[j] = std::min({last_[j] + 1, row_[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row_[j] = std::min(row_[j], before_last_[j - 2] + 1);
    }
  }

  std::vector<std::size_t> before_last_;
  std::vector<std::size_t> last_;
  std::vector<std::size_t> row_;
};

struct Near {
  std::size_t distance = 0;
  std::string_view name;
  friend auto operator<=>(const Near&, const Near&) = default;
};

}  // namespace

std::vector<std::string_view> nearest(std::string_view written, const std::vector<std::string_view>& names,
                                      std::size_t most) {
  CodePoints wanted;
  decode(written, wanted);
  if (wanted.empty() || wanted.size() > kLongestName) return {};
  CodePoints letters;
  EditDistance distance_between;
  std::vector<Near> found;
  for (const std::string_view name : names) {
    if (name == written) continue;
    decode(name, letters);
    const std::size_t limit = most_edits(wanted, std::max(wanted.size(), letters.size()));
    const std::size_t distance = distance_between(wanted, letters, limit);
    if (distance <= limit) found.push_back({distance, name});
  }
  std::ranges::sort(found);
  const auto doubles = std::ranges::unique(found);
  found.erase(doubles.begin(), doubles.end());
  found.resize(std::min(found.size(), most));
  std::vector<std::string_view> best;
  best.reserve(found.size());
  for (const Near& near : found) best.push_back(near.name);
  return best;
}

}  // namespace wend::diagnostics
