#include <algorithm>

#include "compiler/schema/schema.hpp"

namespace wend::schema {

namespace {

// The identifiers and labels of the things of one kind, in the schema's order.
class KindIndex {
 public:
  using Index = std::map<std::string_view, Names::Match, std::less<>>;

  void add(std::string_view name, const Labels& labels) {
    names_.push_back(name);
    identifiers_.try_emplace(name, Names::Match{count_, false});
    for (const auto& [language, label] : labels) {
      names_.emplace_back(label);
      const auto [found, is_new] = labels_.try_emplace(label, Names::Match{count_, false});
      if (found->second.index != count_) found->second.ambiguous = true;
    }
    ++count_;
  }

  // An identifier means its own thing, whatever label it also is.
  Index take_index() {
    identifiers_.merge(labels_);
    return std::move(identifiers_);
  }
  std::vector<std::string_view> take_names() { return std::move(names_); }

 private:
  Index identifiers_;
  Index labels_;
  std::vector<std::string_view> names_;
  std::uint32_t count_ = 0;
};

template <typename T>
KindIndex index_of(const std::vector<T>& things) {
  KindIndex index;
  for (const T& thing : things) {
    if constexpr (std::is_same_v<T, std::string>) {
      index.add(thing, {});
    } else if constexpr (std::is_same_v<T, Calendar>) {
      index.add(thing.name, {});
    } else {
      index.add(thing.name, thing.label);
    }
  }
  return index;
}

KindIndex index_of(const Schema& schema, Names::Kind kind) {
  switch (kind) {
    case Names::Kind::tag: return index_of(schema.tags);
    case Names::Kind::event: return index_of(schema.events);
    case Names::Kind::enumeration: return index_of(schema.enums);
    case Names::Kind::channel: return index_of(schema.channels);
    case Names::Kind::slot: return index_of(schema.slots);
    case Names::Kind::task: return index_of(schema.tasks);
    case Names::Kind::benefit: return index_of(schema.benefits);
    case Names::Kind::product: return index_of(schema.products.items);
    case Names::Kind::list: return index_of(schema.lists);
    case Names::Kind::purpose: return index_of(schema.purposes);
    case Names::Kind::calendar: return index_of(schema.calendars);
    case Names::Kind::area: return index_of(schema.areas);
    case Names::Kind::model: return index_of(schema.models);
    case Names::Kind::currency: return index_of(schema.currencies);
  }
  return {};
}

bool has_label(const Labels& labels, std::string_view name) {
  return std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return label.second == name; });
}

// The position of the thing with the identifier, else of the first with the label.
template <typename T>
std::optional<std::size_t> position(const std::vector<T>& things, std::string_view name) {
  auto found = std::find_if(things.begin(), things.end(), [&](const T& thing) { return thing.name == name; });
  if (found == things.end()) {
    found = std::find_if(things.begin(), things.end(), [&](const T& thing) { return has_label(thing.label, name); });
  }
  if (found == things.end()) return std::nullopt;
  return static_cast<std::size_t>(found - things.begin());
}

}  // namespace

Names::Names(const Schema& schema) : schema_(&schema) {
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    KindIndex index = index_of(schema, static_cast<Kind>(kind));
    by_kind_.push_back(index.take_index());
    names_.push_back(index.take_names());
  }
  for (std::size_t i = 0; i < schema.enums.size(); ++i) {
    const auto add = [&](std::string_view name) {
      std::vector<EnumIndex>& enums = enums_with_value_[name];
      if (enums.empty() || enums.back() != i) enums.push_back(static_cast<EnumIndex>(i));
    };
    for (const EnumValue& value : schema.enums[i].values) {
      add(value.name);
      for (const auto& [language, label] : value.label) add(label);
    }
  }
}

std::optional<Names::Match> Names::find(Kind kind, std::string_view name) const {
  const Index& index = by_kind_[static_cast<std::size_t>(kind)];
  const auto found = index.find(name);
  return found == index.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<std::string_view>& Names::all(Kind kind) const {
  return names_[static_cast<std::size_t>(kind)];
}

std::optional<FieldIndex> Names::field(const Event& event, std::string_view name) const {
  const auto found = position(event.fields, name);
  return found ? std::optional(static_cast<FieldIndex>(*found)) : std::nullopt;
}

std::optional<std::int32_t> Names::value(const Enum& enumeration, std::string_view name) const {
  const auto found = position(enumeration.values, name);
  return found ? std::optional(static_cast<std::int32_t>(*found)) : std::nullopt;
}

std::vector<EnumIndex> Names::enums_with(std::string_view value) const {
  const auto found = enums_with_value_.find(value);
  return found == enums_with_value_.end() ? std::vector<EnumIndex>() : found->second;
}

}  // namespace wend::schema
