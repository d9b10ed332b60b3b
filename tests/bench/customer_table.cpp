#include "tests/bench/customer_table.hpp"

#include <array>
#include <cstdlib>
#include <string>

namespace wend::bench {
namespace {

using ir::ExpressionId;
using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr std::size_t kTiers = 5;

enum Tag : std::uint32_t { aum, tier, birthday, last_seen, consent };

// Nobody has to be told that the batch is not needed any more: the columns outlive it.
void forget(ArrowSchema* schema) {
  schema->release = nullptr;
}
void forget(ArrowArray* array) {
  array->release = nullptr;
}

struct Batch {
  std::array<std::array<const void*, 2>, 5> buffers;
  std::array<const void*, 3> dictionary_buffers;
  std::array<const void*, 1> no_bitmap{};
  std::array<ArrowArray, 5> columns{};
  std::array<ArrowArray*, 5> pointers{};
  ArrowArray dictionary{};
};

// What a batch of these columns points to; one for each table, kept to the end of the program.
Batch& new_batch() {
  static std::vector<std::unique_ptr<Batch>> batches;
  return *batches.emplace_back(std::make_unique<Batch>());
}

ArrowArray array_of(std::size_t rows, std::int64_t buffers, const void** pointers) {
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(rows);
  array.null_count = -1;
  array.n_buffers = buffers;
  array.buffers = pointers;
  array.release = forget;
  return array;
}

ArrowSchema type_of_batch() {
  static std::array<ArrowSchema, 5> columns{};
  static std::array<ArrowSchema*, 5> pointers{};
  static ArrowSchema texts{};
  texts.format = "u";
  texts.release = forget;
  constexpr std::array kNames{"aum", "tier", "birthday", "last_seen", "consent"};
  constexpr std::array kFormats{"l", "C", "tdD", "tsu:UTC", "b"};
  for (std::size_t column = 0; column < columns.size(); ++column) {
    columns[column] = {.format = kFormats[column],
                       .name = kNames[column],
                       .metadata = nullptr,
                       .flags = ARROW_FLAG_NULLABLE,
                       .n_children = 0,
                       .children = nullptr,
                       .dictionary = column == tier ? &texts : nullptr,
                       .release = forget,
                       .private_data = nullptr};
    pointers[column] = &columns[column];
  }
  ArrowSchema batch{};
  batch.format = "+s";
  batch.n_children = columns.size();
  batch.children = pointers.data();
  batch.release = forget;
  return batch;
}

class Maker {
 public:
  Maker() : build_(made_.program) { made_.program.schema = schema_; }

  CustomerProgram take() { return std::move(made_); }
  void add(ExpressionId condition) { made_.conditions.push_back(condition); }

  ExpressionId tag(Tag index) { return build_.leaf(Operation::tag, schema_->tags[index].type, index); }
  ExpressionId constant(Tag index, std::int64_t value) { return build_.constant(schema_->tags[index].type, value); }
  ExpressionId at_least(Tag index, std::int64_t value) {
    return make(Operation::less_equal, {constant(index, value), tag(index)});
  }
  ExpressionId below(Tag index, std::int64_t value) {
    return make(Operation::less, {tag(index), constant(index, value)});
  }
  ExpressionId is_tier(std::size_t of) {
    const ExpressionId name = build_.constant(type_of(TypeKind::text), OwnedValue{"tier" + std::to_string(of)});
    return make(Operation::equal, {tag(tier), name});
  }
  ExpressionId make(Operation operation, std::initializer_list<ExpressionId> parts) {
    return build_.make(operation, kBoolean, parts);
  }
  ExpressionId all(const std::vector<ExpressionId>& parts) {
    return build_.make(Operation::conjunction, kBoolean, parts);
  }

  // One of many: each column's limits lie evenly among its values.
  ExpressionId comparison(std::size_t index) {
    const auto step = static_cast<std::int64_t>(index / 4);
    switch (index % 4) {
      case 0: return at_least(aum, 100'000 + step % 997 * 100'000);
      case 1: return below(birthday, -10'900 + step % 997 * 25);
      case 2: return at_least(last_seen, 1'704'067'200'000'000 + step % 997 * 63'000'000'000);
      default:
        if (step == 0) return tag(consent);
        if (step <= static_cast<std::int64_t>(kTiers)) return is_tier(static_cast<std::size_t>(step) - 1);
        return below(aum, 90'000'000 - step % 997 * 80'000);
    }
  }

 private:
  std::shared_ptr<const schema::Schema> schema_ = customer_schema();
  CustomerProgram made_;
  ir::Builder build_;
};

}  // namespace

std::shared_ptr<const schema::Schema> customer_schema() {
  static const std::shared_ptr<const schema::Schema> schema = [] {
    auto made = std::make_shared<schema::Schema>();
    const auto add = [&](const char* name, Type type) {
      made->tags.emplace_back().name = name;
      made->tags.back().type = type;
    };
    add("aum", type_of(TypeKind::integer));
    add("tier", type_of(TypeKind::text));
    add("birthday", type_of(TypeKind::date));
    add("last_seen", type_of(TypeKind::time));
    add("consent", kBoolean);
    return made;
  }();
  return schema;
}

columns::ArrowTable customer_table(const CustomerColumns& columns, std::size_t rows) {
  static const std::string texts = "tier0tier1tier2tier3tier4";
  static const std::array<std::int32_t, kTiers + 1> offsets{0, 5, 10, 15, 20, 25};
  Batch& batch = new_batch();
  const std::array<const CustomerColumn*, 5> all{&columns.aum, &columns.tier, &columns.birthday, &columns.last_seen,
                                                 &columns.consent};
  batch.dictionary_buffers = {nullptr, offsets.data(), texts.data()};
  batch.dictionary = array_of(kTiers, 3, batch.dictionary_buffers.data());
  for (std::size_t column = 0; column < all.size(); ++column) {
    batch.buffers[column] = {all[column]->known.data(), all[column]->values.data()};
    batch.columns[column] = array_of(rows, 2, batch.buffers[column].data());
    batch.pointers[column] = &batch.columns[column];
  }
  batch.columns[tier].dictionary = &batch.dictionary;
  ArrowArray whole = array_of(rows, 1, batch.no_bitmap.data());
  whole.null_count = 0;
  whole.n_children = batch.pointers.size();
  whole.children = batch.pointers.data();
  ArrowSchema type = type_of_batch();
  auto table = columns::ArrowTable::from_batch(customer_schema(), Zone::utc(), &type, &whole);
  if (!table) std::abort();
  return std::move(*table);
}

CustomerProgram counted_condition() {
  Maker maker;
  const ExpressionId tiers = maker.make(Operation::disjunction, {maker.is_tier(2), maker.is_tier(3)});
  maker.add(maker.all({maker.at_least(aum, kLeastAum), tiers, maker.below(birthday, kBornBefore),
                       maker.at_least(last_seen, kSeenSince), maker.tag(consent)}));
  return maker.take();
}

CustomerProgram segments(std::size_t count, std::size_t comparisons, std::size_t distinct) {
  Maker maker;
  std::vector<ExpressionId> pool;
  for (std::size_t index = 0; index < distinct; ++index) pool.push_back(maker.comparison(index));
  std::uint64_t random = 1;
  std::size_t next = 0;
  for (std::size_t segment = 0; segment < count; ++segment) {
    std::vector<ExpressionId> parts;
    for (std::size_t part = 0; part < comparisons; ++part) {
      // Each of the pool once, then any of them.
      random = random * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
      parts.push_back(next < distinct ? pool[next++] : pool[(random >> 33U) % distinct]);
    }
    maker.add(maker.all(parts));
  }
  return maker.take();
}

}  // namespace wend::bench
