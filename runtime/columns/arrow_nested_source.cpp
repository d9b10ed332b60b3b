#include "runtime/columns/arrow_nested_source.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "runtime/columns/arrow_view.hpp"

namespace wend::columns {
namespace {

using layout::ColumnStorage;
using Way = ArrowSource::Way;

std::string_view format_of(const ArrowSchema& column) {
  return column.format == nullptr ? std::string_view() : std::string_view(column.format);
}

std::string_view name_of(const ArrowSchema& column) {
  return column.name == nullptr ? std::string_view() : std::string_view(column.name);
}

// Null where it is no list.
const ArrowSchema* element_of(const ArrowSchema& column) {
  const std::string_view format = format_of(column);
  if (format != "+l" && format != "+L") return nullptr;
  if (column.n_children != 1 || column.children == nullptr) return nullptr;
  return column.children[0];
}

// Empty where it is no struct, or a malformed one.
std::span<ArrowSchema* const> children_of(const ArrowSchema& column) {
  if (format_of(column) != "+s" || column.dictionary != nullptr) return {};
  if (column.n_children <= 0 || column.n_children > kMostArrowColumns || column.children == nullptr) return {};
  const std::span<ArrowSchema* const> children(column.children, static_cast<std::size_t>(column.n_children));
  return std::ranges::find(children, nullptr) == children.end() ? children : std::span<ArrowSchema* const>();
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kCoordinates = {
    {{"latitude", "longitude"}, {"lat", "lon"}, {"y", "x"}}};

}  // namespace

bool store_set(const schema::Schema& schema, ArrowSource& source, const ArrowSchema& column) {
  const ArrowSchema* element = element_of(column);
  if (element == nullptr) return false;
  const Type& set = source.column.type;
  const bool is_of_texts = set.element == TypeKind::text;
  const auto inner = find_source(schema, is_of_texts ? type_of(TypeKind::text) : enumeration(set.detail), *element);
  if (!inner) return false;
  source.element_is_code = inner->way == Way::codes || inner->way == Way::wide_codes;
  if (!source.element_is_code && inner->way != Way::texts && inner->way != Way::names) return false;
  source.index_width = inner->index_width;
  source.inner_large = source.element_is_code ? inner->inner_large : inner->large;
  source.way = Way::sets;
  source.large = format_of(column) == "+L";
  source.column.storage = is_of_texts ? ColumnStorage::texts : ColumnStorage::ordinals;
  return true;
}

bool store_place(ArrowSource& source, const ArrowSchema& column) {
  const std::span<ArrowSchema* const> children = children_of(column);
  const auto find = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(children, name,
                                                      [](const ArrowSchema* child) {
                                                        return format_of(*child) == "g" ? name_of(*child)
                                                                                        : std::string_view();
                                                      }) -
                                    children.begin());
  };
  for (const auto& [latitude, longitude] : kCoordinates) {
    const std::size_t first = find(latitude);
    const std::size_t second = find(longitude);
    if (first == children.size() || second == children.size()) continue;
    source.way = Way::places;
    source.column.storage = ColumnStorage::integer64;
    source.children = children.size();
    source.fields.resize(2);
    source.fields[0].child = first;
    source.fields[1].child = second;
    return true;
  }
  return false;
}

bool store_records(const schema::Schema& schema, ArrowSource& source, const ArrowSchema& column) {
  const ArrowSchema* element = element_of(column);
  if (element == nullptr) return false;
  const std::span<ArrowSchema* const> children = children_of(*element);
  if (children.empty()) return false;
  const std::vector<schema::Field>& fields = schema.lists[source.column.type.detail].fields;
  for (std::size_t child = 0; child < children.size(); ++child) {
    const std::string_view name = name_of(*children[child]);
    const auto field = std::ranges::find_if(fields, [&](const schema::Field& of) {
      return of.name == name ||
             std::ranges::any_of(of.label, [&](const auto& language) { return language.second == name; });
    });
    if (field == fields.end()) continue;
    const auto place = static_cast<std::uint32_t>(field - fields.begin());
    if (std::ranges::find(source.fields, place, &ArrowSource::place) != source.fields.end()) return false;
    std::optional<ArrowSource> found = find_source(schema, field->type, *children[child]);
    if (!found) return false;
    found->child = child;
    found->place = place;
    source.fields.push_back(*std::move(found));
  }
  source.way = Way::records;
  source.children = children.size();
  source.large = format_of(column) == "+L";
  source.column.storage = ColumnStorage::texts;
  return true;
}

}  // namespace wend::columns
