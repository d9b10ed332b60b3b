// What the conditions of one batch have of their own: words that their code reads, and the texts, sets and tables that
// words hold the addresses of. All of it is data beside the code, so code has the same size however long a list is.
//
// Addresses stay as they are while the ConstantData lives. Equal things of one program are kept once; large sets once
// for all batches that live (LargeSets). Not to be used from two threads at once while it is being filled.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/codegen/text_set.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/frame.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::codegen {

using Words = std::vector<std::int64_t>;

// Sets of texts by their content. Thread-safe.
class LargeSets {
 public:
  [[nodiscard]] std::shared_ptr<const TextSet> share(const std::vector<std::string>& texts);

 private:
  std::mutex mutex_;
  std::map<ContentHash, std::weak_ptr<const TextSet>> sets_;  // guarded by mutex_
};

struct OrdinalSet {
  std::vector<std::int32_t> ordinals;
  std::vector<std::uint64_t> bits;  // bits_of
};

// Ordinals are asked by testing a bit, but by searching where bits would take far more memory than they do.
enum class OrdinalAccess : std::uint8_t { one_word, bits, search };
[[nodiscard]] OrdinalAccess access_of(const std::vector<std::int32_t>& ordinals);
// A bit for each; empty where they are searched.
[[nodiscard]] std::vector<std::uint64_t> bits_of(const std::vector<std::int32_t>& ordinals);

class ConstantData {
 public:
  explicit ConstantData(LargeSets& sets) : sets_(&sets) {}

  // Addresses, but for `add`.
  [[nodiscard]] std::int64_t text(const std::string& text);
  [[nodiscard]] const TextSet& texts(const std::vector<std::string>& texts);
  [[nodiscard]] const OrdinalSet& ordinals(const std::vector<std::int32_t>& ordinals);
  // A layout::Cell for each product.
  [[nodiscard]] std::int64_t product_column(const schema::Schema& schema, std::uint32_t field);
  // Latitudes and longitudes in turn.
  [[nodiscard]] std::int64_t corners(const schema::Schema& schema, std::uint32_t area);
  // A row in which everything is zero, for an event that is not there.
  [[nodiscard]] std::int64_t zeros(std::size_t size);

  // Keeps the words of a condition.
  [[nodiscard]] layout::Constants add(const Words& words);

 private:
  [[nodiscard]] layout::Cell cell_of(const OwnedValue& value);

  LargeSets* sets_;
  std::deque<Words> words_;
  std::map<std::string, std::int64_t, std::less<>> texts_by_content_;  // the keys are where they lie
  std::map<std::vector<std::int32_t>, OrdinalSet> ordinals_;
  std::unordered_map<const void*, std::shared_ptr<const TextSet>> text_sets_;  // by where the program has them
  std::map<std::uint32_t, std::vector<layout::Cell>> columns_;
  std::map<std::uint32_t, std::vector<std::int32_t>> corners_;
  std::map<std::size_t, std::vector<std::int64_t>> zeros_;
};

}  // namespace wend::codegen
