#include <wend/engine.hpp>

#include <iterator>
#include <map>
#include <optional>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/binding.hpp"
#include "bindings/cpp/effect.hpp"
#include "bindings/cpp/name_lists.hpp"
#include "bindings/cpp/native.hpp"
#include "bindings/cpp/program.hpp"
#include "bindings/cpp/value_conversion.hpp"
#include "runtime/engine/condition_names.hpp"
#include "runtime/engine/engine.hpp"

namespace wend::host {

struct Engine::Parts {
  engine::Engine engine;
  std::shared_ptr<engine::Tiers> tiers;
  ProgramParts program;
  std::vector<journey::Effect> untaken;  // out of the engine, not yet handed over

  [[nodiscard]] const schema::Schema& schema() const { return *program->schema; }
};

namespace {

Status status_of(const wend::Status& status, Fault fault = Fault::unexpected) {
  if (status) return Done{};
  return error(fault, status.error().message);
}

std::optional<Error> objection(std::string_view customer, const Result<std::int64_t>& time) {
  if (!time) return time.error();
  if (customer.empty()) return error(Fault::out_of_range, "the customer's id is empty");
  return std::nullopt;
}

// Values by position, kept for as long as rows are made of them.
class Values {
 public:
  explicit Values(std::size_t size) : owned_(size), given_(size) {}

  Status put(std::uint32_t position, OwnedValue value, const std::string& what) {
    if (given_[position]) return error(Fault::named_twice, what + " is given twice");
    given_[position] = true;
    owned_[position] = std::move(value);
    return Done{};
  }

  [[nodiscard]] std::vector<std::byte> row(const layout::RowLayout& layout) const {
    std::vector<wend::Value> borrowed;
    borrowed.reserve(owned_.size());
    for (const OwnedValue& value : owned_) borrowed.push_back(borrow(value));
    std::vector<std::byte> block;
    layout::append_row(layout, borrowed, block);
    return block;
  }

  [[nodiscard]] std::vector<journey::TagValue> given() const {
    std::vector<journey::TagValue> values;
    for (std::uint32_t position = 0; position < owned_.size(); ++position) {
      if (given_[position]) values.push_back({.tag = position, .value = borrow(owned_[position])});
    }
    return values;
  }

 private:
  std::vector<OwnedValue> owned_;
  std::vector<bool> given_;
};

Result<Values> tag_values(const Program::Parts& program, const std::vector<NamedValue>& tags) {
  Values values(program.schema->tags.size());
  for (const NamedValue& tag : tags) {
    const Result<std::uint32_t> index = find(program.names, schema::Names::Kind::tag, "tag", tag.name);
    if (!index) return index.error();
    const std::string what = "tag `" + tag.name + '`';
    Result<OwnedValue> value =
        to_language(tag.value, program.schema->tags[*index].type, *program.schema, program.names, what);
    if (!value) return value.error();
    const Status put = values.put(*index, *std::move(value), what);
    if (!put) return put.error();
  }
  return values;
}

Result<schema::FieldIndex> find_field(const Program::Parts& program, const schema::Event& event,
                                      const std::string& name) {
  if (const std::optional<schema::FieldIndex> field = program.names.field(event, name)) return *field;
  std::vector<std::string_view> known;
  for (const schema::Field& field : event.fields) known.emplace_back(field.name);
  return error(Fault::unknown_name,
               "event `" + event.name + "` has no field `" + name + '`' + did_you_mean(name, known));
}

Result<Values> field_values(const Program::Parts& program, const schema::Event& event,
                            const std::vector<NamedValue>& fields) {
  Values values(event.fields.size());
  for (const NamedValue& field : fields) {
    const Result<schema::FieldIndex> index = find_field(program, event, field.name);
    if (!index) return index.error();
    const std::string what = "field `" + field.name + "` of `" + event.name + '`';
    Result<OwnedValue> value =
        to_language(field.value, event.fields[*index].type, *program.schema, program.names, what);
    if (!value) return value.error();
    const Status put = values.put(*index, *std::move(value), what);
    if (!put) return put.error();
  }
  return values;
}

std::string name_of(const engine::Rule& rule, const std::map<ir::ExpressionId, std::string>& names) {
  const auto found = names.find(rule.request().condition);
  return found == names.end() ? std::string() : found->second;
}

engine::TierOptions tiers_of(const EngineOptions& options) {
  engine::TierOptions tiers = tier_options(options.native, options.budget);
  if (options.code_cache.empty()) return tiers;
  tiers.open = [folder = options.code_cache] {
    layout::NativeOptions native = engine::native_options_of_environment();
    native.cache = folder.c_str();
    return engine::NativeLibrary::open(native);
  };
  return tiers;
}

using SharedLists = std::shared_ptr<const lists::NameLists>;

Result<SharedLists> lists_for(const schema::Schema& schema, const NameLists& lists) {
  const NameLists::Parts& parts = Access::parts(lists);
  if (same_schema(schema, *parts.program->schema)) return parts.lists;
  return error(Fault::another_schema, "the name lists were made with another schema than the engine's");
}

// Every condition, at once; an error where there is no native code at all.
std::optional<Error> compile_all(Engine::Parts& parts) {
  for (const std::shared_ptr<engine::Rule>& rule : parts.engine.rules()) rule->pin(engine::Pin::native_quick);
  parts.tiers->compile_all();
  const engine::TierStatistics statistics = parts.tiers->statistics();
  if (statistics.compiled_quick > 0 || statistics.refused == 0) return std::nullopt;
  return error(Fault::no_native_code, parts.engine.rules().front()->report().why);
}

}  // namespace

Engine::Engine(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const Program& program, const EngineOptions& options) noexcept {
  return guarded([&]() -> Result<Engine> {
    const ProgramParts& parts = Access::pointer(program);
    engine::Options inner;
    inner.limits = {.events = options.events, .ids = options.ids};
    inner.simulate_budgets = options.simulate_budgets;
    if (options.name_lists != nullptr) {
      const Result<SharedLists> lists = lists_for(*parts->schema, *options.name_lists);
      if (!lists) return lists.error();
      inner.name_lists = *lists;
    }
    inner.tiers = engine::Tiers::make(tiers_of(options));
    wend::Result<engine::Engine> made = engine::Engine::make(checked_program(parts), inner);
    if (!made) return error(Fault::no_time_zone, made.error().message);
    auto opened = std::unique_ptr<Parts>(new Parts{*std::move(made), inner.tiers, parts, {}});
    if (options.native == Native::required) {
      if (std::optional<Error> fault = compile_all(*opened)) return *std::move(fault);
    }
    return Access::make<Engine>(std::move(opened));
  });
}

Status Engine::load(std::string_view customer, Instant time, const Binding& binding, const void* row) noexcept {
  return guarded([&]() -> Status {
    const Result<std::int64_t> at = to_language(time);
    if (std::optional<Error> fault = objection(customer, at)) return *std::move(fault);
    const Binding::Parts& bound = Access::parts(binding);
    if (!same_schema(parts_->schema(), *bound.program->schema)) {
      return error(Fault::another_schema, "the binding is to another schema than the engine's");
    }
    return status_of(parts_->engine.load(customer, *at, {&bound.layout, static_cast<const std::byte*>(row)}));
  });
}

Status Engine::load(std::string_view customer, Instant time, const std::vector<NamedValue>& tags) noexcept {
  return guarded([&]() -> Status {
    const Result<std::int64_t> at = to_language(time);
    if (std::optional<Error> fault = objection(customer, at)) return *std::move(fault);
    const Result<Values> values = tag_values(*parts_->program, tags);
    if (!values) return values.error();
    const layout::RowLayout& layout = parts_->engine.tag_layout();
    const std::vector<std::byte> row = values->row(layout);
    return status_of(parts_->engine.load(customer, *at, {&layout, row.data()}));
  });
}

Status Engine::update(std::string_view id, std::string_view customer, Instant time,
                      const std::vector<NamedValue>& tags) noexcept {
  return guarded([&]() -> Status {
    const Result<std::int64_t> at = to_language(time);
    if (std::optional<Error> fault = objection(customer, at)) return *std::move(fault);
    const Result<Values> values = tag_values(*parts_->program, tags);
    if (!values) return values.error();
    const std::vector<journey::TagValue> given = values->given();
    return status_of(parts_->engine.update(customer, {.id = id, .time = *at, .values = given}));
  });
}

Status Engine::publish(const Event& event) noexcept {
  return guarded([&]() -> Status {
    const Result<std::int64_t> at = to_language(event.time);
    if (std::optional<Error> fault = objection(event.customer, at)) return *std::move(fault);
    const Program::Parts& program = *parts_->program;
    const Result<std::uint32_t> type = find(program.names, schema::Names::Kind::event, "event", event.type);
    if (!type) return type.error();
    const Result<Values> values = field_values(program, program.schema->events[*type], event.fields);
    if (!values) return values.error();
    const layout::RowLayout& layout = parts_->engine.event_layout(*type);
    const std::vector<std::byte> row = values->row(layout);
    return status_of(parts_->engine.apply(
        event.customer, {.id = event.id, .type = *type, .time = *at, .fields = {&layout, row.data()}}));
  });
}

Status Engine::forget(std::string_view customer) noexcept {
  return guarded([&]() -> Status {
    Status forgotten = status_of(parts_->engine.forget(customer));
    if (forgotten) std::erase_if(parts_->untaken, [&](const journey::Effect& one) { return one.customer == customer; });
    return forgotten;
  });
}

Status Engine::advance(Instant now) noexcept {
  return guarded([&]() -> Status {
    const Result<std::int64_t> time = to_language(now);
    if (!time) return time.error();
    return status_of(parts_->engine.advance(*time));
  });
}

Result<std::vector<Offer>> Engine::offers(std::string_view customer, Instant at) const noexcept {
  return guarded([&]() -> Result<std::vector<Offer>> {
    const Result<std::int64_t> now = to_language(at);
    if (std::optional<Error> fault = objection(customer, now)) return *std::move(fault);
    const wend::Result<std::vector<journey::Offer>> found = parts_->engine.offers(customer, *now);
    if (!found) return error(Fault::unexpected, found.error().message);
    std::vector<Offer> offers;
    for (const journey::Offer& offer : *found) {
      const schema::Slot& slot = parts_->schema().slots[offer.slot];
      offers.push_back({.effect = offer.effect,
                        .slot = slot.name,
                        .message = slot.templates[offer.message].name,
                        .journey = offer.journey,
                        .placed = Instant(std::chrono::microseconds(offer.placed)),
                        .until = Instant(std::chrono::microseconds(offer.until))});
    }
    return offers;
  });
}

Result<std::vector<Effect>> Engine::take_effects() noexcept {
  return guarded([&]() -> Result<std::vector<Effect>> {
    std::vector<journey::Effect> decided = parts_->engine.take_effects();
    if (parts_->untaken.empty()) {
      parts_->untaken = std::move(decided);
    } else {
      std::move(decided.begin(), decided.end(), std::back_inserter(parts_->untaken));
    }
    std::vector<Effect> effects;
    effects.reserve(parts_->untaken.size());
    for (const journey::Effect& effect : parts_->untaken) effects.push_back(effect_of(effect, parts_->schema()));
    parts_->untaken.clear();
    return effects;
  });
}

Result<Statistics> Engine::statistics() const noexcept {
  return guarded([&]() -> Result<Statistics> { return statistics_of(parts_->engine.statistics()); });
}

Status Engine::compile() noexcept {
  return guarded([&]() -> Status {
    parts_->tiers->compile_all();
    return Done{};
  });
}

Result<std::vector<ConditionCount>> Engine::conditions() const noexcept {
  return guarded([&]() -> Result<std::vector<ConditionCount>> {
    const std::map<ir::ExpressionId, std::string> names = engine::names_of_conditions(parts_->engine.program());
    std::vector<ConditionCount> counts;
    for (const std::shared_ptr<engine::Rule>& rule : parts_->engine.rules()) {
      counts.push_back(count_of(rule->report(), name_of(*rule, names)));
    }
    return counts;
  });
}

Result<CodeCount> Engine::code() const noexcept {
  return guarded([&]() -> Result<CodeCount> {
    engine::TierStatistics tiers = parts_->tiers->statistics();
    return CodeCount{.compile_time = tiers.compile_time,
                     .code_bytes = tiers.code_bytes,
                     .loaded = tiers.kept.loaded,
                     .stored = tiers.kept.stored,
                     .lost = tiers.kept.lost,
                     .trouble = std::move(tiers.kept.trouble)};
  });
}

Status Engine::pin(std::string_view condition, Pin pin) noexcept {
  return guarded([&]() -> Status {
    const std::map<ir::ExpressionId, std::string> names = engine::names_of_conditions(parts_->engine.program());
    bool is_found = false;
    for (const std::shared_ptr<engine::Rule>& rule : parts_->engine.rules()) {
      if (name_of(*rule, names) != condition) continue;
      rule->pin(pin_of(pin));
      is_found = true;
    }
    if (is_found) return Done{};
    return error(Fault::unknown_name, "the program has no conditions of `" + std::string(condition) + '`');
  });
}

Status Engine::publish_program(const Program& program) noexcept {
  return guarded([&]() -> Status {
    const ProgramParts& next = Access::pointer(program);
    if (!same_schema(parts_->schema(), *next->schema)) {
      return error(Fault::another_schema, "the new program was compiled with another schema than the one that runs");
    }
    const Status published = status_of(parts_->engine.publish(checked_program(next)), Fault::incomplete_migration);
    if (published) parts_->program = next;
    return published;
  });
}

Status Engine::publish_lists(const NameLists& lists) noexcept {
  return guarded([&]() -> Status {
    Result<SharedLists> shared = lists_for(parts_->schema(), lists);
    if (!shared) return shared.error();
    return status_of(parts_->engine.publish_lists(*std::move(shared)));
  });
}

}  // namespace wend::host
