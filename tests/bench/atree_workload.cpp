#include "tests/bench/atree_workload.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <unordered_set>

namespace wend::bench {
namespace {

struct AttributeShape {
  const char* name;
  std::int32_t values;
  bool is_number = false;  // compared by `>=` and `<=`
};

constexpr std::array kAttributes = {
    AttributeShape{"country", 200},
    AttributeShape{"region", 3'000},
    AttributeShape{"city", 20'000},
    AttributeShape{"domain", 100'000},
    AttributeShape{"app", 50'000},
    AttributeShape{"publisher", 10'000},
    AttributeShape{"placement", 200'000},
    AttributeShape{"exchange", 50},
    AttributeShape{"device", 6},
    AttributeShape{"os", 10},
    AttributeShape{"os_version", 60},
    AttributeShape{"browser", 30},
    AttributeShape{"carrier", 300},
    AttributeShape{"language", 50},
    AttributeShape{"size", 40},
    AttributeShape{"segment_1", 5'000},
    AttributeShape{"segment_2", 5'000},
    AttributeShape{"segment_3", 5'000},
    AttributeShape{"segment_4", 5'000},
    AttributeShape{"segment_5", 5'000},
    AttributeShape{"segment_6", 5'000},
    AttributeShape{"hour", 24},
    AttributeShape{"weekday", 7},
    AttributeShape{"age", 100, true},
    AttributeShape{"gender", 3},
    AttributeShape{"floor", 10'000, true},
    AttributeShape{"score", 1'000, true},
    AttributeShape{"frequency", 100, true},
    AttributeShape{"viewability", 100, true},
    AttributeShape{"isp", 2'000},
    AttributeShape{"deal", 20'000},
    AttributeShape{"postal", 40'000},
    AttributeShape{"category", 400},
    AttributeShape{"rating", 5},
    AttributeShape{"position", 10},
    AttributeShape{"secure", 2},
    AttributeShape{"interstitial", 2},
    AttributeShape{"income", 100'000, true},
    AttributeShape{"recency", 1'000, true},
    AttributeShape{"campaign", 30'000},
};

constexpr std::size_t kMostPredicates = 56;
constexpr unsigned kDeepest = 9;
constexpr unsigned kMissingPercent = 10;

// Splits a seed into as many streams as are needed.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t stream) : state_(seed * 0x9E37'79B9'7F4A'7C15ULL + stream) { next(); }

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E37'79B9'7F4A'7C15ULL;
    mixed = (mixed ^ mixed >> 30U) * 0xBF58'476D'1CE4'E5B9ULL;
    mixed = (mixed ^ mixed >> 27U) * 0x94D0'49BB'1331'11EBULL;
    return mixed ^ mixed >> 31U;
  }
  std::size_t below(std::size_t count) { return next() % count; }
  bool chance(unsigned percent) { return below(100) < percent; }
  // The position of a value: about as often below n as below n times n.
  std::int32_t popular(std::int32_t count) {
    const double fraction = static_cast<double>(next() >> 11U) / static_cast<double>(1ULL << 53U);
    const auto position = static_cast<std::int32_t>(std::pow(static_cast<double>(count) + 1, fraction)) - 1;
    return std::clamp(position, 0, count - 1);
  }
  std::int32_t value_of(const AttributeShape& attribute) {
    return attribute.is_number ? static_cast<std::int32_t>(below(static_cast<std::size_t>(attribute.values)))
                               : popular(attribute.values);
  }

 private:
  std::uint64_t state_;
};

// 1 for one expression in twelve, about five on average, now and then 56.
std::size_t predicate_count(Random& random) {
  if (random.below(2'000) == 0) return kMostPredicates;
  std::size_t count = 1;
  while (count < kMostPredicates && random.below(12) != 0 && (count < 3 || random.chance(68))) ++count;
  return count;
}

}  // namespace

void set(match::Values& values, std::span<const std::optional<std::int64_t>> event, std::size_t cheap) {
  values.begin(nullptr, cheap, event.size() - cheap);
  for (std::size_t at = 0; at < event.size(); ++at) {
    const std::size_t attribute = at < cheap ? at : match::kFirstDear + at - cheap;
    values.set(static_cast<match::Attribute>(attribute), event[at]);
  }
}

ATreeWorkload::ATreeWorkload(const ATreeShape& shape) : shape_(shape) {
  make_predicates();
}

std::size_t ATreeWorkload::attributes() const {
  return kAttributes.size();
}

void ATreeWorkload::make_predicates() {
  Random random(shape_.seed, 0);
  std::unordered_set<std::string> seen;
  std::vector<std::int32_t> values;
  while (predicates_.size() < shape_.predicates) {
    Predicate predicate{.attribute = static_cast<std::uint8_t>(random.below(kAttributes.size()))};
    const AttributeShape& attribute = kAttributes[predicate.attribute];
    const std::size_t kind = random.below(100);
    std::size_t count = 1;
    if (attribute.is_number && kind < 80) {
      predicate.test = kind < 50 ? Test::at_least : Test::at_most;
    } else if (kind >= 45 && attribute.values > 8) {
      predicate.test = kind < 93 ? Test::one_of : Test::none_of;
      count = 2 + random.below(4);
    }
    values.clear();
    // Lists are long because they reach for what is rare.
    for (std::size_t at = 0; at < count; ++at) {
      values.push_back(count == 1
                           ? random.value_of(attribute)
                           : static_cast<std::int32_t>(random.below(static_cast<std::size_t>(attribute.values))));
    }
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
    std::string key = {static_cast<char>(predicate.attribute), static_cast<char>(predicate.test)};
    for (const std::int32_t value : values) key += std::to_string(value) + ",";
    if (!seen.insert(std::move(key)).second) continue;
    predicate.count = static_cast<std::uint8_t>(values.size());
    predicate.first = static_cast<std::uint32_t>(values_.size());
    values_.insert(values_.end(), values.begin(), values.end());
    predicates_.push_back(predicate);
  }
}

// Writes the expression bottom up: `writer` joins parts and writes predicates.
template <typename Writer>
typename Writer::Part ATreeWorkload::write(std::size_t position, Writer& writer) const {
  Random random(shape_.seed, position + 1);
  bool is_first = true;
  const auto any_predicate = [&]() -> const Predicate& {
    // Every predicate is in some expression.
    const std::size_t chosen = is_first ? position % predicates_.size() : random.below(predicates_.size());
    is_first = false;
    return predicates_[chosen];
  };
  // Nobody pays for an advertisement that is shown to everyone: what decides alone is one of many values.
  const auto predicate = [&](bool must_decide) -> const Predicate& {
    const Predicate* chosen = &any_predicate();
    while (must_decide && !decides(*chosen)) chosen = &any_predicate();
    return *chosen;
  };
  // Of an `all` one part must decide, of an `any` each.
  const auto node = [&](const auto& self, std::size_t count, bool is_all, unsigned depth, bool must_decide) ->
      typename Writer::Part {
        if (count == 1) return writer.predicate(predicate(must_decide));
        std::vector<typename Writer::Part> parts;
        while (count > 0) {
          const bool is_nested = count > 2 && depth < kDeepest && random.chance(35);
          const std::size_t taken = is_nested ? std::max<std::size_t>(2, random.below(count)) : 1;
          const bool part_decides = must_decide && (!is_all || parts.empty());
          parts.push_back(taken == 1 ? writer.predicate(predicate(part_decides))
                                     : self(self, taken, !is_all, depth + 1, part_decides));
          count -= taken;
        }
        return writer.join(is_all, parts);
      };
  return node(node, predicate_count(random), !random.chance(25), 2, true);
}

bool ATreeWorkload::decides(const Predicate& predicate) {
  const bool is_one_of_few = predicate.test == Test::equal || predicate.test == Test::one_of;
  return is_one_of_few && !kAttributes[predicate.attribute].is_number &&
         kAttributes[predicate.attribute].values >= 1'000;
}

class ATreeTrees {
 public:
  using Part = match::NodeId;
  ATreeTrees(const ATreeWorkload& workload, match::Tree& tree) : workload_(workload), tree_(tree) {}
  Part predicate(const ATreeWorkload::Predicate& predicate) { return workload_.test(predicate, tree_); }
  Part join(bool is_all, const std::vector<Part>& parts) { return is_all ? tree_.all(parts) : tree_.any(parts); }

 private:
  const ATreeWorkload& workload_;
  match::Tree& tree_;
};

class ATreeTexts {
 public:
  using Part = std::string;
  explicit ATreeTexts(const ATreeWorkload& workload) : workload_(workload) {}
  Part predicate(const ATreeWorkload::Predicate& predicate) { return workload_.text(predicate); }
  static Part join(bool is_all, const std::vector<Part>& parts) {
    std::string text = "(";
    for (const Part& part : parts) text += (text.size() == 1 ? "" : (is_all ? " and " : " or ")) + part;
    return text + ")";
  }

 private:
  const ATreeWorkload& workload_;
};

void ATreeWorkload::expression(std::size_t position, match::Tree& tree) const {
  tree.clear();
  ATreeTrees writer(*this, tree);
  tree.set_root(write(position, writer));
}

std::string ATreeWorkload::expression_text(std::size_t position) const {
  ATreeTexts writer(*this);
  return write(position, writer);
}

ATreeWorkload::Event ATreeWorkload::event(std::size_t position) const {
  Random random(shape_.seed, ~std::uint64_t{position});
  Event event(kAttributes.size());
  for (std::size_t at = 0; at < event.size(); ++at) {
    if (!random.chance(kMissingPercent)) event[at] = random.value_of(kAttributes[at]);
  }
  return event;
}

std::string ATreeWorkload::attribute_name(std::size_t attribute) const {
  return kAttributes[attribute].name;
}

match::NodeId ATreeWorkload::test(const Predicate& predicate, match::Tree& tree) const {
  std::array<match::Range, 8> ranges;
  std::size_t count = 0;
  const std::span<const std::int32_t> values = std::span(values_).subspan(predicate.first, predicate.count);
  switch (predicate.test) {
    case Test::equal:
    case Test::one_of:
      for (const std::int32_t value : values) ranges[count++] = {value, value};
      break;
    case Test::none_of: {
      std::int64_t from = match::kLeast;
      for (const std::int32_t value : values) {
        ranges[count++] = {from, value - 1};
        from = value + 1;
      }
      ranges[count++] = {from, match::kMost};
      break;
    }
    case Test::at_least: ranges[count++] = {values.front(), match::kMost}; break;
    case Test::at_most: ranges[count++] = {match::kLeast, values.front()}; break;
  }
  return tree.test(predicate.attribute, std::span(ranges).first(count));
}

std::string ATreeWorkload::text(const Predicate& predicate) const {
  const std::span<const std::int32_t> values = std::span(values_).subspan(predicate.first, predicate.count);
  std::string list;
  for (const std::int32_t value : values) list += (list.empty() ? "" : ", ") + std::to_string(value);
  const std::string name = kAttributes[predicate.attribute].name;
  switch (predicate.test) {
    case Test::equal: return name + " = " + list;
    case Test::one_of: return name + " in [" + list + "]";
    case Test::none_of: return name + " not in [" + list + "]";
    case Test::at_least: return name + " >= " + list;
    case Test::at_most: return name + " <= " + list;
  }
  return name;
}

}  // namespace wend::bench
