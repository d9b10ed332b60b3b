// `applies to`: a condition on the contact alone, so that which policies govern a step can be told before it runs.
//
// | name       | in Chinese | compares with                              |
// |------------|------------|--------------------------------------------|
// | `purpose`  | 用途       | purposes of the schema, by `=`, `!=`, `in` |
// | `channel`  | 渠道       | channels and slots, likewise               |
// | `template` | 模板       | `channel.template`, likewise               |
// | `journey`  | 旅程       | journeys of the project, likewise          |
// | `priority` | 优先级     | whole numbers, in any way                  |
// | `product`  | 产品       | as in any condition; `product.kind` …      |
#pragma once

#include <optional>

#include "compiler/check/context.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

[[nodiscard]] std::optional<ir::ExpressionId> check_applies_to(Context& context, const syntax::Expression& tree);

// A channel or slot by identifier or label; reports one that there is not.
[[nodiscard]] std::optional<ir::Medium> check_medium(Context& context, const syntax::Path& path);

}  // namespace wend::check
