#include "tools/wend/run/report.hpp"

#include <nlohmann/json.hpp>
#include <numeric>

#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

using engine::JourneyStatistics;
using engine::Statistics;
using engine::TriggerStatistics;
using Json = nlohmann::ordered_json;
using ByReason = std::array<std::uint64_t, journey::kReasons>;
using ByName = std::map<std::string, std::uint64_t>;

std::uint64_t sum(const ByName& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0},
                         [](std::uint64_t total, const auto& count) { return total + count.second; });
}

// Those that occurred, by the reason's name.
ByName by_name(const ByReason& counts) {
  ByName named;
  for (std::size_t reason = 0; reason < counts.size(); ++reason) {
    if (counts[reason] > 0) named.emplace(journey::text_of(static_cast<journey::Reason>(reason)), counts[reason]);
  }
  return named;
}

void append_counts(std::string& text, std::string_view heading, const ByName& counts) {
  if (counts.empty()) return;
  text.append(text.empty() ? "" : "; ").append(heading).append(":");
  bool first = true;
  for (const auto& [name, count] : counts) {
    text.append(first ? " " : ", ").append(name).append(" ").append(grouped(count));
    first = false;
  }
}

std::string trigger_table(const Statistics& statistics, const Console& console) {
  Table table({std::string(console.pick("trigger", "触发器")), std::string(console.pick("fired", "触发次数")),
               std::string(console.pick("customers", "客户数"))});
  for (const TriggerStatistics& trigger : statistics.triggers) {
    table.add({trigger.name, grouped(trigger.fired), grouped(trigger.customers)});
  }
  return table.text();
}

std::string journey_table(const Statistics& statistics, const Console& console) {
  const auto heading = [&console](std::string_view english, std::string_view chinese) {
    return std::string(console.pick(english, chinese));
  };
  Table table({heading("journey", "旅程"), heading("entered", "进入"), heading("control", "对照"),
               heading("live", "进行中"), heading("contacts", "触达"), heading("tasks", "任务"),
               heading("kept out", "被拦截"), heading("goal, treated", "目标(实验)"), "%",
               heading("goal, control", "目标(对照)"), "%"});
  for (const JourneyStatistics& journey : statistics.journeys) {
    const std::uint64_t treated = journey.entered - journey.control;
    table.add({journey.name, grouped(journey.entered), grouped(journey.control), grouped(journey.live),
               grouped(sum(journey.contacts)), grouped(sum(journey.assigned)), grouped(sum(by_name(journey.kept_out))),
               grouped(journey.goals_treated), percentage(journey.goals_treated, treated),
               grouped(journey.goals_control), percentage(journey.goals_control, journey.control)});
  }
  return table.text();
}

// A line for each journey: what the table's sums are made of.
std::string journey_details(const Statistics& statistics, const Console& console) {
  std::string text;
  for (const JourneyStatistics& journey : statistics.journeys) {
    std::string details;
    append_counts(details, console.pick("contacts", "触达"), journey.contacts);
    append_counts(details, console.pick("tasks", "任务"), journey.assigned);
    append_counts(details, console.pick("benefits", "权益"), journey.granted);
    append_counts(details, console.pick("tags set", "写标签"), journey.set);
    append_counts(details, console.pick("events emitted", "发出事件"), journey.emitted);
    append_counts(details, console.pick("journeys started", "启动旅程"), journey.started);
    for (const auto& [policy, kept_out] : journey.kept_out_by) {
      const std::string heading = policy.empty() ? std::string(console.pick("kept out", "被拦截"))
                                                 : std::string(console.pick("kept out by ", "被拦截于 ")) + policy;
      append_counts(details, heading, by_name(kept_out));
    }
    append_counts(details, console.pick("exits", "退出"), by_name(journey.ended));
    if (!details.empty()) text.append(journey.name).append("  ").append(details).append("\n");
  }
  return text;
}

// Of what the journeys have done for customers: what needs nobody (messages, offers, benefits) beside tasks.
struct Work {
  std::uint64_t alone = 0;
  std::uint64_t all = 0;
};

Work work_of(const Statistics& statistics) {
  Work work;
  for (const JourneyStatistics& journey : statistics.journeys) {
    work.alone += sum(journey.contacts) + sum(journey.granted);
    work.all += sum(journey.assigned);
  }
  work.all += work.alone;
  return work;
}

std::string work_line(const Statistics& statistics, const Console& console) {
  const Work work = work_of(statistics);
  if (work.all == 0) return {};
  std::string text(console.pick("without a person: ", "无需人工: "));
  text.append(percentage(work.alone, work.all)).append(console.pick(" of ", " / 共 ")).append(grouped(work.all));
  return text.append(console.pick(" effects\n", " 项动作\n"));
}

std::string totals(const Statistics& statistics, const Console& console) {
  std::string text = grouped(statistics.customers);
  text.append(console.pick(" customers (", " 位客户 (")).append(grouped(statistics.customers_without_tags));
  text.append(console.pick(" of them not in the tags), ", " 位不在标签表中), ")).append(grouped(statistics.events));
  text.append(console.pick(" events (", " 个事件 (")).append(grouped(statistics.late));
  text.append(console.pick(" of them late), ", " 个迟到), ")).append(grouped(statistics.repeated));
  text.append(console.pick(" dropped as known already, ", " 个重复已丢弃, ")).append(grouped(statistics.state_bytes));
  return text.append(console.pick(" bytes of state\n", " 字节状态\n"));
}

Json as_json(const ByName& counts) {
  Json object = Json::object();
  for (const auto& [name, count] : counts) object[name] = count;
  return object;
}

const char* name_of(ir::Metric::Aggregate aggregate) {
  switch (aggregate) {
    case ir::Metric::Aggregate::average: return "average";
    case ir::Metric::Aggregate::sum: return "sum";
    case ir::Metric::Aggregate::count: return "count";
    case ir::Metric::Aggregate::share: return "share";
  }
  return "";
}

std::string metric_table(const Statistics& statistics, const Console& console) {
  const auto heading = [&console](std::string_view english, std::string_view chinese) {
    return std::string(console.pick(english, chinese));
  };
  Table table({heading("journey", "旅程"), heading("metric", "指标"), heading("taken as", "算法"),
               heading("treated", "实验"), heading("of", "人次"), heading("control", "对照"), heading("of", "人次"),
               heading("difference", "差异"), heading("unknown", "未知"), heading("pending", "待测"),
               heading("left out", "未测")});
  for (const engine::MetricStatistics& metric : statistics.metrics) {
    const auto both = [&](auto count) { return grouped(count(metric.treated) + count(metric.control)); };
    table.add({metric.journey, metric.metric, name_of(metric.aggregate),
               engine::value_of(metric, metric.treated).value_or("-"), grouped(metric.treated.known),
               engine::value_of(metric, metric.control).value_or("-"), grouped(metric.control.known),
               engine::difference_of(metric).value_or("-"), both([](const auto& side) { return side.unknown; }),
               both([](const auto& side) { return side.pending(); }),
               both([](const auto& side) { return side.left_out; })});
  }
  return table.text();
}

// What was registered before it began.
std::string study_lines(const Statistics& statistics, const Console& console) {
  std::string text;
  for (const engine::StudyStatistics& study : statistics.studies) {
    text.append(study.journey).append("  ").append(console.pick("study of ", "研究 ")).append(study.study.subject);
    text.append(console.pick(" until ", " 至 ")).append(format_date(study.study.until));
    text.append(": ").append(grouped(study.entries)).append(console.pick(" of ", " / "));
    text.append(grouped(static_cast<std::uint64_t>(study.study.with)));
    text.append(study.is_reached() ? console.pick(", reached", "，已达到") : console.pick(", not reached", "，未达到"));
    text.append("\n");
  }
  return text;
}

Json as_json(const engine::MetricStatistics& metric, const engine::MetricSide& side) {
  const std::optional<std::string> value = engine::value_of(metric, side);
  Json object;
  object["value"] = value ? Json(*value) : Json(nullptr);
  object["measured"] = side.known;
  object["unknown"] = side.unknown;
  object["pending"] = side.pending();
  object["left_out"] = side.left_out;
  return object;
}

Json as_json(const engine::MetricStatistics& metric) {
  const std::optional<std::string> difference = engine::difference_of(metric);
  Json object;
  object["journey"] = metric.journey;
  object["metric"] = metric.metric;
  object["aggregate"] = name_of(metric.aggregate);
  object["treated"] = as_json(metric, metric.treated);
  object["control"] = as_json(metric, metric.control);
  object["difference"] = difference ? Json(*difference) : Json(nullptr);
  return object;
}

Json as_json(const engine::StudyStatistics& study) {
  Json object;
  object["journey"] = study.journey;
  object["of"] = study.study.subject;
  object["until"] = format_date(study.study.until);
  object["with"] = study.study.with;
  object["entries"] = study.entries;
  object["reached"] = study.is_reached();
  return object;
}

Json as_json(const JourneyStatistics& journey) {
  Json object;
  object["entered"] = journey.entered;
  object["customers"] = journey.customers;
  object["control"] = journey.control;
  object["live"] = journey.live;
  object["contacts"] = as_json(journey.contacts);
  object["assigned"] = as_json(journey.assigned);
  object["granted"] = as_json(journey.granted);
  object["set"] = as_json(journey.set);
  object["emitted"] = as_json(journey.emitted);
  object["started"] = as_json(journey.started);
  object["kept_out"] = as_json(by_name(journey.kept_out));
  object["kept_out_by"] = Json::object();
  for (const auto& [policy, kept_out] : journey.kept_out_by) {
    if (!policy.empty()) object["kept_out_by"][policy] = as_json(by_name(kept_out));
  }
  object["goals"] = {{"treated", journey.goals_treated}, {"control", journey.goals_control}};
  object["exits"] = as_json(by_name(journey.ended));
  return object;
}

}  // namespace

std::string report_table(const Statistics& statistics, const Console& console) {
  std::string text;
  if (!statistics.triggers.empty()) text += trigger_table(statistics, console) + "\n";
  if (!statistics.journeys.empty()) {
    text += journey_table(statistics, console) + "\n";
    const std::string details = journey_details(statistics, console);
    if (!details.empty()) text += details + "\n";
  }
  if (!statistics.metrics.empty()) text += metric_table(statistics, console) + "\n";
  if (!statistics.studies.empty()) text += study_lines(statistics, console) + "\n";
  return text + work_line(statistics, console) + totals(statistics, console);
}

std::string summary_json(const Statistics& statistics) {
  Json summary;
  summary["triggers"] = Json::object();
  summary["journeys"] = Json::object();
  for (const TriggerStatistics& trigger : statistics.triggers) {
    summary["triggers"][trigger.name] = {{"fired", trigger.fired}, {"customers", trigger.customers}};
  }
  for (const JourneyStatistics& journey : statistics.journeys) summary["journeys"][journey.name] = as_json(journey);
  if (!statistics.metrics.empty()) summary["metrics"] = Json::array();
  for (const engine::MetricStatistics& metric : statistics.metrics) summary["metrics"].push_back(as_json(metric));
  if (!statistics.studies.empty()) summary["studies"] = Json::array();
  for (const engine::StudyStatistics& study : statistics.studies) summary["studies"].push_back(as_json(study));
  const Work work = work_of(statistics);
  summary["without_a_person"] = {{"effects", work.alone}, {"of", work.all}};
  summary["customers"] = statistics.customers;
  summary["customers_without_tags"] = statistics.customers_without_tags;
  summary["events"] = statistics.events;
  summary["repeated"] = statistics.repeated;
  summary["late"] = statistics.late;
  summary["state_bytes"] = statistics.state_bytes;
  return summary.dump(2) + "\n";
}

}  // namespace wend::tools
