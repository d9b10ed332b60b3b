#include "tests/differential/scenario.hpp"

#include <algorithm>
#include <numeric>

#include "tests/differential/schema.hpp"

namespace wend::differential {
namespace {

template <typename Items>
std::vector<Type> types_in(const Items& items) {
  std::vector<Type> types;
  types.reserve(items.size());
  for (const auto& item : items) types.push_back(item.type);
  return types;
}

Zone random_zone(Random& random) {
  const std::string_view name = random.pick({"UTC", "Asia/Shanghai", "Europe/Prague", "America/New_York"});
  const Result<Zone> zone = Zone::named(name);
  return zone ? *zone : Zone::utc();
}

Instant random_now(Random& random) {
  return random.between(*parse_time("1993-01-01T00:00Z", Zone::utc()), *parse_time("2037-01-01T00:00Z", Zone::utc()));
}

std::vector<std::byte> dense_row(const layout::RowLayout& layout, const std::vector<OwnedValue>& values) {
  std::vector<Value> borrowed(values.size());
  std::ranges::transform(values, borrowed.begin(), borrow);
  std::vector<std::byte> row;
  layout::append_row(layout, borrowed, row);
  return row;
}

template <typename Items>
std::vector<OwnedValue> random_values(Random& random, const Pools& pools, const Items& items) {
  std::vector<OwnedValue> values;
  values.reserve(items.size());
  for (const auto& item : items) values.push_back(pools.pick_or_missing(random, item.type));
  return values;
}

// Whether the cells of a dense row are wide enough; a host's may be wider.
bool fits_dense(const Type& type, const OwnedValue& value) {
  const auto* scalar = std::get_if<std::int64_t>(&value);
  const bool narrow =
      type.kind == TypeKind::date || type.kind == TypeKind::enumeration || type.kind == TypeKind::product;
  return scalar == nullptr || !narrow || std::in_range<std::int32_t>(*scalar);
}

// Writes one row of each kind; `values` become what both of them hold.
void write_rows(Random& random, const layout::RowLayout& dense_layout, const layout::RowLayout& host_layout,
                std::vector<OwnedValue>& values, std::vector<std::byte>& dense, std::unique_ptr<HostRow>& host) {
  const auto fit = [&](const std::vector<OwnedValue>& all) {
    for (std::size_t index = 0; index < all.size(); ++index) {
      if (!fits_dense(host_layout.fields[index].type, all[index])) return false;
    }
    return true;
  };
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (!fits_dense(host_layout.fields[index].type, values[index])) values[index] = Unknown{};
  }
  // A host's row may still come to hold a value of its own that does not fit; not for long.
  std::vector<OwnedValue> held;
  do {
    held = values;
    host = std::make_unique<HostRow>();
    write_host_row(random, host_layout, held, *host);
  } while (!fit(held));
  values = std::move(held);
  dense = dense_row(dense_layout, values);
}

}  // namespace

Scenario::Scenario(std::uint64_t seed, Size size) {
  Random random(seed);
  schema_ = std::make_shared<schema::Schema>(random_schema(random));
  zone_ = random_zone(random);
  now_ = random_now(random);
  const Pools pools(random, *schema_, now_, zone_);
  for (schema::Product& product : schema_->products.items) {
    product.fields = random_values(random, pools, schema_->products.fields);
  }
  make_layouts(random);
  make_program(random, pools, size.conditions);
  for (std::size_t index = 0; index < size.customers; ++index) make_customer(random, pools);
}

void Scenario::make_layouts(Random& random) {
  const std::vector<Type> tags = types_in(schema_->tags);
  Layouts& dense = layouts_[static_cast<std::size_t>(RowKind::dense)];
  Layouts& host = layouts_[static_cast<std::size_t>(RowKind::host)];
  std::vector<schema::TagIndex> all(tags.size());
  std::iota(all.begin(), all.end(), 0U);
  dense.tags = layout::tag_layout(*schema_, all);
  host.tags = random_host_layout(random, tags);
  host.tags.records = dense.tags.records;
  for (const schema::Event& event : schema_->events) {
    dense.events.push_back(layout::event_layout(event));
    host.events.push_back(random_host_layout(random, types_in(event.fields)));
  }
}

void Scenario::make_program(Random& random, const Pools& pools, std::size_t count) {
  program_.schema = schema_;
  for (schema::EventIndex& slot : slots_) slot = static_cast<schema::EventIndex>(random.below(schema_->events.size()));
  Conditions make(random, program_, pools, slots_);
  for (std::size_t index = 0; index < count; ++index) {
    conditions_.push_back(make.make(static_cast<int>(random.between(1, 5))));
  }
}

void Scenario::make_customer(Random& random, const Pools& pools) {
  Customer& customer = customers_.emplace_back();
  customer.id = random.pick({"", "a", "Praha", "上海"});
  customer.tags = random_values(random, pools, schema_->tags);
  write_rows(random, layouts(RowKind::dense).tags, layouts(RowKind::host).tags, customer.tags, customer.dense,
             customer.host);
  make_events(random, pools, customer);
  customer.has_history = !random.chance(8);
  customer.is_handled = random.chance(80);
  for (std::size_t slot = 0; slot < ir::kSlots; ++slot) {
    const std::size_t count = customer.events[slots_[slot]].size();
    if (count > 0 && !random.chance(10)) customer.in_slots[slot] = random.below(count);
  }
  for (const RowKind kind : kRowKinds) assemble(customer, kind);
}

void Scenario::make_events(Random& random, const Pools& pools, Customer& customer) {
  for (schema::EventIndex type = 0; type < schema_->events.size(); ++type) {
    std::vector<Event>& events = customer.events.emplace_back(random.below(9));
    for (Event& event : events) {
      event.time =
          *std::get_if<std::int64_t>(&static_cast<const OwnedValue&>(pools.pick(random, type_of(TypeKind::time))));
      event.values = random_values(random, pools, schema_->events[type].fields);
      write_rows(random, layouts(RowKind::dense).events[type], layouts(RowKind::host).events[type], event.values,
                 event.dense, event.host);
    }
    std::ranges::stable_sort(events, {}, &Event::time);
    customer.complete_since.emplace_back();
    if (random.chance(15)) customer.complete_since.back() = now_ - random.between(0, 200) * kDay;
  }
}

// Everything random is decided before, so that both kinds of rows are judged in the same situation.
void Scenario::assemble(Customer& customer, RowKind kind) const {
  const auto data = [kind](const auto& item) {
    return kind == RowKind::dense ? item.dense.data() : item.host->bytes.data();
  };
  Situation& situation = customer.situations[static_cast<std::size_t>(kind)];
  for (schema::EventIndex type = 0; type < customer.events.size(); ++type) {
    std::vector<eval::Event>& events = situation.events.emplace_back();
    for (const Event& event : customer.events[type]) {
      events.push_back({type, event.time, {&layouts(kind).events[type], data(event)}});
    }
    situation.history.push_back({events, customer.complete_since[type]});
  }
  eval::Inputs& inputs = situation.inputs;
  inputs.tags = {&layouts(kind).tags, data(customer)};
  for (std::size_t slot = 0; slot < ir::kSlots; ++slot) {
    if (customer.in_slots[slot]) inputs.events[slot] = &situation.events[slots_[slot]][*customer.in_slots[slot]];
  }
  if (customer.has_history) inputs.history = situation.history;
  if (customer.is_handled) inputs.handled = inputs.events[static_cast<std::size_t>(ir::Slot::matched)];
  inputs.customer = customer.id;
  inputs.now = now_;
  inputs.zone = zone_;
}

}  // namespace wend::differential
