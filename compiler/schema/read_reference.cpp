#include <algorithm>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/reading.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

Product read_product(Reading& reading, const Json& object, const Path& path) {
  const std::vector<Field>& fields = reading.schema.products.fields;
  Product product{text_of(object, "name"), labels_of(object), std::vector<OwnedValue>(fields.size(), Unknown{})};
  for (auto value = object.begin(); value != object.end(); ++value) {
    if (value.key() == "name" || value.key() == "label") continue;
    std::size_t index = 0;
    while (index < fields.size() && fields[index].name != value.key()) ++index;
    const Path here(path, value.key());
    if (index == fields.size()) {
      std::vector<std::string_view> names;
      for (const Field& field : fields) names.emplace_back(field.name);
      reading.add_unknown(codes::schema_unknown_product_field, here, value.key(), names);
    } else if (!value->is_null()) {
      std::optional<OwnedValue> read = read_value(reading, fields[index].type, *value);
      if (!read) {
        reading.faults.add(codes::schema_wrong_value, here,
                           {shortened(value->dump()), describe(reading.schema, fields[index].type)});
      }
      product.fields[index] = read.value_or(Unknown{});
    }
  }
  return product;
}

void read_product_fields(Reading& reading, const Json& products, const Path& path) {
  const Path list(path, "fields");
  NameScope scope(reading, list);
  scope.forbid({"name", "label"});
  reading.schema.products.fields = read_fields(reading, products, path, TypePlace::product_field, scope);
}

List read_list(Reading& reading, const Json& object, const Path& path) {
  const Path list(path, "fields");
  NameScope scope(reading, list);
  scope.forbid({"customer"});
  List made{text_of(object, "name"), labels_of(object), read_fields(reading, object, path, TypePlace::field, scope)};
  const std::string& key = text_of(object, "key");
  if (key.empty()) return made;
  const auto found = std::ranges::find(made.fields, key, &Field::name);
  if (found != made.fields.end()) {
    made.key = static_cast<FieldIndex>(found - made.fields.begin());
    return made;
  }
  std::vector<std::string_view> names;
  for (const Field& field : made.fields) names.emplace_back(field.name);
  reading.add_unknown(codes::schema_list_key, Path(path, "key"), key, names);
  return made;
}

// Degrees of at most 180, as the form has made sure of.
std::int32_t ten_millionths(const Json& degrees) {
  constexpr int kPlaces = 7;
  return static_cast<std::int32_t>(decimal::quantise(degrees.get<double>(), kPlaces).value_or(0));
}

Area read_area(const Json& object) {
  Area area{text_of(object, "name"), labels_of(object), {}};
  for (const Json& corner : elements_of(object, "polygon")) {
    area.polygon.push_back({ten_millionths(corner.at(0)), ten_millionths(corner.at(1))});
  }
  return area;
}

Model read_model(Reading& reading, const Json& object, const Path& path) {
  Model model;
  model.name = text_of(object, "name");
  model.label = labels_of(object);
  model.returns = read_type(reading, object, "returns", path, TypePlace::model);
  model.file = text_of(object, "file");
  model.sha256 = text_of(object, "sha256");
  model.owner = text_of(object, "owner");
  model.evaluated = read_date(reading, text_of(object, "evaluated"), Path(path, "evaluated"));
  model.expires = read_date(reading, text_of(object, "expires"), Path(path, "expires"));
  return model;
}

std::vector<std::string> read_inputs(Reading& reading, const Json& object, const Path& path,
                                     const std::unordered_map<std::string_view, std::size_t>& tags) {
  std::vector<std::string> inputs;
  const Path list(path, "inputs");
  const Json& elements = elements_of(object, "inputs");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    inputs.push_back(elements[i].get<std::string>());
    if (tags.contains(inputs.back())) continue;
    std::vector<std::string_view> names;
    for (const Tag& tag : reading.schema.tags) names.emplace_back(tag.name);
    reading.add_unknown(codes::schema_unknown_input, Path(list, i), inputs.back(), names);
  }
  return inputs;
}

// As sensitive as the most sensitive tag that the model is a function of.
Sensitivity sensitivity_of(const Schema& schema, const Model& model) {
  Sensitivity most = Sensitivity::none;
  for (const Tag& tag : schema.tags) {
    const bool is_input = std::ranges::find(model.inputs, tag.name) != model.inputs.end();
    if (is_input) most = std::max(most, tag.sensitivity);
  }
  return most;
}

void add_scores(Schema& schema) {
  for (Model& model : schema.models) {
    Tag score;
    score.name = model.name + "()";
    score.type = model.returns;
    score.sensitivity = sensitivity_of(schema, model);
    score.owner = model.owner;
    score.score = true;
    model.score = static_cast<TagIndex>(schema.tags.size());
    schema.tags.push_back(std::move(score));
  }
}

}  // namespace

void read_products(Reading& reading) {
  const Json* products = member(reading.document, "products");
  if (products == nullptr) return;
  const Path path("products");
  read_product_fields(reading, *products, path);
  const Path list(path, "items");
  NameScope scope(reading, list);
  const Json& items = elements_of(*products, "items");
  for (std::size_t i = 0; i < items.size(); ++i) {
    scope.add(items[i], i);
    reading.schema.products.items.push_back(read_product(reading, items[i], Path(list, i)));
  }
  scope.check_labels();
}

void read_lists(Reading& reading) {
  const Path path("lists");
  NameScope scope(reading, path);
  const Json& lists = elements_of(reading.document, "lists");
  for (std::size_t i = 0; i < lists.size(); ++i) {
    scope.add(lists[i], i);
    reading.schema.lists.push_back(read_list(reading, lists[i], Path(path, i)));
    reading.lists.try_emplace(text_of(lists[i], "name"), static_cast<std::uint16_t>(i));
  }
  scope.check_labels();
}

void read_areas(Reading& reading) {
  const Path path("areas");
  NameScope scope(reading, path);
  const Json& areas = elements_of(reading.document, "areas");
  for (std::size_t i = 0; i < areas.size(); ++i) {
    scope.add(areas[i], i);
    reading.schema.areas.push_back(read_area(areas[i]));
  }
  scope.check_labels();
}

void read_models(Reading& reading) {
  const Path path("models");
  NameScope scope(reading, path);
  std::unordered_map<std::string_view, std::size_t> tags;
  for (std::size_t i = 0; i < reading.schema.tags.size(); ++i) tags.try_emplace(reading.schema.tags[i].name, i);
  const Json& models = elements_of(reading.document, "models");
  for (std::size_t i = 0; i < models.size(); ++i) {
    scope.add(models[i], i);
    const Path element(path, i);
    reading.schema.models.push_back(read_model(reading, models[i], element));
    reading.schema.models.back().inputs = read_inputs(reading, models[i], element, tags);
  }
  scope.check_labels();
  add_scores(reading.schema);
}

}  // namespace wend::schema
