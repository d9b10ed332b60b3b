#include "compiler/format/format.hpp"

#include <algorithm>

#include "compiler/diagnostics/display.hpp"
#include "compiler/format/printer.hpp"

namespace wend::format {

namespace {

// Declarations that take several lines stand apart from what is beside them.
bool has_body(const syntax::Declaration& declaration) {
  return declaration.as<syntax::JourneyDeclaration>() != nullptr ||
         declaration.as<syntax::PolicyDeclaration>() != nullptr || declaration.as<syntax::TestDeclaration>() != nullptr;
}

}  // namespace

Document Printer::items(std::vector<Item> items, std::uint32_t end) {
  std::ranges::sort(items, {}, [](const Item& item) { return item.span.begin; });
  std::size_t width = 0;
  for (const Item& item : items) width = std::max(width, diagnostics::columns_of(item.lead));
  Documents parts;
  bool apart = false;  // whether the next line is, whatever the author left
  const auto begin_line = [&](std::uint32_t offset) {
    if (!parts.empty()) parts.push_back(apart || comments_.blank_above(offset) ? blank_line() : hard_line());
    apart = false;
  };
  const auto comments_until = [&](std::uint32_t offset) {
    for (const Comments::Line& comment : comments_.before(offset)) {
      begin_line(comment.begin);
      parts.push_back(text(comment.text));
    }
  };
  for (const Item& item : items) {
    apart |= item.apart;
    comments_until(item.span.begin);
    begin_line(item.span.begin);
    lead_width_ = width;
    parts.push_back(item.print());
    if (const auto comment = comments_.after(item.span.end)) parts.push_back(trailing(*comment));
    apart = item.apart;
  }
  comments_until(end);
  return sequence(std::move(parts));
}

Document Printer::braces(std::vector<Item> items, std::uint32_t end, bool may_be_flat) {
  const bool empty = items.empty() && !comments_.any_before(end);
  if (empty) return text("{}");
  const bool flat = may_be_flat && items.size() == 1;
  Document inside = this->items(std::move(items), end);
  return group(
      {text("{"), indent({flat ? line() : hard_line(), std::move(inside)}), flat ? line() : hard_line(), text("}")});
}

Document Printer::file() {
  std::vector<Item> all;
  const syntax::Module& module = parsed_.module;
  if (module.head) all.push_back({module.head->span, [&] { return head(*module.head); }, {}, true});
  for (const syntax::Declaration& each : module.declarations) {
    all.push_back({each.span, [this, &each] { return declaration(each); }, {}, has_body(each)});
  }
  return items(std::move(all), static_cast<std::uint32_t>(text_.size()) + 1);
}

std::string format(const source::SourceFile& file, const syntax::ParseResult& parsed, const Options& options) {
  return render(Printer(file, parsed, options).file(), kWidth);
}

std::optional<std::string> format_safely(const source::SourceFile& file, const syntax::ParseResult& parsed,
                                         const Options& options) {
  std::string once = format(file, parsed, options);
  source::SourceMap sources;
  const auto added = sources.add(std::string(file.path()), once);
  diagnostics::Sink faults;
  const source::SourceFile& again = sources.file(added);
  const syntax::ParseResult reparsed = syntax::parse(again, faults);
  const bool same_parts = reparsed.comments.size() == parsed.comments.size() &&
                          reparsed.module.declarations.size() == parsed.module.declarations.size();
  if (faults.has_errors() || !same_parts || format(again, reparsed, options) != once) return std::nullopt;
  return once;
}

}  // namespace wend::format
