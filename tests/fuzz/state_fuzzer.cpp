// No bytes may crash the reader of states, and a state that it lets through must be fit for a step.
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/journey/step.hpp"
#include "tests/fuzz/fuzzer.hpp"
#include "tests/support/bank.hpp"

namespace {

using wend::tests::Bank;
namespace ir = wend::ir;
namespace journey = wend::journey;
namespace schema = wend::schema;

using wend::fuzz::demand;

// One journey with every kind of thing that a state remembers: an entering event, a wait for a silence, a goal that
// counts after the end, silences of the customer's and of the journey's own, windows of days and of hours.
std::shared_ptr<const ir::Program> program() {
  Bank bank;
  const Bank::Id lately = bank.is_at_least(bank.count_of_hours(Bank::login, 5), bank.integer(2));
  bank.trigger("silent", bank.no(Bank::login, Bank::days(3)));
  bank.trigger("third",
               bank.on(Bank::deposit, bank.is_at_least(bank.count_of_days(Bank::deposit, 7), bank.integer(3))));
  ir::Journey& made = bank.journey("offers", bank.on(Bank::deposit));
  made.reentry.kind = ir::Reentry::Kind::always;
  made.goals.emplace_back();
  made.goals.back().pattern = bank.on(Bank::purchase);
  made.goals.back().within = Bank::days(9);
  made.goals.back().has_within = true;
  made.exit_when = bank.make(ir::Operation::conjunction, {bank.tag(Bank::gold), bank.is_not(lately)});
  made.exit_on = {
      bank.no(Bank::purchase, Bank::days(4),
              bank.make(ir::Operation::equal, {bank.field(Bank::purchase, 1), bank.purpose(ir::Slot::entered)}))};
  made.expires = Bank::days(20);
  Bank::step(
      made, "quiet",
      ir::WaitFor{
          .pattern = bank.no(Bank::login, Bank::hours(7)), .limit = Bank::days(1), .on_seen = 1, .on_timeout = 2});
  Bank::step(made, "greeting", Bank::send(Bank::offer, 2));
  Bank::step(made, "pause", ir::WaitSpan{.span = Bank::days(2), .next = ir::kEnd});
  return bank.publish();
}

const journey::Plan& plan() {
  static const journey::Plan plan = *journey::Plan::make(program());
  return plan;
}

// Takes bytes off the front of what the fuzzer gives, zeros where there are no more.
class Bytes {
 public:
  explicit Bytes(std::span<const std::uint8_t> data) : data_(data) {}
  std::uint8_t take() {
    if (data_.empty()) return 0;
    const std::uint8_t first = data_.front();
    data_ = data_.subspan(1);
    return first;
  }
  [[nodiscard]] bool empty() const { return data_.empty(); }

 private:
  std::span<const std::uint8_t> data_;
};

journey::State live(const journey::State& state, schema::EventIndex type, wend::Instant time) {
  const wend::layout::RowLayout& layout = plan().event(type);
  std::vector<std::byte> row;
  const wend::Value fields[] = {std::int64_t{5}, std::string_view{"salary"}};
  wend::layout::append_row(layout, std::span(fields).first(layout.fields.size()), row);
  const journey::Input input = journey::Event{.id = {}, .type = type, .time = time, .fields = {&layout, row.data()}};
  auto outcome = journey::step(plan(), journey::ReferencePredicates(), "2873", state, {&input, 1});
  demand(outcome.has_value());
  return outcome->state;
}

// A state as a life of some events leaves it.
journey::State state_of(Bytes& bytes) {
  journey::State state;
  wend::Instant now = wend::tests::at("2026-03-02 10:00");
  for (int left = bytes.take() % 16; left >= 0; --left) {
    now += bytes.take() * wend::kHour;
    state = live(state, bytes.take() % 3, now);
  }
  return state;
}

// The rest of the bytes, three at a time, say where to write what.
std::vector<std::byte> damaged(const journey::State& state, Bytes& bytes) {
  std::vector<std::byte> block(state.bytes().begin(), state.bytes().end());
  while (!bytes.empty()) {
    std::size_t place = bytes.take();
    place += std::size_t{256} * bytes.take();
    block[place % block.size()] = std::byte{bytes.take()};
  }
  return block;
}

}  // namespace

namespace wend::fuzz {

// Lives of one to sixteen events, undamaged: the driver adds the damage.
std::vector<std::string> seeds() {
  std::vector<std::string> lives;
  for (unsigned char events = 0; events < 16; ++events) {
    std::string life(1, static_cast<char>(events));
    for (unsigned char event = 0; event <= events; ++event) {
      life.push_back(static_cast<char>(event * 7 + events));
      life.push_back(static_cast<char>(event % 3));
    }
    lives.push_back(std::move(life));
  }
  return lives;
}

void take(std::string_view input) {
  Bytes bytes({reinterpret_cast<const std::uint8_t*>(input.data()), input.size()});
  const std::vector<std::byte> block = damaged(state_of(bytes), bytes);
  const Result<journey::State> state = journey::State::decode(plan(), block);
  if (!state) return;
  demand(std::equal(block.begin(), block.end(), state->bytes().begin(), state->bytes().end()));
  const journey::State next = live(*state, Bank::deposit, tests::at("2026-07-01 10:00"));
  demand(journey::State::decode(plan(), next.bytes()).has_value());
}

}  // namespace wend::fuzz
