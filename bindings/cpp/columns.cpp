#include <wend/columns.hpp>

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/audience_code.hpp"
#include "bindings/cpp/name_lists.hpp"
#include "bindings/cpp/program.hpp"
#include "runtime/columns/arrow_table.hpp"
#include "runtime/columns/query.hpp"
#include "runtime/journey/step.hpp"

namespace wend::host {

struct Columns::Parts {
  ProgramParts program;
  Zone zone = Zone::utc();
  columns::ArrowTable table;
  std::vector<bool> left_out;  // by tag
};

struct Audience::Parts {
  std::shared_ptr<const ir::Program> program;
  std::vector<std::string> names;
  std::unique_ptr<const AudienceCode> code;
  Native native = Native::where_possible;
};

namespace {

constexpr std::size_t kWordBits = 64;

// `take` makes a table of what the host gave, which is taken whatever the answer is.
template <typename Take>
Result<Columns> make_columns(const Program& program, const Take& take) {
  const ProgramParts& parts = Access::pointer(program);
  const wend::Result<Zone> zone = Zone::named(parts->schema->zone);
  wend::Result<columns::ArrowTable> table = take(parts->schema, zone ? *zone : Zone::utc());
  if (!zone) return error(Fault::no_time_zone, zone.error().message);
  if (!table) return error(Fault::wrong_storage, table.error().message);
  return Access::make<Columns>(std::unique_ptr<Columns::Parts>(
      new Columns::Parts{parts, *zone, *std::move(table), std::vector<bool>(parts->schema->tags.size())}));
}

// What the table or the lists do not say of what one segment uses, as the end of a sentence; empty: they say all.
std::string what_is_missing(const schema::Schema& schema, const ir::Uses& uses, const Columns::Parts& table,
                            const NameLists::Parts* lists) {
  const layout::ColumnLayout& layout = table.table.layout();
  std::vector<schema::TagIndex> read = uses.tags;
  if (uses.zone && schema.customer_zone) read.push_back(*schema.customer_zone);
  for (const schema::TagIndex tag : read) {
    const bool is_there = layout.columns[tag].storage != layout::ColumnStorage::absent;
    if (is_there || table.left_out[tag]) continue;
    return "reads the tag `" + schema.tags[tag].name + "`, of which the table has no column";
  }
  for (const std::uint32_t list : uses.name_lists) {
    if (lists != nullptr && lists->decided[list]) continue;
    return "asks the name list `" + schema.lists[list].name + "`, which is neither put nor left out";
  }
  const bool asks_who = uses.customer || !uses.name_lists.empty();
  if (!asks_who || layout.customer.storage != layout::ColumnStorage::absent) return {};
  return "asks who the customer is, and the table has no column `customer`";
}

std::optional<Error> objection(const Audience::Parts& audience, const Columns::Parts& table,
                               const NameLists::Parts* lists) {
  const schema::Schema& schema = *audience.program->schema;
  if (!same_schema(schema, *table.program->schema)) {
    return error(Fault::another_schema, "the table was made with another schema than the program's");
  }
  if (lists != nullptr && !same_schema(schema, *lists->program->schema)) {
    return error(Fault::another_schema, "the name lists were made with another schema than the program's");
  }
  const std::vector<ir::ExpressionId>& conditions = audience.code->conditions();
  for (std::size_t segment = 0; segment < conditions.size(); ++segment) {
    const ir::Uses uses = ir::uses(*audience.program, std::span(&conditions[segment], 1));
    const std::string missing = what_is_missing(schema, uses, table, lists);
    if (!missing.empty()) return error(Fault::not_bound, '`' + audience.names[segment] + "` " + missing);
  }
  return std::nullopt;
}

// What a question is asked with.
struct Question {
  Instant now;
  unsigned threads = 1;
  const NameLists* lists = nullptr;
};

// What `ask` answers; `nobody` where there is no such time.
template <typename Answer, typename Ask>
Result<Answer> answer(const Audience::Parts& audience, const Columns::Parts& table, const Question& question,
                      Answer nobody, const Ask& ask) {
  const NameLists::Parts* lists = question.lists == nullptr ? nullptr : &Access::parts(*question.lists);
  if (std::optional<Error> fault = objection(audience, table, lists)) return *std::move(fault);
  const std::int64_t time = question.now.time_since_epoch().count();
  if (!journey::is_valid_time(time)) return nobody;
  const auto ready = audience.code->of(table.table.layout(), table.table.rows());
  if (audience.native == Native::required && !ready->code) return error(Fault::no_native_code, ready->why_not);
  const columns::Moment moment{
      .now = time, .zone = table.zone, .name_lists = lists == nullptr ? nullptr : lists->lists.get()};
  return ask(ready->query, moment, columns::Effort{.threads = question.threads});
}

// Batches end where they end: their bits are put one behind another.
std::vector<std::uint64_t> joined(const std::vector<columns::Bits>& batches, std::span<const layout::Chunk> chunks,
                                  std::uint64_t rows) {
  // One more, for the bits of a word that reach into the next.
  std::vector<std::uint64_t> words(rows / kWordBits + 2);
  std::uint64_t first = 0;
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    const auto shift = first % kWordBits;
    std::uint64_t place = first / kWordBits;
    for (const std::uint64_t word : batches[batch].words) {
      words[place] |= word << shift;
      if (shift != 0) words[place + 1] |= word >> (kWordBits - shift);
      ++place;
    }
    first += chunks[batch].rows;
  }
  words.resize((rows + kWordBits - 1) / kWordBits);
  return words;
}

std::vector<std::uint64_t> rows_in(const std::vector<columns::Bits>& batches, std::span<const layout::Chunk> chunks) {
  std::vector<std::uint64_t> rows;
  std::uint64_t first = 0;
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    for (std::size_t place = 0; place < batches[batch].words.size(); ++place) {
      for (std::uint64_t rest = batches[batch].words[place]; rest != 0; rest &= rest - 1) {
        rows.push_back(first + place * kWordBits + static_cast<unsigned>(std::countr_zero(rest)));
      }
    }
    first += chunks[batch].rows;
  }
  return rows;
}

}  // namespace

// --- Columns ---------------------------------------------------------------------------------------------------------

Columns::Columns(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
Columns::Columns(Columns&&) noexcept = default;
Columns& Columns::operator=(Columns&&) noexcept = default;
Columns::~Columns() = default;

Result<Columns> Columns::from_arrow(const Program& program, ArrowSchema* schema, ArrowArray* batch) noexcept {
  return guarded([&] {
    return make_columns(program, [&](const auto& tags, const Zone& zone) {
      return columns::ArrowTable::from_batch(tags, zone, schema, batch);
    });
  });
}

Result<Columns> Columns::from_arrow(const Program& program, ArrowArrayStream* stream) noexcept {
  return guarded([&] {
    return make_columns(program, [&](const auto& tags, const Zone& zone) {
      return columns::ArrowTable::from_stream(tags, zone, stream);
    });
  });
}

Status Columns::leave_out(std::string_view tag) noexcept {
  return guarded([&]() -> Status {
    const Result<std::uint32_t> found = find(parts_->program->names, schema::Names::Kind::tag, "tag", tag);
    if (!found) return found.error();
    parts_->left_out[*found] = true;
    return Done{};
  });
}

std::uint64_t Columns::rows() const noexcept {
  return parts_->table.rows();
}

// --- Audience --------------------------------------------------------------------------------------------------------

Audience::Audience(std::unique_ptr<const Parts> parts) noexcept : parts_(std::move(parts)) {}
Audience::Audience(Audience&&) noexcept = default;
Audience& Audience::operator=(Audience&&) noexcept = default;
Audience::~Audience() = default;

Result<Audience> Audience::make(const Program& program, const std::vector<std::string_view>& segments,
                                Native native) noexcept {
  return guarded([&]() -> Result<Audience> {
    auto parts = std::make_unique<Parts>();
    parts->program = checked_program(Access::pointer(program));
    parts->native = native;
    std::vector<ir::ExpressionId> conditions;
    const std::vector<ir::Segment>& all = parts->program->segments;
    for (const std::string_view name : segments) {
      const auto found =
          std::ranges::find_if(all, [&](const ir::Segment& of) { return of.name == name || of.label == name; });
      if (found == all.end()) {
        std::vector<std::string_view> names;
        for (const ir::Segment& segment : all) names.emplace_back(segment.name);
        return error(Fault::unknown_name,
                     "the program has no segment `" + std::string(name) + '`' + did_you_mean(name, names));
      }
      const ir::Uses uses = ir::uses(*parts->program, std::span(&found->condition, 1));
      if (!uses.windows.empty() || !uses.slots.empty()) {
        return error(Fault::needs_history,
                     '`' + std::string(name) + "` asks for events, and columns of tags have none");
      }
      parts->names.emplace_back(name);
      conditions.push_back(found->condition);
    }
    parts->code = std::make_unique<AudienceCode>(*parts->program, std::move(conditions), native);
    return Access::make<Audience>(std::unique_ptr<const Parts>(std::move(parts)));
  });
}

Result<std::vector<std::uint64_t>> Audience::count(const Columns& table, Instant now, unsigned threads,
                                                   const NameLists* lists) const noexcept {
  return guarded([&] {
    const Columns::Parts& rows = Access::parts(table);
    std::vector<std::uint64_t> nobody(parts_->names.size());
    return answer(*parts_, rows, {now, threads, lists}, nobody,
                  [&](const columns::Query& query, const columns::Moment& moment, const columns::Effort& effort) {
                    return query.count(rows.table.chunks(), moment, effort);
                  });
  });
}

Result<std::vector<std::vector<std::uint64_t>>> Audience::bitmaps(const Columns& table, Instant now, unsigned threads,
                                                                  const NameLists* lists) const noexcept {
  return guarded([&] {
    const Columns::Parts& rows = Access::parts(table);
    const std::vector<std::uint64_t> none((rows.table.rows() + kWordBits - 1) / kWordBits);
    std::vector<std::vector<std::uint64_t>> nobody(parts_->names.size(), none);
    return answer(*parts_, rows, {now, threads, lists}, nobody,
                  [&](const columns::Query& query, const columns::Moment& moment, const columns::Effort& effort) {
                    std::vector<std::vector<std::uint64_t>> all;
                    for (const auto& batches : query.bits(rows.table.chunks(), moment, effort)) {
                      all.push_back(joined(batches, rows.table.chunks(), rows.table.rows()));
                    }
                    return all;
                  });
  });
}

Result<std::vector<std::vector<std::uint64_t>>> Audience::rows(const Columns& table, Instant now, unsigned threads,
                                                               const NameLists* lists) const noexcept {
  return guarded([&] {
    const Columns::Parts& rows = Access::parts(table);
    std::vector<std::vector<std::uint64_t>> nobody(parts_->names.size());
    return answer(*parts_, rows, {now, threads, lists}, nobody,
                  [&](const columns::Query& query, const columns::Moment& moment, const columns::Effort& effort) {
                    std::vector<std::vector<std::uint64_t>> all;
                    for (const auto& batches : query.bits(rows.table.chunks(), moment, effort)) {
                      all.push_back(rows_in(batches, rows.table.chunks()));
                    }
                    return all;
                  });
  });
}

}  // namespace wend::host
