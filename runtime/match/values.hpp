// The values of one event as the index asks for them: each read when it is first asked for, and once.
//
// What a value is computed from is the business of a Source. For one event after another: `begin` forgets the values of
// the one before. For one thread.
#pragma once

#include <optional>
#include <vector>

#include "runtime/match/tree.hpp"

namespace wend::match {

class Source {
 public:
  virtual ~Source() = default;
  // Nothing: missing.
  [[nodiscard]] virtual std::optional<std::int64_t> read(Attribute attribute) = 0;
};

class Values {
 public:
  // For attributes below `cheap`, and below kFirstDear + `dear`. The source must outlive what is asked.
  void begin(Source* source, std::size_t cheap, std::size_t dear = 0) {
    source_ = source;
    cheap_.assign(cheap, Cell{});
    dear_.assign(dear, Cell{});
  }
  // Sets a value without a source: of a missing one, nothing.
  void set(Attribute attribute, std::optional<std::int64_t> value) {
    cell(attribute) = {value.value_or(0), value ? State::known : State::missing};
  }

  // Likewise without a branch for what is missing: the value is 0 then.
  struct Reading {
    std::int64_t value = 0;
    bool known = false;
  };
  [[nodiscard]] Reading reading(Attribute attribute) {
    Cell& found = cell(attribute);
    if (found.state == State::unread) read(found, attribute);
    return {found.value, found.state == State::known};
  }
  // Null where it is missing; valid until the next `begin`.
  [[nodiscard]] const std::int64_t* operator()(Attribute attribute) {
    Cell& found = cell(attribute);
    if (found.state == State::unread) read(found, attribute);
    return found.state == State::known ? &found.value : nullptr;
  }

 private:
  enum class State : std::uint8_t { unread, known, missing };
  struct Cell {
    std::int64_t value = 0;
    State state = State::unread;
  };

  [[nodiscard]] Cell& cell(Attribute attribute) {
    return attribute < kFirstDear ? cheap_[attribute] : dear_[attribute - kFirstDear];
  }
  void read(Cell& cell, Attribute attribute) {
    const std::optional<std::int64_t> value = source_ == nullptr ? std::nullopt : source_->read(attribute);
    cell = {value.value_or(0), value ? State::known : State::missing};
  }

  Source* source_ = nullptr;
  std::vector<Cell> cheap_;
  std::vector<Cell> dear_;
};

}  // namespace wend::match
