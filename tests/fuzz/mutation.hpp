// Damages inputs at random, the same way for the same seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wend::fuzz {

class Mutator {
 public:
  // `seeds` is not empty and outlives this.
  Mutator(const std::vector<std::string>& seeds, std::uint64_t seed);

  // One of the seeds with one to eight damages, at most kLargest bytes.
  [[nodiscard]] std::string next();

  static constexpr std::size_t kLargest = 64 * 1024;

 private:
  void damage(std::string& input);
  void flip(std::string& input);
  void insert(std::string& input);
  void erase(std::string& input);
  // A piece of the input once more, up to many times: what nests or repeats without end.
  void duplicate(std::string& input);
  // From somewhere on, another seed.
  void splice(std::string& input);
  void replace_word(std::string& input);

  std::size_t upto(std::size_t most);
  // A place in the input, and a length from there that is mostly short.
  std::size_t length_at(const std::string& input, std::size_t place);
  std::string_view word();

  const std::vector<std::string>& seeds_;
  std::vector<std::string> words_;
  std::mt19937_64 random_;
};

}  // namespace wend::fuzz
