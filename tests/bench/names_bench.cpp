// A condition on many names: what compiling it takes. On a name list, which the code asks for, and with the names in
// the condition itself, which lie beside the code as data.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/codegen/compiler.hpp"
#include "compiler/ir/builder.hpp"
#include "compiler/layout/dense.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kText = type_of(TypeKind::text);
constexpr Type kMoney = money_in(0);

// A condition on names, and `aum >= 500,000`, over a dense row of a text and an amount.
class Project {
 public:
  using Condition = std::function<ir::ExpressionId(ir::Builder&)>;

  explicit Project(const Condition& named) {
    auto schema = std::make_shared<schema::Schema>();
    schema->tags.resize(2);
    schema->lists.resize(1);
    program_.schema = schema;
    ir::Builder build(program_);
    const ir::ExpressionId rich =
        build.make(Operation::less_equal, kBoolean,
                   {build.constant(kMoney, std::int64_t{50'000'000}), build.leaf(Operation::tag, kMoney, 1)});
    condition_ = build.make(Operation::conjunction, kBoolean, {named(build), rich});
  }

  [[nodiscard]] Result<Code> compile(const Compiler& compiler) const {
    const Request request{.condition = condition_, .tags = &layout_};
    return compiler.compile(program_, std::span(&request, 1), Effort::optimised);
  }

 private:
  ir::Program program_;
  layout::RowLayout layout_ = layout::dense_layout(std::vector{kText, kMoney});
  ir::ExpressionId condition_ = 0;
};

std::vector<std::string> names(std::size_t count) {
  std::vector<std::string> names(count);
  for (std::size_t at = 0; at < count; ++at) names[at] = "customer-" + std::to_string(at);
  std::ranges::sort(names);
  return names;
}

// Each time with a compiler of its own, so that nothing is there to be shared.
void compile(benchmark::State& state, const Project& project) {
  for (auto _ : state) {
    state.PauseTiming();
    const Result<Compiler> compiler = Compiler::create();
    if (!compiler) std::abort();
    state.ResumeTiming();
    std::optional<Result<Code>> code = project.compile(*compiler);
    state.PauseTiming();
    if (!*code) std::abort();
    code.reset();  // what goes away is not part of compiling
    state.ResumeTiming();
  }
}

void names_in_condition(benchmark::State& state) {
  const std::vector<std::string> listed = names(static_cast<std::size_t>(state.range(0)));
  compile(state, Project([&](ir::Builder& build) {
            return build.make(Operation::member, kBoolean,
                              {build.leaf(Operation::tag, kText, 0), build.constant(set_of_text(), listed)});
          }));
}
BENCHMARK(names_in_condition)->Arg(2)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void name_list(benchmark::State& state) {
  compile(state, Project([](ir::Builder& build) {
            return build.make(Operation::on_list, kBoolean, {build.leaf(Operation::customer, kText, 0)});
          }));
}
BENCHMARK(name_list)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wend::codegen
