#include "tests/differential/arrow_texts.hpp"

#include <map>

namespace wend::differential {

using tests::ArrowNode;

namespace {

std::vector<std::byte> indexes(const std::string& format, const std::vector<std::int64_t>& wide) {
  const auto as = [&](auto zero) { return tests::bytes_of(std::vector<decltype(zero)>(wide.begin(), wide.end())); };
  switch (format[0]) {
    case 'c': return as(std::int8_t{});
    case 'C': return as(std::uint8_t{});
    case 's': return as(std::int16_t{});
    case 'S': return as(std::uint16_t{});
    case 'i': return as(std::int32_t{});
    case 'I': return as(std::uint32_t{});
    case 'L': return as(std::uint64_t{});
    default: return as(std::int64_t{});
  }
}

}  // namespace

std::shared_ptr<ArrowNode> text_node(const std::string& format, const std::vector<std::string>& texts) {
  auto node = std::make_shared<ArrowNode>();
  node->format = format;
  node->length = static_cast<std::int64_t>(texts.size());
  std::string bytes;
  std::vector<std::int64_t> offsets{0};
  for (const std::string& text : texts) {
    bytes += text;
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  const std::vector<std::int32_t> narrow(offsets.begin(), offsets.end());
  node->buffers = {std::nullopt, format == "U" ? tests::bytes_of(offsets) : tests::bytes_of(narrow),
                   tests::bytes_of(std::vector<char>(bytes.begin(), bytes.end()))};
  return node;
}

std::shared_ptr<ArrowNode> code_node(const std::string& format, const std::string& inner_format,
                                     const std::vector<std::string>& texts, const std::vector<std::string>& spare) {
  std::map<std::string, std::size_t> codes;
  std::vector<std::string> entries;
  const auto code_of = [&](const std::string& text) {
    const auto [place, is_new] = codes.try_emplace(text, entries.size());
    if (is_new) entries.push_back(text);
    return place->second;
  };
  for (const std::string& text : spare) (void)code_of(text);
  std::vector<std::int64_t> wide;
  for (const std::string& text : texts) wide.push_back(static_cast<std::int64_t>(code_of(text)));
  auto node = std::make_shared<ArrowNode>();
  node->format = format;
  node->length = static_cast<std::int64_t>(texts.size());
  node->buffers = {std::nullopt, indexes(format, wide)};
  node->dictionary = text_node(inner_format, entries);
  return node;
}

std::shared_ptr<ArrowNode> code_node_of_nulls(const std::string& format, const std::string& inner_format,
                                              std::size_t rows) {
  auto node = std::make_shared<ArrowNode>();
  node->format = format;
  node->buffers = {std::nullopt, indexes(format, std::vector<std::int64_t>(rows, 17))};
  node->dictionary = text_node(inner_format, {});
  return node;
}

}  // namespace wend::differential
