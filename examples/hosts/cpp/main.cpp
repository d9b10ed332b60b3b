// A bank's counter that embeds Wend: it keeps its customers in its own struct, asks who is in a segment, and runs a
// journey over an event. `counter FOLDER` reads schema.json and follow_up.wend from there.
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <wend/wend.hpp>

namespace host = wend::host;

enum class Tier : std::uint8_t { mass, gold, platinum };

struct Customer {
  std::string id;
  std::string name;
  Tier tier = Tier::mass;
  std::int64_t aum_cents = 0;
  std::optional<std::chrono::sys_days> birth;
  bool consent = false;
};

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int fail(const host::Error& error) {
  std::cerr << error.message << '\n';
  for (const host::Diagnostic& fault : error.diagnostics)
    std::cerr << fault.place.source << ':' << fault.place.line << ": " << fault.code << ' ' << fault.english << '\n';
  return 1;
}

host::Result<host::Binding> bind(const host::Program& program) {
  host::Result<host::Binding> binding = host::Binding::make(program, sizeof(Customer));
  if (!binding) return binding;
  const Customer shape;
  for (const host::Status& bound :
       {binding->bind("name", host::field(shape, shape.name)),
        binding->bind("tier", host::field(shape, shape.tier).named({"mass", "gold", "platinum"})),
        binding->bind("aum", host::field(shape, shape.aum_cents).in(host::unit::cents)),
        binding->bind("birth_date", host::field(shape, shape.birth)),
        binding->bind("marketing_consent", host::field(shape, shape.consent))}) {
    if (!bound) return bound.error();
  }
  return binding;
}

int main(int argc, char** argv) {
  using namespace std::chrono_literals;
  const std::string folder = argc > 1 ? argv[1] : ".";
  const std::string schema = read(folder + "/schema.json");
  const std::string journeys = read(folder + "/follow_up.wend");
  const auto program = host::compile({"schema.json", schema}, {{"follow_up.wend", journeys}});
  if (!program) return fail(program.error());
  const auto binding = bind(*program);
  if (!binding) return fail(binding.error());

  const std::vector<Customer> customers = {
      {"1", "Lin", Tier::gold, 8'000'000, std::chrono::sys_days{1990y / 5 / 17}, true},
      {"2", "Wang", Tier::mass, 90'000'000, std::nullopt, true},
      {"3", "Zhao", Tier::platinum, 200'000'000, std::chrono::sys_days{2010y / 1 / 1}, true}};
  const host::Instant start = std::chrono::sys_days{2026y / 3 / 2};
  for (const host::SegmentInfo& segment : program->segments()) {
    const auto members = host::Predicate::segment(*program, segment.name, *binding);
    if (!members) return fail(members.error());
    std::cout << segment.name << ": " << members->count(std::span(customers), start) << " of " << customers.size()
              << '\n';
  }

  auto engine = host::Engine::open(*program);
  if (!engine) return fail(engine.error());
  for (const Customer& customer : customers) {
    if (const auto loaded = engine->load(customer.id, start, *binding, &customer); !loaded) return fail(loaded.error());
    const auto published =
        engine->publish({.id = "salary-" + customer.id,
                         .type = "deposit",
                         .customer = customer.id,
                         .time = start + 10h,
                         .fields = {{"purpose", "salary"}, {"amount", host::Money::of(8'000, "CNY")}}});
    if (!published) return fail(published.error());
  }
  if (const auto advanced = engine->advance(start + std::chrono::days(5)); !advanced) return fail(advanced.error());
  const auto effects = engine->take_effects();
  if (!effects) return fail(effects.error());
  for (const host::Effect& effect : *effects) {
    std::cout << host::to_text(effect.time) << ' ' << effect.customer << ' ' << host::name_of(effect.kind) << ' '
              << (effect.action.empty() ? effect.journey : effect.action);
    for (const host::NamedValue& argument : effect.arguments)
      std::cout << ' ' << argument.name << '=' << host::to_text(argument.value);
    std::cout << '\n';
  }
}
