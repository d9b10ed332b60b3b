#include "tools/data/name_lists.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/diagnostics/codes/records_data.hpp"
#include "compiler/schema/identifiers.hpp"
#include "runtime/lists/list_file.hpp"
#include "tools/data/field_reader.hpp"
#include "tools/data/rows.hpp"
#include "tools/data/seen.hpp"
#include "tools/data/text_lines.hpp"
#include "tools/data/utf8.hpp"

namespace wend::data {

namespace {

namespace codes = diagnostics::codes;

constexpr std::string_view kCustomer = "customer";

bool has_rows(std::string_view path) {
  constexpr std::string_view kExtensions[] = {".csv", ".jsonl", ".ndjson", ".json"};
  return std::ranges::any_of(kExtensions, [&](std::string_view extension) { return path.ends_with(extension); });
}

std::vector<FieldReader::Field> fields_of(const schema::List& list) {
  std::vector<FieldReader::Field> fields;
  for (const schema::Field& field : list.fields)
    fields.push_back({field.name, field.type, field.least, field.greatest});
  return fields;
}

Fault fault_at(const std::string& path, std::uint64_t line, diagnostics::Code code,
               std::vector<std::string> arguments) {
  Fault fault;
  fault.code = code;
  fault.arguments = std::move(arguments);
  fault.path = path;
  fault.line = line;
  return fault;
}

// Puts customers on the list, each once.
class Names {
 public:
  Names(const std::string& path, const schema::List& list) : path_(path), list_(list), builder_(list) {}

  // False where the customer cannot be put on the list; fault() says why.
  bool add(std::string_view id, std::span<const Value> values, std::uint64_t line) {
    const std::optional<std::uint64_t> earlier = seen_.add(id, line);
    if (earlier) {
      fault_ = fault_at(path_, line, codes::data_customer_twice, {std::string(id), std::to_string(*earlier)});
      return false;
    }
    if (builder_.add(id, values)) return true;
    fault_ = fault_at(path_, line, codes::list_too_long, {list_.name, std::to_string(lists::kMostNames)});
    return false;
  }

  [[nodiscard]] const Fault& fault() const { return fault_; }
  std::shared_ptr<const lists::NameList> finish() {
    return std::make_shared<const lists::NameList>(std::move(builder_).finish());
  }

 private:
  const std::string& path_;
  const schema::List& list_;
  Seen seen_;
  lists::NameListBuilder builder_;
  Fault fault_;
};

// CSV and JSON Lines.
class RowList {
 public:
  RowList(const std::string& path, const schema::Schema& schema, const schema::List& list, const Zone& zone)
      : rows_(path),
        reader_(schema, zone),
        fields_(fields_of(list), FieldReader::Of::list, list.name, reader_, tally_),
        names_(path, list) {}

  LoadedList load() {
    LoadedList loaded;
    for (Outcome outcome = rows_.next(); outcome != Outcome::end; outcome = rows_.next()) {
      if (outcome == Outcome::fault) fault_ = rows_.fault();
      if (outcome == Outcome::fault || !read_row()) {
        loaded.fault = fault_;
        return loaded;
      }
      reader_.clear();
    }
    loaded.list = names_.finish();
    loaded.warnings = tally_.warnings(rows_.path());
    return loaded;
  }

 private:
  bool fail(Problem problem) {
    fault_ = rows_.fault_of(std::move(problem));
    return false;
  }

  bool read_row() {
    if (rows_.is_csv() && std::ranges::find(rows_.header(), kCustomer) == rows_.header().end()) {
      fault_ = rows_.fatal(codes::data_column_missing, {std::string(kCustomer)}, 1);
      return false;
    }
    const Nodes nodes = rows_.nodes();
    const Node* customer = nullptr;
    fields_.begin(rows_.line());
    std::size_t position = 0;
    for (std::size_t index = 0; index < nodes.size(); index += 1 + nodes[index].within, ++position) {
      if (nodes[index].name == kCustomer) {
        customer = &nodes[index];
      } else if (!fields_.read(nodes, index, position)) {
        return fail(fields_.problem());
      }
    }
    if (customer == nullptr || customer->form == Form::null) {
      return fail({codes::data_key_missing, {std::string(kCustomer)}, {}, 0});
    }
    std::string_view id;
    if (!reader_.read_id(*customer, id)) return fail(reader_.problem());
    if (names_.add(id, fields_.values(), rows_.line())) return true;
    fault_ = names_.fault();
    return false;
  }

  Rows rows_;
  ValueReader reader_;
  Tally tally_;
  FieldReader fields_;
  Names names_;
  Fault fault_;
};

std::string_view without_blanks(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

// One id a line; empty lines are passed over.
LoadedList load_lines(const std::string& path, const schema::List& list) {
  LoadedList loaded;
  TextLines lines(path);
  Names names(path, list);
  const std::vector<Value> nothing(list.fields.size(), Unknown{});
  while (const std::optional<TextLines::Line> line = lines.next()) {
    const std::string_view id = without_blanks(line->text);
    if (id.empty()) continue;
    const bool is_text = valid_utf8(id) == id.size();
    if (line->too_long || !is_text) {
      loaded.fault = line->too_long
                         ? fault_at(path, line->number, codes::data_line_too_long, {std::to_string(kLongestLine)})
                         : fault_at(path, line->number, codes::data_not_utf8, {});
      return loaded;
    }
    if (names.add(is_ascii(id) ? std::string(id) : schema::normalised(id), nothing, line->number)) continue;
    loaded.fault = names.fault();
    return loaded;
  }
  if (lines.failure().empty()) loaded.list = names.finish();
  if (!loaded.list) loaded.fault = fault_at(path, 0, codes::data_unreadable, {lines.failure()});
  return loaded;
}

// The whole of a file that begins as an imported list does; nothing for any other.
std::optional<std::vector<std::byte>> imported(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::byte> bytes(8);
  void* first = bytes.data();
  if (!file.read(static_cast<char*>(first), std::ssize(bytes)) || !lists::is_list_file(bytes)) return std::nullopt;
  file.seekg(0, std::ios::end);
  bytes.resize(static_cast<std::size_t>(file.tellg()));
  file.seekg(0);
  first = bytes.data();
  if (!file.read(static_cast<char*>(first), std::ssize(bytes))) return std::nullopt;
  return bytes;
}

}  // namespace

LoadedList load_name_list(const std::string& path, const schema::Schema& schema, std::size_t list, const Zone& zone) {
  const schema::List& declared = schema.lists[list];
  if (const auto bytes = imported(path)) {
    LoadedList loaded;
    Result<lists::NameList> decoded = lists::decode(schema, declared, *bytes);
    if (decoded) loaded.list = std::make_shared<const lists::NameList>(*std::move(decoded));
    if (!decoded) loaded.fault = fault_at(path, 0, codes::data_unreadable, {decoded.error().message});
    return loaded;
  }
  const bool json = !has_rows(path) && TextLines(path).first_letter() == '{';
  if (has_rows(path) || json) return RowList(path, schema, declared, zone).load();
  return load_lines(path, declared);
}

}  // namespace wend::data
