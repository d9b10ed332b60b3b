#include "tools/wend/count/breakdown.hpp"

#include "runtime/engine/effect_json.hpp"

namespace wend::tools {

Breakdown::Breakdown(const schema::Schema& schema, schema::TagIndex tag, const Zone& zone)
    : schema_(schema), tag_(tag), zone_(zone) {}

Breakdown::Key Breakdown::key_of(const Value& value) const {
  Key key;
  if (const auto* scalar = std::get_if<std::int64_t>(&value)) key.first = *scalar;
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    key.second = *text;
    return key;
  }
  engine::append_json(own(value), schema_.tags[tag_].type, schema_, zone_, key.second);
  if (key.second.size() >= 2 && key.second.front() == '"') key.second = key.second.substr(1, key.second.size() - 2);
  return key;
}

void Breakdown::add(const Value& value) {
  if (!is_known(value)) {
    ++missing_;
    return;
  }
  Key key = key_of(value);
  const auto found = counts_.find(key);
  if (found != counts_.end()) {
    ++found->second;
  } else if (counts_.size() < kMost) {
    counts_.emplace(std::move(key), 1);
  } else {
    ++others_;
  }
}

std::vector<Breakdown::Count> Breakdown::counts() const {
  std::vector<Count> counts;
  for (const auto& [key, customers] : counts_) counts.push_back({Count::Kind::value, key.second, customers});
  if (others_ > 0) counts.push_back({Count::Kind::others, "", others_});
  if (missing_ > 0) counts.push_back({Count::Kind::missing, "", missing_});
  return counts;
}

}  // namespace wend::tools
