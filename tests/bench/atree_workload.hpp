// A workload in the shape of the advertising set that A-Tree was published with (SIGMOD 2021, "A-Tree: A Dynamic Data
// Structure for Efficiently Indexing Arbitrary Boolean Expressions"): 1.39 million expressions over 974,000 distinct
// predicates, 1 to 56 predicates each, nested 1 to 9 deep. The set itself is not public; what is not published of it is
// chosen here: 40 attributes of an impression, from 2 to 200,000 values, popular ones as in Zipf's law; one expression
// in four has `or` at its root; events miss one value in ten.
//
// The same seed gives the same workload on every machine. Nothing is kept of an expression: it is made anew each time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/match/tree.hpp"
#include "runtime/match/values.hpp"

namespace wend::bench {

// The first events, with which peers are compared (export_peers_data).
inline constexpr std::size_t kPeerEvents = 16;

// Sets the values of an event: the attributes below `cheap`, then the dear.
void set(match::Values& values, std::span<const std::optional<std::int64_t>> event, std::size_t cheap);

struct ATreeShape {
  std::uint64_t seed = 2021;
  std::size_t expressions = 1'390'000;
  std::size_t predicates = 974'000;
};

class ATreeWorkload {
 public:
  using Event = std::vector<std::optional<std::int64_t>>;  // by attribute

  explicit ATreeWorkload(const ATreeShape& shape = {});

  [[nodiscard]] std::size_t attributes() const;
  [[nodiscard]] std::size_t expressions() const { return shape_.expressions; }
  [[nodiscard]] std::size_t predicates() const { return predicates_.size(); }

  // Replaces the tree by the expression.
  void expression(std::size_t position, match::Tree& tree) const;
  [[nodiscard]] Event event(std::size_t position) const;

  // As text, in the notation that public implementations read: `country = 17 and (city in [3, 4] or not age >= 40)`.
  [[nodiscard]] std::string attribute_name(std::size_t attribute) const;
  [[nodiscard]] std::string expression_text(std::size_t position) const;

 private:
  enum class Test : std::uint8_t { equal, one_of, none_of, at_least, at_most };
  struct Predicate {
    std::uint8_t attribute = 0;
    Test test = Test::equal;
    std::uint8_t count = 1;
    std::uint32_t first = 0;  // in values_
  };
  template <typename Writer>
  typename Writer::Part write(std::size_t position, Writer& writer) const;
  [[nodiscard]] static bool decides(const Predicate& predicate);
  void make_predicates();
  [[nodiscard]] match::NodeId test(const Predicate& predicate, match::Tree& tree) const;
  [[nodiscard]] std::string text(const Predicate& predicate) const;

  friend class ATreeTrees;
  friend class ATreeTexts;

  ATreeShape shape_;
  std::vector<Predicate> predicates_;
  std::vector<std::int32_t> values_;
};

}  // namespace wend::bench
