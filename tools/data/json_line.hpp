// A line of JSON Lines as nodes, read by simdjson's On-Demand parser.
//
//     JsonLine json;
//     if (json.read(line)) use(json.nodes()); else say(json.offset(), json.code());
//
// Texts are unescaped into memory of the JsonLine, numbers are the digits that stand in the line: nothing passes
// through floating point. Valid until the next read. One thread at a time.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "tools/data/node.hpp"

namespace wend::data {

class JsonLine {
 public:
  // Behind the text there must be TextLines::kPadding bytes that may be read.
  [[nodiscard]] bool read(std::string_view line);

  // The members of the object that the line is.
  [[nodiscard]] Nodes nodes() const { return nodes_; }

  // After a failure: what it was, and the byte in the line.
  [[nodiscard]] diagnostics::Code code() const { return code_; }
  [[nodiscard]] std::uint32_t offset() const { return offset_; }

 private:
  // An update's `set` (1), a list of records in it (2), a record (3), a set or a place in that (4).
  static constexpr int kDeepest = 5;

  [[nodiscard]] simdjson::error_code add(simdjson::ondemand::value value, std::string_view name, int depth);
  [[nodiscard]] simdjson::error_code add_parts(simdjson::ondemand::value& value, Form form, int depth);
  [[nodiscard]] simdjson::error_code read_document(simdjson::ondemand::document& document);
  bool fail(simdjson::error_code error, const char* at);

  simdjson::ondemand::parser parser_;
  std::string_view line_;
  std::vector<Node> nodes_;
  diagnostics::Code code_{};
  std::uint32_t offset_ = 0;
};

}  // namespace wend::data
