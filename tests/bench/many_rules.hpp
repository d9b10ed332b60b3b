// Rules as a bank's marketers might have them by the thousand: conjunctions of three to six conditions over 64 tags of
// a dense row, each a comparison with a number of its own, a set of tiers, or a flag. 10,000 of them have several
// hundred shapes. They are the same every time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/layout/native_interface.hpp"

namespace wend::bench {

inline constexpr std::uint32_t kRuleTags = 64;

class ManyRules {
 public:
  explicit ManyRules(std::size_t count);
  ManyRules(const ManyRules&) = delete;
  ManyRules& operator=(const ManyRules&) = delete;

  [[nodiscard]] const std::shared_ptr<ir::Program>& program() const { return program_; }
  [[nodiscard]] const std::shared_ptr<layout::RowLayout>& layout() const { return layout_; }
  [[nodiscard]] std::span<const layout::NativeRequest> requests() const { return requests_; }
  [[nodiscard]] std::size_t size() const { return requests_.size(); }

 private:
  ir::ExpressionId make_rule(std::mt19937_64& random);
  ir::ExpressionId condition(std::uint32_t index, std::mt19937_64& random);

  std::vector<Type> types_;
  std::shared_ptr<ir::Program> program_ = std::make_shared<ir::Program>();
  ir::Builder build_{*program_};
  std::shared_ptr<layout::RowLayout> layout_;
  std::vector<layout::NativeRequest> requests_;
};

}  // namespace wend::bench
