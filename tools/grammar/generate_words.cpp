// Turns grammar/keywords.json into what the parser and the compiler need of it, at build time:
//
//     generate_words keywords.json OUTPUT_DIRECTORY
//
// WendWords.g4          one token for each distinct word, one rule `…Word` for each role, and the rule `name`
// keyword_tables.inc    the same and the other tables as C++ arrays, for compiler/syntax/keywords.cpp
// spellings.inc         one line for each role, WEND_WORD(role, english, chinese), and likewise for functions, types,
//                       units and names: the canonical spellings, for compiler/syntax/spellings.hpp
//
// English words become tokens EN_…, Chinese words ZH_… after the first role that they serve: token names are ASCII.
#include <algorithm>
#include <cctype>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Json = nlohmann::ordered_json;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// for_audience -> forAudienceWord
std::string rule_name(const std::string& role) {
  std::string name;
  bool capital = false;
  for (const char c : role) {
    if (c == '_') {
      capital = true;
      continue;
    }
    name += capital ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    capital = false;
  }
  return name + "Word";
}

struct Word {
  std::string spelling;
  std::string token;
  bool reserved = false;
  bool glued = false;
  bool after_number = false;
};

class Vocabulary {
 public:
  explicit Vocabulary(const Json& roles) {
    for (const auto& [role, entry] : roles.items()) add_role(role, entry);
  }

  void write_grammar(std::ostream& out) const {
    out << "// Generated from keywords.json by generate_words.\nparser grammar WendWords;\n\ntokens {\n";
    for (std::size_t i = 0; i < words_.size(); ++i) {
      out << "    " << words_[i].token << (i + 1 < words_.size() ? ",\n" : "\n");
    }
    out << "}\n\nname: WORD | QUOTED";
    for (const Word& word : words_) {
      if (!word.reserved) out << "\n    | " << word.token;
    }
    out << "\n    ;\n\n";
    for (const auto& [rule, alternatives] : rules_) out << rule << ": " << alternatives << ";\n";
  }

  void write_table(std::ostream& out) const {
    out << "constexpr std::pair<std::string_view, Keyword> kKeywords[] = {\n" << std::boolalpha;
    for (const Word& word : words_) {
      out << "    {\"" << word.spelling << "\", {WendParser::" << word.token << ", " << word.reserved << ", "
          << word.glued << ", " << word.after_number << "}},\n";
    }
    out << "};\n";
  }

 private:
  void add_role(const std::string& role, const Json& entry) {
    std::string alternatives;
    for (const char* language : {"en", "zh"}) {
      for (const std::string spelling : entry.at(language)) {
        if (!alternatives.empty()) alternatives += " | ";
        alternatives += add_spelling(role, language, spelling, entry);
      }
    }
    // A word kept back for phrases alone (`previous`) has no rule of its own.
    if (!entry.at("zh").empty()) rules_.emplace_back(rule_name(role), alternatives);
  }

  std::string add_spelling(const std::string& role, const std::string& language, const std::string& spelling,
                           const Json& entry) {
    std::istringstream parts(spelling);
    std::string tokens;
    const bool phrase = spelling.find(' ') != std::string::npos;
    for (std::string part; parts >> part;) {
      Word& word = add_word(role, language, part);
      word.reserved |= !phrase && entry.value("reserved", false);
      word.glued |= language == "zh" && entry.value("glued", false);
      word.after_number |= language == "zh" && entry.value("after_number", false);
      if (!tokens.empty()) tokens += ' ';
      tokens += word.token;
    }
    return tokens;
  }

  Word& add_word(const std::string& role, const std::string& language, const std::string& spelling) {
    const auto found = by_spelling_.find(spelling);
    if (found != by_spelling_.end()) return words_[found->second];
    std::string token = language == "en" ? "EN_" + upper(spelling) : "ZH_" + upper(role);
    while (std::any_of(words_.begin(), words_.end(), [&](const Word& word) { return word.token == token; })) {
      token += "_2";
    }
    by_spelling_.emplace(spelling, words_.size());
    return words_.emplace_back(Word{spelling, token});
  }

  std::vector<Word> words_;
  std::map<std::string, std::size_t> by_spelling_;
  std::vector<std::pair<std::string, std::string>> rules_;
};

void write_spellings(std::ostream& out, const char* table, const char* type, const Json& roles) {
  const bool text = std::string(type) == "std::string_view";
  out << "constexpr std::pair<std::string_view, " << type << "> " << table << "[] = {\n";
  for (const auto& [role, entry] : roles.items()) {
    const std::string value = text ? '"' + role + '"' : std::string(type) + "::" + role;
    for (const char* language : {"en", "zh"}) {
      for (const std::string spelling : entry.value(language, Json::array())) {
        out << "    {\"" << spelling << "\", " << value << "},\n";
      }
    }
  }
  out << "};\n";
}

void write_tables(std::ostream& out, const Json& keywords, const Vocabulary& vocabulary) {
  out << "// Generated from keywords.json by generate_words.\n";
  vocabulary.write_table(out);
  write_spellings(out, "kFunctions", "Function", keywords.at("functions"));
  write_spellings(out, "kKnownNames", "KnownName", keywords.at("names"));
  write_spellings(out, "kTypes", "ParameterType::Kind", keywords.at("types"));
  write_spellings(out, "kUnits", "Unit", keywords.at("units"));
  write_spellings(out, "kCurrencySigns", "std::string_view", keywords.at("currencies"));
  write_spellings(out, "kMultipliers", "Multiplier", keywords.at("multipliers"));
}

// A role is a name in C++ too: `and`, `default` and their like get an underscore.
std::string identifier(const std::string& role) {
  static const std::set<std::string> kReserved = {"and", "default", "false", "import", "not", "or", "requires", "true"};
  return kReserved.contains(role) ? role + '_' : role;
}

// The first spelling is the canonical one; what is not spelled in a language is spelled as in the other.
void write_canonical(std::ostream& out, const std::string& macro, const Json& roles) {
  const auto first = [](const Json& entry, const char* language, const char* other) {
    const Json spellings = entry.value(language, Json::array());
    return spellings.empty() ? entry.at(other).at(0).get<std::string>() : spellings.at(0).get<std::string>();
  };
  out << "#ifdef " << macro << '\n';
  for (const auto& [role, entry] : roles.items()) {
    const Json plural = entry.value("en", Json::array());
    const std::string english = entry.contains("en") ? first(entry, "en", "zh") : role;
    out << macro << '(' << identifier(role) << ", \"" << english << "\", \"" << first(entry, "zh", "en") << "\", \""
        << (plural.size() > 1 ? plural.at(1).get<std::string>() : english) << "\")\n";
  }
  out << "#endif\n";
}

void write_spelling_lists(std::ostream& out, const Json& keywords) {
  out << "// Generated from keywords.json by generate_words: (role, English, Chinese, English of one).\n";
  write_canonical(out, "WEND_WORD", keywords.at("words"));
  write_canonical(out, "WEND_FUNCTION", keywords.at("functions"));
  write_canonical(out, "WEND_TYPE", keywords.at("types"));
  write_canonical(out, "WEND_UNIT", keywords.at("units"));
  write_canonical(out, "WEND_KNOWN_NAME", keywords.at("names"));
  write_canonical(out, "WEND_MULTIPLIER", keywords.at("multipliers"));
  write_canonical(out, "WEND_CURRENCY", keywords.at("currencies"));
}

void generate(const std::string& keywords_path, const std::string& directory) {
  std::ifstream input(keywords_path);
  const Json keywords = Json::parse(input);
  const Vocabulary vocabulary(keywords.at("words"));
  std::ofstream grammar(directory + "/WendWords.g4");
  vocabulary.write_grammar(grammar);
  std::ofstream tables(directory + "/keyword_tables.inc");
  write_tables(tables, keywords, vocabulary);
  std::ofstream spellings(directory + "/../words/spellings.inc");
  write_spelling_lists(spellings, keywords);
  if (!grammar.flush() || !tables.flush() || !spellings.flush())
    throw std::runtime_error("cannot write to " + directory);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: generate_words keywords.json OUTPUT_DIRECTORY\n";
    return 2;
  }
  try {
    generate(argv[1], argv[2]);
  } catch (const std::exception& fault) {
    std::cerr << "generate_words: " << fault.what() << '\n';
    return 1;
  }
  return 0;
}
