#include "runtime/columns/arrow_table.hpp"

#include <deque>
#include <optional>
#include <string>

#include "runtime/columns/arrow_columns.hpp"

namespace wend::columns {
namespace {

constexpr std::string_view kCustomer = "customer";

// Takes a struct of the interface out of the caller's hands; releases it once.
template <typename Struct>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Struct* given) {
    if (given == nullptr) return;
    held_ = *given;
    given->release = nullptr;
  }
  Owned(Owned&& other) noexcept : held_(other.held_) { other.held_.release = nullptr; }
  Owned& operator=(Owned&& other) = delete;
  ~Owned() {
    if (held_.release != nullptr) held_.release(&held_);
  }

  [[nodiscard]] bool is_there() const { return held_.release != nullptr; }
  Struct* operator->() { return &held_; }
  Struct* get() { return &held_; }
  const Struct& operator*() const { return held_; }

 private:
  Struct held_{};
};

// One of its children is a column.
struct Sources {
  std::vector<ArrowSource> tags;
  std::optional<ArrowSource> customer;
};

Result<Sources> sources_of(const schema::Schema& schema, const ArrowSchema& type) {
  if (type.format == nullptr || std::string_view(type.format) != "+s") {
    return Error{"a table is an Arrow struct with a column for each tag, its format `+s`"};
  }
  const bool sound = type.n_children >= 0 && type.n_children <= kMostArrowColumns &&
                     (type.n_children == 0 || type.children != nullptr);
  if (!sound) return Error{"the Arrow schema is malformed: it has " + std::to_string(type.n_children) + " columns"};
  const schema::Names names(schema);
  Sources sources;
  std::vector<bool> taken(schema.tags.size());
  for (std::size_t child = 0; child < static_cast<std::size_t>(type.n_children); ++child) {
    const ArrowSchema* column = type.children[child];
    if (column == nullptr) return Error{"the Arrow schema is malformed: a column is missing"};
    if (column->name == nullptr) continue;
    const std::string_view name(column->name);
    const auto tag = names.find(schema::Names::Kind::tag, name);
    if (!tag && name == kCustomer) {
      Result<ArrowSource> source = customer_source(schema, *column);
      if (!source) return source.error();
      source->child = child;
      sources.customer = *source;
    }
    if (!tag) continue;
    if (tag->ambiguous) return Error{"column `" + std::string(name) + "` is the label of several tags"};
    if (taken[tag->index]) return Error{"tag `" + schema.tags[tag->index].name + "` has two columns"};
    taken[tag->index] = true;
    Result<ArrowSource> source = source_of(schema, tag->index, *column);
    if (!source) return source.error();
    source->child = child;
    sources.tags.push_back(*source);
  }
  return sources;
}

}  // namespace

struct ArrowTable::Parts {
  Parts(std::shared_ptr<const schema::Schema> of, const Zone& zone, Sources found)
      : schema(std::move(of)), sources(std::move(found)), columns(*schema, zone) {
    layout.columns.resize(schema->tags.size());
    for (std::size_t tag = 0; tag < schema->tags.size(); ++tag) layout.columns[tag].type = schema->tags[tag].type;
    for (const ArrowSource& source : sources.tags) layout.columns[source.place] = source.column;
    if (sources.customer) layout.customer = sources.customer->column;
  }

  Status add(Owned<ArrowArray> batch) {
    const auto view = view_of(batch.get(), 1, children);
    if (!view) return view.error();
    for (std::size_t row = 0; view->known != nullptr && row < view->rows; ++row) {
      if (!is_known(*view, row)) return Error{"a row of the Arrow table is null as a whole"};
    }
    data.emplace_back(schema->tags.size());
    layout::Chunk chunk{data.back(), view->rows, {}};
    const auto read = [&](const ArrowSource& source, layout::ColumnData& place) -> Status {
      auto column = columns.column(source, batch->children[source.child], view->first, view->rows);
      if (!column) return column.error();
      place = *column;
      return Done{};
    };
    for (const ArrowSource& source : sources.tags) {
      const Status done = read(source, data.back()[source.place]);
      if (!done) return within("column `" + schema->tags[source.place].name + '`', done.error());
    }
    if (sources.customer) {
      const Status done = read(*sources.customer, chunk.customer);
      if (!done) return within("column `customer`", done.error());
    }
    chunks.push_back(chunk);
    rows += view->rows;
    batches.push_back(std::move(batch));
    return Done{};
  }

  std::shared_ptr<const schema::Schema> schema;
  Sources sources;
  std::int64_t children = 0;  // of every batch
  layout::ColumnLayout layout;
  std::deque<Owned<ArrowArray>> batches;  // outlive what reads them
  ArrowColumns columns;
  std::deque<std::vector<layout::ColumnData>> data;
  std::vector<layout::Chunk> chunks;
  std::uint64_t rows = 0;
};

Result<ArrowTable> ArrowTable::from_batch(std::shared_ptr<const schema::Schema> schema, const Zone& zone,
                                          ArrowSchema* type, ArrowArray* batch) {
  const Owned<ArrowSchema> owned_type(type);
  Owned<ArrowArray> owned_batch(batch);
  if (!owned_type.is_there() || !owned_batch.is_there()) return Error{"the Arrow table was released before"};
  Result<Sources> sources = sources_of(*schema, *owned_type);
  if (!sources) return sources.error();
  auto parts = std::make_unique<Parts>(std::move(schema), zone, std::move(*sources));
  parts->children = (*owned_type).n_children;
  if (const Status added = parts->add(std::move(owned_batch)); !added) return added.error();
  return ArrowTable(std::move(parts));
}

Result<ArrowTable> ArrowTable::from_stream(std::shared_ptr<const schema::Schema> schema, const Zone& zone,
                                           ArrowArrayStream* stream) {
  Owned<ArrowArrayStream> owned(stream);
  if (!owned.is_there()) return Error{"the Arrow stream was released before"};
  const auto failure = [&](const char* what) {
    constexpr std::size_t kMostShown = 400;
    const char* message = owned->get_last_error == nullptr ? nullptr : owned->get_last_error(owned.get());
    const std::string said = message == nullptr ? std::string("nothing more") : std::string(message);
    return Error{std::string("the Arrow stream gave no ") + what + ", and says " + said.substr(0, kMostShown)};
  };
  if (owned->get_schema == nullptr || owned->get_next == nullptr) return Error{"the Arrow stream lacks its functions"};
  ArrowSchema given_type{};
  if (owned->get_schema(owned.get(), &given_type) != 0) return failure("schema");
  const Owned<ArrowSchema> type(&given_type);
  if (!type.is_there()) return failure("schema");
  Result<Sources> sources = sources_of(*schema, *type);
  if (!sources) return sources.error();
  auto parts = std::make_unique<Parts>(std::move(schema), zone, std::move(*sources));
  parts->children = (*type).n_children;
  while (true) {
    ArrowArray given{};
    if (owned->get_next(owned.get(), &given) != 0) return failure("next batch");
    Owned<ArrowArray> batch(&given);
    if (!batch.is_there()) return ArrowTable(std::move(parts));
    if (const Status added = parts->add(std::move(batch)); !added) return added.error();
  }
}

ArrowTable::ArrowTable(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ArrowTable::ArrowTable(ArrowTable&&) noexcept = default;
ArrowTable& ArrowTable::operator=(ArrowTable&&) noexcept = default;
ArrowTable::~ArrowTable() = default;

const layout::ColumnLayout& ArrowTable::layout() const {
  return parts_->layout;
}
std::span<const layout::Chunk> ArrowTable::chunks() const {
  return parts_->chunks;
}
std::uint64_t ArrowTable::rows() const {
  return parts_->rows;
}

}  // namespace wend::columns
