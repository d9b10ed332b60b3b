#include "tools/wend/run/model_scores.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/time.hpp"

namespace wend::tools {

std::optional<data::Scores> read_scores(const Project& project, const ir::Program& program, std::optional<Instant> now,
                                        const Zone& zone, BadRows& bad_rows, Console& console) {
  const schema::Schema& schema = *program.schema;
  const std::vector<schema::TagIndex> tags = ir::uses(program).tags;
  data::Scores scores(schema);
  for (std::size_t index = 0; index < schema.models.size(); ++index) {
    const schema::Model& model = schema.models[index];
    if (!std::ranges::binary_search(tags, model.score)) continue;
    if (now && model.expires && *model.expires < zone.local_date(*now)) {
      console.say(diagnostics::codes::model_expired, {model.name, format_date(*model.expires)});
    }
    if (model.file.empty()) continue;
    const auto on_fault = [&](const data::Fault& fault, std::string_view line) { return bad_rows.take(fault, line); };
    if (!scores.read(index, project.resolve(model.file), zone, on_fault)) return std::nullopt;
  }
  return scores;
}

}  // namespace wend::tools
