#include "tools/wend/synth/make_events.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "runtime/engine/effect_json.hpp"
#include "tools/wend/synth/calendar.hpp"
#include "tools/wend/synth/value_maker.hpp"

namespace wend::tools {

namespace {

constexpr std::uint64_t kAnotherSeed = 0x5745'4E44'4556'4E54;  // events do not change with the number of tags
// How many of a day's events fall into each hour, from midnight.
constexpr std::array<std::uint64_t, 24> kHours = {2,  1,  1,  1,  1,  2,  5,  9,  14, 18, 20, 18,
                                                  16, 13, 14, 16, 16, 15, 15, 17, 19, 17, 11, 5};
constexpr std::uint64_t kAllHours = std::accumulate(kHours.begin(), kHours.end(), std::uint64_t{0});
constexpr Microseconds kSalariesFrom = 8 * kHour;
constexpr std::uint64_t kSalariesWithin = 3 * 3600;  // seconds

struct Happening {
  Instant time = 0;
  std::uint64_t customer = 0;
  std::uint32_t stream = 0;
};

class EventMaker {
 public:
  EventMaker(const schema::Schema& schema, const Zone& zone, const SynthOptions& options, OutputFile& file)
      : schema_(schema),
        zone_(zone),
        options_(options),
        file_(file),
        maker_(schema, options.start, options.customers),
        random_(options.seed ^ kAnotherSeed),
        salary_(find_salary(schema)),
        streams_(streams_of(schema, salary_)) {}

  Date make(Progress& progress) {
    if (streams_.empty() || options_.customers == 0) return options_.start;
    const int days = days_for(streams_, options_.customers, options_.events);
    const Date end = options_.start + days;
    Shares shares(options_.events, weight_of(options_.start, end));
    for (Date date = options_.start; date < end; ++date) {
      make_day(date, shares);
      progress.at(written_);
    }
    return end - 1;
  }

 private:
  [[nodiscard]] std::uint64_t weight_of(Date begin, Date end) const {
    std::uint64_t weight = 0;
    for (Date date = begin; date < end; ++date) {
      for (const Stream& stream : streams_) weight += weight_on(stream, date);
    }
    return weight;
  }

  void make_day(Date date, Shares& shares) {
    day_.clear();
    for (std::uint32_t stream = 0; stream < streams_.size(); ++stream) {
      const std::uint64_t count = shares.next(weight_on(streams_[stream], date));
      if (streams_[stream].is_salary) {
        pay_salaries(date, stream, count);
      } else {
        for (std::uint64_t i = 0; i < count; ++i) day_.push_back({time_on(date), active_customer(), stream});
      }
    }
    std::ranges::stable_sort(day_, {}, &Happening::time);
    for (const Happening& happening : day_) write(happening);
  }

  // Of those who are paid on this day, as many as are asked for, each at most once where they are enough.
  void pay_salaries(Date date, std::uint32_t stream, std::uint64_t count) {
    paid_.clear();
    const auto payday = payday_on(date);
    for (std::uint64_t customer = 0; payday && customer < options_.customers; ++customer) {
      const std::uint64_t lot = mixed(options_.seed ^ mixed(customer));
      const bool today = lot % kPaydays == static_cast<std::uint64_t>(*payday);
      if (today && lot / kPaydays % 100 < kPaid) paid_.push_back(customer);
    }
    if (paid_.empty()) paid_.push_back(active_customer());
    for (std::uint64_t i = 0; i < count; ++i) {
      const Microseconds after = kSalariesFrom + static_cast<Microseconds>(random_.below(kSalariesWithin)) * kSecond;
      day_.push_back({zone_.instant({date, after}), paid_[i * paid_.size() / count], stream});
    }
  }

  Instant time_on(Date date) {
    std::uint64_t lot = random_.below(kAllHours);
    Microseconds hour = 0;
    for (; lot >= kHours[static_cast<std::size_t>(hour)]; ++hour) lot -= kHours[static_cast<std::size_t>(hour)];
    return zone_.instant({date, hour * kHour + static_cast<Microseconds>(random_.below(3600)) * kSecond});
  }

  // Half of what happens is spread evenly, half goes to the few who do much.
  std::uint64_t active_customer() {
    return random_.chance(50) ? random_.below(options_.customers) : random_.skewed_below(options_.customers);
  }

  void write(const Happening& happening) {
    const Stream& stream = streams_[happening.stream];
    const schema::Event& event = schema_.events[stream.event];
    line_ = R"({"id":")";
    line_.append(std::to_string(++written_)).append(R"(","type":")").append(event.name);
    line_.append(R"(","customer":")").append(customer_id(happening.customer));
    line_.append(R"(","time":")").append(format_time(happening.time, zone_)).append("\"");
    for (schema::FieldIndex field = 0; field < event.fields.size(); ++field) {
      append_field(event.fields[field], value_of(stream, happening.customer, field));
    }
    file_.write(line_.append("}\n"));
  }

  OwnedValue value_of(const Stream& stream, std::uint64_t customer, schema::FieldIndex index) {
    const schema::Field& field = schema_.events[stream.event].fields[index];
    const Wanted wanted{field.name, field.type, field.least, field.greatest};
    const bool says_salary = salary_ && stream.event == salary_->event && index == salary_->field;
    if (stream.is_salary && says_salary) return salary_->value;
    if (stream.is_salary && field.type.kind == TypeKind::money) return salary_of(customer, wanted);
    OwnedValue value = maker_.make(wanted, random_);
    // Salaries come from employers alone: any other event of the type says something else.
    if (says_salary && value == OwnedValue(salary_->value)) return Unknown{};
    return value;
  }

  // From a hundredth to a tenth of what can occur, the same every month.
  [[nodiscard]] OwnedValue salary_of(std::uint64_t customer, const Wanted& wanted) const {
    const ValueMaker::Range range = maker_.range_of(wanted);
    const std::uint64_t thousandths = 10 + mixed(customer ^ options_.seed) % 91;
    const auto above = static_cast<std::int64_t>(range.size() / 1000 * thousandths);
    return ValueMaker::rounded(range.least + above, range);
  }

  void append_field(const schema::Field& field, const OwnedValue& value) {
    if (!is_known(value)) return;
    line_.append(",\"").append(field.name).append("\":");
    engine::append_json(value, field.type, schema_, zone_, line_);
  }

  const schema::Schema& schema_;
  Zone zone_;
  const SynthOptions& options_;
  OutputFile& file_;
  ValueMaker maker_;
  Random random_;
  std::optional<Salary> salary_;
  std::vector<Stream> streams_;
  std::vector<Happening> day_;
  std::vector<std::uint64_t> paid_;
  std::string line_;
  std::uint64_t written_ = 0;
};

}  // namespace

Date make_events(const schema::Schema& schema, const Zone& zone, const SynthOptions& options, OutputFile& file,
                 Progress& progress) {
  return EventMaker(schema, zone, options, file).make(progress);
}

}  // namespace wend::tools
