#include "tests/conformance/runner/story.hpp"

namespace wend::conformance {
namespace {

std::string joined(const Json& lines) {
  std::string text;
  for (const Json& line : lines) text += line.get<std::string>() + "\n";
  return text;
}

class StoryReader {
 public:
  StoryReader(Programs& programs, const Bank& bank, const Case& of) : programs_(programs), bank_(bank), of_(of) {}

  Result<Story> read() {
    const auto program = programs_.program(of_.schema, of_.program);
    if (!program) return program.error();
    story_.program = *program;
    customer_ = of_.members.value("customer", std::string("1"));
    for (const Status& done : {read_limits(), read_name_lists(), read_customers(), read_happenings(), read_times()}) {
      if (!done) return done.error();
    }
    return std::move(story_);
  }

 private:
  Status read_limits() {
    const Json limits = of_.members.value("limits", Json::object());
    story_.limits.events = limits.value("events", story_.limits.events);
    story_.limits.ids = limits.value("ids", story_.limits.ids);
    return Done{};
  }

  Status read_name_lists() {
    Result<std::shared_ptr<const lists::NameLists>> lists = read_lists(bank_, of_);
    if (!lists) return lists.error();
    story_.lists = *std::move(lists);
    return Done{};
  }

  Status read_customers() {
    if (!of_.has("customers")) {
      return of_.has("tags") ? add_customer(customer_, of_.members.at("tags")) : Status(Done{});
    }
    for (const Json& row : of_.members.at("customers")) {
      Json tags = of_.members.value("tags", Json::object());
      for (const auto& [tag, value] : row.items()) tags[tag] = value;
      const Status added = add_customer(row.at("customer").get<std::string>(), tags);
      if (!added) return added;
    }
    return Done{};
  }

  Status add_customer(const std::string& id, const Json& row) {
    Result<std::vector<Named>> tags = read_tags(bank_, row);
    if (!tags) return tags.error();
    story_.customers.push_back({id, *std::move(tags)});
    return Done{};
  }

  Status read_happenings() {
    for (const Json& one : of_.members.value("events", Json::array())) {
      Result<Happening> happening = read_happening(one);
      if (!happening) return within(one.dump(), happening.error());
      story_.happenings.push_back(*std::move(happening));
    }
    return Done{};
  }

  Result<Happening> read_happening(const Json& one) {
    if (one.contains("publish")) {
      const auto program = programs_.program(of_.schema, joined(one.at("publish")));
      if (!program) return program.error();
      return Happening{Publish{*program, one.value("refused", std::string())}};
    }
    if (one.contains("forget")) return Happening{Forget{one.at("forget").get<std::string>()}};
    if (one.contains("advance")) {
      const Result<Instant> time = read_time(bank_, one.at("advance"));
      if (!time) return time.error();
      return Happening{Clock{*time}};
    }
    if (one.at("type") == "tags") return read_update(one);
    Result<ReadEvent> event = read_event(bank_, one, customer_);
    if (!event) return event.error();
    if (event->id.empty()) event->id = next_id();
    return Happening{*std::move(event)};
  }

  Result<Happening> read_update(const Json& one) {
    const Result<Instant> time = read_time(bank_, one.at("time"));
    if (!time) return time.error();
    Result<std::vector<Named>> tags = read_tags(bank_, one.at("set"));
    if (!tags) return tags.error();
    return Happening{Update{one.value("id", next_id()), one.value("customer", customer_), *time, *std::move(tags)}};
  }

  std::string next_id() { return "#" + std::to_string(++ids_); }

  // Tags are those of `now`, else of the first event.
  Status read_times() {
    if (of_.has("until")) {
      const Result<Instant> until = read_time(bank_, of_.members.at("until"));
      if (!until) return until.error();
      story_.until = *until;
    }
    if (of_.has("now")) {
      const Result<Instant> now = read_time(bank_, of_.members.at("now"));
      if (!now) return now.error();
      story_.loaded = *now;
      return Done{};
    }
    for (const Happening& happening : story_.happenings) {
      if (const auto time = time_of(happening)) {
        story_.loaded = *time;
        return Done{};
      }
    }
    return story_.until ? Status(Done{}) : Status(Error{"neither `now` nor an event says when it begins"});
  }

  Programs& programs_;
  const Bank& bank_;
  const Case& of_;
  Story story_;
  std::string customer_;
  std::uint32_t ids_ = 0;
};

}  // namespace

std::optional<Instant> time_of(const Happening& happening) {
  if (const auto* event = std::get_if<ReadEvent>(&happening)) return event->time;
  if (const auto* update = std::get_if<Update>(&happening)) return update->time;
  if (const auto* clock = std::get_if<Clock>(&happening)) return clock->time;
  return std::nullopt;
}

Result<Story> read_story(Programs& programs, const Bank& bank, const Case& of) {
  return StoryReader(programs, bank, of).read();
}

std::vector<journey::TagValue> borrowed(const std::vector<Named>& tags) {
  std::vector<journey::TagValue> values;
  values.reserve(tags.size());
  for (const Named& tag : tags) values.push_back({tag.index, borrow(tag.value)});
  return values;
}

}  // namespace wend::conformance
