// The guide, docs/embedding.md: every block of C++ and CMake in it stands here or in examples/hosts/cpp, line by line,
// and does what the guide says.
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <sstream>

#include "tests/embedding/corner_bank.hpp"
#include "tests/support/arrow_arrays.hpp"

namespace guide {

namespace host = wend::host;
using namespace std::chrono_literals;

std::string read(const std::string& name) {
  const std::string folder = WEND_SOURCE_DIRECTORY "/examples/hosts/cpp/";
  std::ifstream file(folder + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string log;

void show(const host::Error& error) {
  for (const host::Diagnostic& fault : error.diagnostics) {
    log += fault.place.source + ':' + std::to_string(fault.place.line) + ':' + std::to_string(fault.place.column) +
           ": " + fault.code + ' ' + fault.english + '\n';
  }
  if (error.diagnostics.empty()) log += error.message + '\n';
}

void hand_over(const host::Program& written) {
  const host::Result<std::vector<std::byte>> bytes = written.bytes();
  if (!bytes) return show(bytes.error());
  const host::Result<host::Program> loaded = host::load({"schema.json", read("schema.json")}, *bytes);
  if (!loaded) return show(loaded.error());
  log += std::to_string(loaded->journeys().size()) + " journeys came over\n";
}

enum class Tier : std::uint8_t { mass, gold, platinum };

struct Customer {
  std::string name;
  Tier tier = Tier::mass;
  std::int64_t aum_cents = 0;
  std::optional<std::chrono::sys_days> birth;
  bool consent = false;
  std::uint8_t known = 0;  // bit 0: consent was asked for
};

host::Status bind_all(host::Binding& binding) {
  const Customer shape;
  for (const host::Status& bound :
       {binding.bind("name", host::field(shape, shape.name)),
        binding.bind("tier", host::field(shape, shape.tier).named({"mass", "gold", "platinum"})),
        binding.bind("aum", host::field(shape, shape.aum_cents).in(host::unit::cents)),
        binding.bind("birth_date", host::field(shape, shape.birth)),
        binding.bind("marketing_consent",
                     host::field(shape, shape.consent).known_by_bit(offsetof(Customer, known), 0))}) {
    if (!bound) return bound;
  }
  return host::Done{};
}

std::string words_for(const host::Value& value) {
  if (const auto* money = std::get_if<host::Money>(&value)) {
    return std::to_string(money->ten_thousandths / 100) + " cents of " + money->currency;
  }
  return host::to_text(value);
}

class Guide : public testing::Test {
 protected:
  void SetUp() override {
    const host::Status bound = bind_all(binding_);
    ASSERT_TRUE(bound) << bound.error().message;
  }

  host::Program program_ =
      *host::compile({"schema.json", read("schema.json")}, {{"follow_up.wend", read("follow_up.wend")}});
  host::Binding binding_ = *host::Binding::make(program_, sizeof(Customer));
};

TEST(GuideBeginning, CompilesAndShowsWhatIsWrong) {
  const auto run = [](std::string journeys) {
    const std::string schema = read("schema.json");
    const host::Result<host::Program> program = host::compile({"schema.json", schema}, {{"follow_up.wend", journeys}});
    if (!program) return show(program.error());
    for (const host::JourneyInfo& journey : program->journeys()) log += journey.name + " of " + journey.owner + '\n';
  };
  log.clear();
  run(read("follow_up.wend"));
  EXPECT_EQ(log, "salary_follow_up of retail savings\n");
  log.clear();
  run("segment rich = auum > 5 CNY");
  EXPECT_EQ(log.substr(0, log.find(' ')), "follow_up.wend:1:16:");
}

TEST_F(Guide, HandsAProgramOverAsBytes) {
  log.clear();
  hand_over(program_);
  EXPECT_EQ(log, "1 journeys came over\n");
}

TEST_F(Guide, JudgesSegments) {
  const host::Program& program = program_;
  const host::Binding& binding = binding_;
  const host::Instant now = std::chrono::sys_days{2026y / 3 / 2} + 10h;
  std::vector<Customer> customers(3);
  customers[0].tier = Tier::gold;
  customers[0].aum_cents = 8'000'000;
  const auto run = [&] {
    const host::Result<host::Predicate> savers = host::Predicate::segment(program, "savers", binding);
    if (!savers) return show(savers.error());
    const std::size_t many = savers->count(std::span(customers), now);
    const bool is_saver = savers->judge(&customers[0], now) == host::Truth::yes;
    if (savers->executor() != host::Executor::native) log += savers->why_not_native();
    log += std::to_string(many) + (is_saver ? " with" : " without") + " the first\n";
  };
  log.clear();
  run();
  EXPECT_EQ(log, "1 with the first\n");

  const host::Result<host::Predicate> reached =
      host::Predicate::segment(program, "savers", binding, host::Native::where_possible, host::Asked::holds);
  ASSERT_TRUE(reached);
  EXPECT_EQ(reached->judge(&customers[0], now), host::Truth::yes);

  const host::Result<host::Predicate> young =
      host::Predicate::condition(program, "savers and birth_date > 2000-01-01", binding);
  ASSERT_TRUE(young);
  EXPECT_EQ(young->judge(&customers[0], now), host::Truth::unknown);
}

// What a producer exports: the customers' tiers and amounts, and when they were born.
ArrowArrayStream exported() {
  using wend::tests::ArrowNode;
  const auto column = [](std::string name, std::string format, std::vector<std::byte> values) {
    auto node = std::make_shared<ArrowNode>();
    node->name = std::move(name);
    node->format = std::move(format);
    node->length = 3;
    node->buffers = {std::nullopt, std::move(values)};
    return node;
  };
  auto batch = std::make_shared<ArrowNode>();
  batch->format = "+s";
  batch->length = 3;
  batch->buffers = {std::nullopt};
  batch->children = {
      column("tier", "c", wend::tests::bytes_of(std::vector<std::int8_t>{0, 1, 2})),
      column("aum", "l", wend::tests::bytes_of(std::vector<std::int64_t>{90'000, 80'000, 100})),
      column("birth_date", "tdD", wend::tests::bytes_of(std::vector<std::int32_t>{7'000, 8'000, 9'000}))};
  ArrowArrayStream stream{};
  wend::tests::export_stream({.batches = {batch}}, &stream);
  return stream;
}

TEST_F(Guide, CountsWholeTables) {
  const host::Program& program = program_;
  const host::Instant now = std::chrono::sys_days{2026y / 3 / 2} + 10h;
  ArrowArrayStream stream = exported();
  const auto run = [&] {
    const host::Result<host::Columns> table = host::Columns::from_arrow(program, &stream);
    if (!table) return show(table.error());
    const host::Result<host::Audience> audience = host::Audience::make(program, {"savers"});
    if (!audience) return show(audience.error());
    const host::Result<std::vector<std::uint64_t>> counts = audience->count(*table, now, 2);
    if (!counts) return show(counts.error());
    log += std::to_string(counts->front()) + " of " + std::to_string(table->rows()) + '\n';
  };
  log.clear();
  run();
  EXPECT_EQ(log, "1 of 3\n");
  EXPECT_EQ(wend::tests::arrow_unreleased(), 0);
}

TEST_F(Guide, PutsNameLists) {
  const host::Program& program = program_;
  const auto run = [&] {
    host::Result<host::Engine> engine = host::Engine::open(program);
    if (!engine) return show(engine.error());
    host::Result<host::NameLists> lists = host::NameLists::make(program);
    if (!lists) return show(lists.error());
    const host::Status put = lists->put("do_not_call", {{"2873", {}}, {"2874", {}}});
    if (!put) return show(put.error());
    const host::Status listed = engine->publish_lists(*lists);
    if (!listed) return show(listed.error());
  };
  log.clear();
  run();
  EXPECT_EQ(log, "");
}

TEST_F(Guide, RunsJourneys) {
  const host::Program& program = program_;
  const host::Binding& binding = binding_;
  const host::Instant start = std::chrono::sys_days{2026y / 3 / 2};
  Customer customer;
  customer.tier = Tier::gold;
  customer.aum_cents = 8'000'000;
  customer.consent = true;
  customer.known = 1;
  std::map<std::string, std::string> sent;
  const auto send = [&](const host::Effect& effect) {
    std::string words = effect.action;
    for (const host::NamedValue& argument : effect.arguments) words += ' ' + words_for(argument.value);
    return sent.emplace(effect.id, words).second;
  };
  const auto run = [&] {
    host::Result<host::Engine> engine = host::Engine::open(program);
    if (!engine) return show(engine.error());

    const host::Status loaded = engine->load("2873", start, binding, &customer);
    if (!loaded) return show(loaded.error());
    const host::Status published =
        engine->publish({.id = "695247",
                         .type = "deposit",
                         .customer = "2873",
                         .time = start + 10h,
                         .fields = {{"purpose", "salary"}, {"amount", host::Money::of(8'000, "CNY")}}});
    if (!published) return show(published.error());

    const host::Status advanced = engine->advance(start + std::chrono::days(5));
    if (!advanced) return show(advanced.error());
    for (const host::Effect& effect : *engine->take_effects()) {
      if (effect.kind == host::EffectKind::send && !effect.control) send(effect);
    }

    const host::Result<std::vector<host::Offer>> offers = engine->offers("2873", start + std::chrono::days(5));
    if (!offers) return show(offers.error());
    for (const host::Offer& offer : *offers) log += offer.slot + ": " + offer.message + '\n';

    const host::Result<host::Statistics> statistics = engine->statistics();
    if (!statistics) return show(statistics.error());
    for (const host::JourneyCount& journey : statistics->journeys) {
      log += journey.name + ": " + std::to_string(journey.entered) + " entered\n";
    }

    const host::Status replaced = engine->publish_program(program);
    if (!replaced) return show(replaced.error());

    const host::Status updated = engine->update("u-1", "2873", start + 140h, {{"tier", "platinum"}});
    if (!updated) return show(updated.error());

    const host::Status forgotten = engine->forget("2873");
    if (!forgotten) return show(forgotten.error());
  };
  log.clear();
  run();
  EXPECT_EQ(log, "salary_follow_up: 1 entered\n");
  std::vector<std::string> words;
  for (const auto& [id, text] : sent) words.push_back(text);
  EXPECT_THAT(words, testing::UnorderedElementsAre("sms.savings_plan 800000 cents of CNY", "sms.reminder"));
}

std::string trimmed(const std::string& line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first == std::string::npos ? "" : line.substr(first);
}

// The lines without their indentation, between line feeds.
std::string lines_of(const std::string& text) {
  std::string lines = "\n";
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!trimmed(line).empty()) lines += trimmed(line) + '\n';
  }
  return lines;
}

std::string file(const std::string& path) {
  std::ifstream stream(WEND_SOURCE_DIRECTORY "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(GuideItself, ShowsNothingThatIsNotRun) {
  const std::string run =
      lines_of(file("tests/embedding/guide_test.cpp")) + lines_of(file("examples/hosts/cpp/CMakeLists.txt"));
  std::istringstream page(file("docs/embedding.md"));
  int blocks = 0;
  bool inside = false;
  std::string block;
  for (std::string line; std::getline(page, line);) {
    if (line == "```cpp" || line == "```cmake") {
      inside = true;
      block.clear();
    } else if (inside && line == "```") {
      inside = false;
      ++blocks;
      EXPECT_NE(run.find(lines_of(block)), std::string::npos) << block;
    } else if (inside) {
      block += line + '\n';
    }
  }
  EXPECT_GT(blocks, 8);
}

}  // namespace guide
