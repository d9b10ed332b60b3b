#include "bindings/cpp/name_lists.hpp"

#include <algorithm>
#include <cstring>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/value_conversion.hpp"
#include "runtime/lists/list_file.hpp"

namespace wend::host {
namespace {

Result<std::size_t> find_field(const schema::List& list, std::string_view name) {
  const auto found = std::ranges::find(list.fields, name, &schema::Field::name);
  if (found != list.fields.end()) return static_cast<std::size_t>(found - list.fields.begin());
  std::vector<std::string_view> known;
  for (const schema::Field& field : list.fields) known.emplace_back(field.name);
  return error(Fault::unknown_name,
               "list `" + list.name + "` has no field `" + std::string(name) + '`' + did_you_mean(name, known));
}

// Makes one list out of what the host says of each customer.
class ListWriter {
 public:
  ListWriter(const Program::Parts& program, const schema::List& list)
      : program_(program), list_(list), builder_(list) {}

  Status add(const ListedCustomer& customer) {
    if (customer.customer.empty())
      return error(Fault::out_of_range, "a customer's id on `" + list_.name + "` is empty");
    if (builder_.is_full()) {
      return error(Fault::out_of_range, "more than " + std::to_string(lists::kMostNames) + " customers");
    }
    const Status said = say(customer);
    if (!said) return said;
    borrowed_.clear();
    for (const OwnedValue& field : fields_) borrowed_.push_back(borrow(field));
    if (builder_.add(customer.customer, borrowed_)) return Done{};
    return error(Fault::named_twice, "customer `" + customer.customer + "` is on `" + list_.name + "` twice");
  }

  [[nodiscard]] lists::NameList finish() && { return std::move(builder_).finish(); }

 private:
  Status say(const ListedCustomer& customer) {
    fields_.assign(list_.fields.size(), OwnedValue());
    given_.assign(list_.fields.size(), false);
    for (const NamedValue& field : customer.fields) {
      const Result<std::size_t> position = find_field(list_, field.name);
      if (!position) return position.error();
      const std::string what = "field `" + field.name + "` of customer `" + customer.customer + '`';
      if (given_[*position]) return error(Fault::named_twice, what + " is given twice");
      given_[*position] = true;
      Result<OwnedValue> value =
          to_language(field.value, list_.fields[*position].type, *program_.schema, program_.names, what);
      if (!value) return value.error();
      fields_[*position] = *std::move(value);
    }
    return Done{};
  }

  const Program::Parts& program_;
  const schema::List& list_;
  lists::NameListBuilder builder_;
  std::vector<OwnedValue> fields_;
  std::vector<bool> given_;
  std::vector<wend::Value> borrowed_;
};

// Puts what `make` makes of the list in its place.
template <typename Make>
Status replace(NameLists::Parts& parts, std::string_view name, const Make& make) {
  const Result<std::uint32_t> index = find(parts.program->names, schema::Names::Kind::list, "list", name);
  if (!index) return index.error();
  Result<std::shared_ptr<const lists::NameList>> made = make(parts.program->schema->lists[*index]);
  if (!made) return made.error();
  auto lists = std::make_shared<lists::NameLists>(*parts.lists);
  lists->set(*index, *std::move(made));
  parts.lists = std::move(lists);
  parts.decided[*index] = true;
  return Done{};
}

using Made = Result<std::shared_ptr<const lists::NameList>>;

}  // namespace

NameLists::NameLists(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
NameLists::NameLists(NameLists&&) noexcept = default;
NameLists& NameLists::operator=(NameLists&&) noexcept = default;
NameLists::~NameLists() = default;

Result<NameLists> NameLists::make(const Program& program) noexcept {
  return guarded([&]() -> Result<NameLists> {
    const ProgramParts& parts = Access::pointer(program);
    const std::size_t lists = parts->schema->lists.size();
    return Access::make<NameLists>(std::unique_ptr<Parts>(
        new Parts{parts, std::make_shared<const lists::NameLists>(lists), std::vector<bool>(lists)}));
  });
}

Status NameLists::put(std::string_view list, const std::vector<ListedCustomer>& customers) noexcept {
  return guarded([&] {
    return replace(*parts_, list, [&](const schema::List& of) -> Made {
      ListWriter writer(*parts_->program, of);
      for (const ListedCustomer& customer : customers) {
        const Status added = writer.add(customer);
        if (!added) return added.error();
      }
      return std::make_shared<const lists::NameList>(std::move(writer).finish());
    });
  });
}

Status NameLists::put(std::string_view list, std::span<const std::byte> file) noexcept {
  return guarded([&] {
    return replace(*parts_, list, [&](const schema::List& of) -> Made {
      // The host's bytes lie anywhere; the format asks for multiples of eight.
      std::vector<std::uint64_t> aligned((file.size() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t));
      if (!file.empty()) std::memcpy(aligned.data(), file.data(), file.size());
      wend::Result<lists::NameList> decoded =
          lists::decode(*parts_->program->schema, of, std::as_bytes(std::span(aligned)).first(file.size()));
      if (!decoded) return error(Fault::faulty_list, "list `" + of.name + "`: " + decoded.error().message);
      return std::make_shared<const lists::NameList>(*std::move(decoded));
    });
  });
}

Status NameLists::leave_out(std::string_view list) noexcept {
  return guarded([&] {
    return replace(*parts_, list, [](const schema::List&) -> Made { return std::shared_ptr<const lists::NameList>(); });
  });
}

}  // namespace wend::host
