#include "tools/data/scores.hpp"

#include <algorithm>

#include "tools/data/customers.hpp"

namespace wend::data {
namespace {

// A schema in which `score` is the one tag.
schema::Schema schema_of(const schema::Schema& bank, const schema::Model& model) {
  schema::Schema schema;
  schema.name = model.name;
  schema.zone = bank.zone;
  schema.currencies = bank.currencies;
  schema.enums = bank.enums;
  schema::Tag score;
  score.name = "score";
  score.type = model.returns;
  schema.tags.push_back(std::move(score));
  return schema;
}

}  // namespace

bool Scores::read(std::size_t model, const std::string& path, const Zone& zone, const OnFault& on_fault) {
  const schema::Schema schema = schema_of(*schema_, schema_->models[model]);
  CustomerReader rows(path, schema, zone);
  for (;;) {
    switch (rows.next()) {
      case Outcome::row:
        if (is_known(rows.values()[0])) by_model_[model].insert_or_assign(std::string(rows.id()), rows.values()[0]);
        break;
      case Outcome::fault:
        if (!on_fault(rows.fault(), rows.text())) return false;
        break;
      case Outcome::end: return true;
    }
  }
}

bool Scores::empty() const {
  return std::ranges::all_of(by_model_, [](const auto& scores) { return scores.empty(); });
}

void Scores::fill(std::string_view customer, std::span<Value> values) const {
  for (std::size_t model = 0; model < by_model_.size(); ++model) {
    const std::unordered_map<std::string, Value>& scores = by_model_[model];
    if (scores.empty()) continue;
    const auto found = scores.find(std::string(customer));
    Value& value = values[schema_->models[model].score];
    if (found != scores.end() && !is_known(value)) value = found->second;
  }
}

}  // namespace wend::data
