#include "tools/data/json_line.hpp"

#include "compiler/diagnostics/codes/data.hpp"
#include "tools/data/text_lines.hpp"
#include "tools/data/utf8.hpp"

namespace wend::data {

namespace {

using simdjson::error_code;
using simdjson::ondemand::json_type;

Form form_of(json_type type) {
  switch (type) {
    case json_type::array: return Form::list;
    case json_type::object: return Form::object;
    case json_type::number: return Form::number;
    case json_type::string: return Form::text;
    case json_type::boolean: return Form::boolean;
    case json_type::null: return Form::null;
  }
  return Form::null;
}

// The token goes on to the next one's beginning: blanks are not part of it.
std::string_view without_blanks(std::string_view token) {
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

error_code JsonLine::add_parts(simdjson::ondemand::value& value, Form form, int depth) {
  if (form == Form::list) {
    simdjson::ondemand::array array;
    if (const error_code error = value.get_array().get(array)) return error;
    for (auto element : array) {
      simdjson::ondemand::value part;
      if (const error_code error = element.get(part)) return error;
      if (const error_code error = add(part, {}, depth + 1)) return error;
    }
    return simdjson::SUCCESS;
  }
  simdjson::ondemand::object object;
  if (const error_code error = value.get_object().get(object)) return error;
  for (auto member : object) {
    std::string_view name;
    if (const error_code error = member.unescaped_key().get(name)) return error;
    if (const error_code error = add(member.value(), name, depth + 1)) return error;
  }
  return simdjson::SUCCESS;
}

error_code JsonLine::add(simdjson::ondemand::value value, std::string_view name, int depth) {
  json_type type{};
  if (const error_code error = value.type().get(type)) return error;
  const std::string_view token = value.raw_json_token();
  const auto place = static_cast<std::uint32_t>(token.data() - line_.data());
  const std::size_t index = nodes_.size();
  nodes_.push_back({name, {}, form_of(type), 0, place});
  switch (type) {
    case json_type::array:
    case json_type::object:
      if (depth >= kDeepest) {
        nodes_[index].form = Form::deep;
        return simdjson::SUCCESS;
      }
      if (const error_code error = add_parts(value, form_of(type), depth)) return error;
      nodes_[index].within = static_cast<std::uint32_t>(nodes_.size() - index - 1);
      return simdjson::SUCCESS;
    case json_type::number: nodes_[index].text = without_blanks(token); return simdjson::SUCCESS;
    case json_type::string: return value.get_string().get(nodes_[index].text);
    case json_type::boolean: {
      nodes_[index].text = without_blanks(token);
      bool known = false;
      return value.get_bool().get(known);
    }
    case json_type::null: return without_blanks(token) == "null" ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
  }
  return simdjson::SUCCESS;
}

error_code JsonLine::read_document(simdjson::ondemand::document& document) {
  simdjson::ondemand::object object;
  if (const error_code error = document.get_object().get(object)) return error;
  for (auto member : object) {
    std::string_view name;
    if (const error_code error = member.unescaped_key().get(name)) return error;
    if (const error_code error = add(member.value(), name, 1)) return error;
  }
  const char* behind = nullptr;
  const error_code rest = document.current_location().get(behind);
  return rest == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

bool JsonLine::fail(error_code error, const char* at) {
  code_ = error == simdjson::UTF8_ERROR ? diagnostics::codes::data_not_utf8 : diagnostics::codes::data_not_json;
  const bool inside = at != nullptr && at >= line_.data() && at <= line_.data() + line_.size();
  offset_ = inside ? static_cast<std::uint32_t>(at - line_.data()) : 0;
  if (error == simdjson::UTF8_ERROR) offset_ = static_cast<std::uint32_t>(valid_utf8(line_));
  return false;
}

bool JsonLine::read(std::string_view line) {
  line_ = line;
  nodes_.clear();
  simdjson::ondemand::document document;
  const error_code malformed = parser_.iterate(line, line.size() + TextLines::kPadding).get(document);
  if (malformed) return fail(malformed, nullptr);
  const error_code error = read_document(document);
  if (!error) return true;
  const char* at = nullptr;
  if (document.current_location().get(at)) at = line.data() + line.size();
  return fail(error, at);
}

}  // namespace wend::data
