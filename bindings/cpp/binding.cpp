#include "bindings/cpp/binding.hpp"

#include <limits>
#include <string>

#include "bindings/cpp/access.hpp"

namespace wend::host {
namespace {

constexpr std::size_t kLargestRow = std::size_t{1} << 31U;

}  // namespace

Binding::Binding(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
Binding::Binding(Binding&&) noexcept = default;
Binding& Binding::operator=(Binding&&) noexcept = default;
Binding::~Binding() = default;

Result<Binding> Binding::make(const Program& program, std::size_t row_size) noexcept {
  return guarded([&]() -> Result<Binding> {
    if (row_size == 0 || row_size > kLargestRow) {
      return error(Fault::out_of_range, "a row has 1 to 2^31 bytes, not " + std::to_string(row_size));
    }
    auto parts = std::make_unique<Parts>();
    parts->program = Access::pointer(program);
    parts->row_size = row_size;
    const std::vector<schema::Tag>& tags = parts->program->schema->tags;
    parts->layout.fixed_size = static_cast<std::uint32_t>(row_size);
    for (const schema::Tag& tag : tags) parts->layout.fields.emplace_back().type = tag.type;
    parts->decided.resize(tags.size());
    return Access::make<Binding>(std::move(parts));
  });
}

Status Binding::bind(std::string_view tag, const Field& field) noexcept {
  return guarded([&]() -> Status {
    const Program::Parts& program = *parts_->program;
    const Result<std::uint32_t> index = find(program.names, schema::Names::Kind::tag, "tag", tag);
    if (!index) return index.error();
    Result<layout::Field> laid_out = lay_out(field, program.schema->tags[*index], *program.schema, parts_->row_size);
    if (!laid_out) return laid_out.error();
    parts_->layout.fields[*index] = *laid_out;
    parts_->decided[*index] = true;
    return Done{};
  });
}

Status Binding::leave_out(std::string_view tag) noexcept {
  return guarded([&]() -> Status {
    const Program::Parts& program = *parts_->program;
    const Result<std::uint32_t> index = find(program.names, schema::Names::Kind::tag, "tag", tag);
    if (!index) return index.error();
    parts_->layout.fields[*index] = {};
    parts_->layout.fields[*index].type = program.schema->tags[*index].type;
    parts_->decided[*index] = true;
    return Done{};
  });
}

}  // namespace wend::host
