#include "tests/fuzz/mutation.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace wend::fuzz {
namespace {

using namespace std::string_view_literals;

// Numbers at the edges of types, text that is not UTF-8, and what switches between states of a lexer.
constexpr std::array kEdges = {"9223372036854775807"sv,
                               "-9223372036854775808"sv,
                               "18446744073709551616"sv,
                               "0.000000000000000000001"sv,
                               "1e999"sv,
                               "\0"sv,
                               "\xFF"sv,
                               "\xE4\xB8"sv,
                               "\xEF\xBB\xBF"sv,
                               "\xE2\x80\x8B"sv,
                               "\r"sv,
                               "\n"sv,
                               "\""sv,
                               "\\u0000"sv,
                               "\\ud800"sv,
                               "//"sv,
                               "2026-02-30"sv,
                               "24:00"sv};

bool is_of_word(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '_';
}

// The end of the word, or of the single sign, that begins at `place`.
std::size_t end_of_word(std::string_view text, std::size_t place) {
  std::size_t end = place + 1;
  if (is_of_word(text[place])) {
    while (end < text.size() && is_of_word(text[end])) ++end;
  }
  return end;
}

std::vector<std::string> words_of(const std::vector<std::string>& texts) {
  constexpr std::size_t longest = 40;
  std::set<std::string> words(kEdges.begin(), kEdges.end());
  for (const std::string& text : texts) {
    for (std::size_t place = 0; place < text.size();) {
      const std::size_t end = end_of_word(text, place);
      if (end - place <= longest) words.insert(text.substr(place, end - place));
      place = end;
    }
  }
  return {words.begin(), words.end()};
}

}  // namespace

Mutator::Mutator(const std::vector<std::string>& seeds, std::uint64_t seed)
    : seeds_(seeds), words_(words_of(seeds)), random_(seed) {}

std::string Mutator::next() {
  std::string input = seeds_[upto(seeds_.size() - 1)];
  for (std::size_t damages = upto(7) + 1; damages > 0; --damages) damage(input);
  if (input.size() > kLargest) input.resize(kLargest);
  return input;
}

void Mutator::damage(std::string& input) {
  switch (upto(5)) {
    case 0: return flip(input);
    case 1: return insert(input);
    case 2: return erase(input);
    case 3: return duplicate(input);
    case 4: return splice(input);
    default: return replace_word(input);
  }
}

void Mutator::flip(std::string& input) {
  if (input.empty()) return;
  char& byte = input[upto(input.size() - 1)];
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << upto(7)));
}

void Mutator::insert(std::string& input) {
  const std::size_t place = upto(input.size());
  if (upto(2) > 0) {
    input.insert(place, word());
  } else {
    input.insert(place, 1, static_cast<char>(upto(255)));
  }
}

void Mutator::erase(std::string& input) {
  const std::size_t place = upto(input.size());
  input.erase(place, length_at(input, place));
}

void Mutator::duplicate(std::string& input) {
  const std::size_t place = upto(input.size());
  const std::string piece = input.substr(place, length_at(input, place));
  std::size_t times = upto(9) == 0 ? upto(2'000) : 1;
  if (!piece.empty()) times = std::min(times, kLargest / piece.size());
  std::string repeated;
  for (; times > 0; --times) repeated += piece;
  input.insert(place, repeated);
}

void Mutator::splice(std::string& input) {
  const std::string& other = seeds_[upto(seeds_.size() - 1)];
  const std::size_t from = upto(other.size());
  if (upto(1) == 0) {
    input.resize(upto(input.size()));
    input += other.substr(from);
  } else {
    input.insert(upto(input.size()), other.substr(from, length_at(other, from)));
  }
}

void Mutator::replace_word(std::string& input) {
  if (input.empty()) return;
  std::size_t begin = upto(input.size() - 1);
  while (begin > 0 && is_of_word(input[begin]) && is_of_word(input[begin - 1])) --begin;
  input.replace(begin, end_of_word(input, begin) - begin, word());
}

std::size_t Mutator::upto(std::size_t most) {
  return static_cast<std::size_t>(random_() % (most + 1));
}

std::size_t Mutator::length_at(const std::string& input, std::size_t place) {
  const std::size_t left = input.size() - place;
  return upto(std::min<std::size_t>(left, upto(9) == 0 ? left : 16));
}

std::string_view Mutator::word() {
  return words_[upto(words_.size() - 1)];
}

}  // namespace wend::fuzz
