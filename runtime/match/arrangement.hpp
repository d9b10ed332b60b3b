// The order in which entries lie in blocks: those that the same events refute come next to each other.
//
// All entries of a block demand something of one attribute, and lie there by the middle of what passes, so that most
// events refute the block as a whole. Each entry goes where it passes least. Of an attribute as many entries lie
// together as make whole blocks; those that would pass most go to the next best attribute of theirs.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "runtime/match/demands.hpp"

namespace wend::match {

class Arrangement {
 public:
  struct Entry {
    std::uint32_t item = 0;  // as the caller counts
    std::uint8_t alternative = 0;
    std::uint32_t first = 0;  // of its places
    std::uint32_t count = 0;
  };

  // An entry for each of the alternatives.
  void add(std::uint32_t item, const Demands& demands);
  // In order, once all were added.
  [[nodiscard]] std::span<const Entry> arrange();

 private:
  // Where an entry may lie.
  struct Place {
    Attribute attribute = 0;
    float cost = 0;    // what share of events its block is likely to be looked at for
    float middle = 0;  // of what passes: what share of the likely values is below; 1 more where it is in pieces
  };
  using Groups = std::map<Attribute, std::vector<Entry>>;

  // The best place of those whose attribute is a group's; null: there is none.
  [[nodiscard]] const Place* best(const Entry& entry, const Groups& groups) const;
  [[nodiscard]] const Place& at(const Entry& entry, Attribute attribute) const;
  // Sorts what makes whole blocks to the end of what is arranged; the rest remains.
  void take_blocks(Attribute attribute, std::vector<Entry>& entries);

  std::vector<Entry> entries_;
  std::vector<Place> places_;
  std::vector<Entry> arranged_;
};

}  // namespace wend::match
