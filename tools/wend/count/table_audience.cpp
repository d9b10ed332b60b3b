#include "tools/wend/count/table_audience.hpp"

namespace wend::tools {

Result<std::unique_ptr<TableAudience>> TableAudience::open(const std::string& path,
                                                           std::shared_ptr<const ir::Program> program, Asked asked) {
  std::unique_ptr<TableAudience> audience(new TableAudience(std::move(program), std::move(asked)));
  const ir::Program& held = *audience->program_;
  const Asked& wanted = audience->asked_;
  const ir::Uses uses = ir::uses(held, wanted.conditions);
  tables::Wanted columns{.tags = uses.tags, .ids = wanted.ids || uses.customer};
  columns.tags.insert(columns.tags.end(), wanted.tags.begin(), wanted.tags.end());
  if (held.schema->customer_zone) columns.tags.push_back(*held.schema->customer_zone);
  Result<std::shared_ptr<const tables::Table>> table = tables::Table::open(path, *held.schema, columns);
  if (!table) return table.error();
  audience->table_ = *std::move(table);
  audience->query_.emplace(*audience->table_, held, wanted.conditions, wanted.moment);
  return audience;
}

Status TableAudience::compile() {
  // Loading the compiler and compiling takes as long as judging about so many rows.
  constexpr std::uint64_t kFewRows = 4'000'000;
  if (asked_.native == NativeUse::off) return Done{};
  if (asked_.native == NativeUse::automatic && table_->rows() < kFewRows) return Done{};
  const Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (!library) return library.error();
  std::vector<engine::NativeColumnCode> code;
  const Status used = query_->use([&](const layout::NativeColumnRequest& request) -> Result<layout::NativeColumns> {
    layout::NativeColumnRequest named = request;
    named.name = "columns:count";
    Result<engine::NativeColumnCode> compiled = library->compile(named);
    if (!compiled) return compiled.error();
    return code.emplace_back(*std::move(compiled)).columns();
  });
  code_ = std::move(code);
  return used;
}

Status TableAudience::count(const Visit& visit) {
  const auto begin = std::chrono::steady_clock::now();
  layout::ColumnScratch scratch;
  std::vector<layout::ColumnScratch> scratches(asked_.tags.size());
  std::vector<Value> tags(asked_.tags.size());
  const auto on_match = [&](const tables::TableQuery::Match& match) {
    for (std::size_t index = 0; index < tags.size(); ++index) {
      const schema::TagIndex tag = asked_.tags[index];
      tags[index] = layout::load(match.layout.columns[tag], match.chunk.columns[tag], match.row, scratches[index]);
    }
    std::string_view id;
    if (asked_.ids) {
      const Value held = layout::load(match.layout.customer, match.chunk.customer, match.row, scratch);
      id = *std::get_if<std::string_view>(&held);
    }
    visit(match.condition, id, tags);
  };
  Result<tables::TableQuery::Answer> answer =
      visit ? query_->visit(asked_.threads, on_match) : query_->count(asked_.threads);
  if (!answer) return answer.error();
  answer_ = *std::move(answer);
  spent_ = std::chrono::steady_clock::now() - begin;
  return Done{};
}

}  // namespace wend::tools
