// Column files from the command line: made from what the readers read, and asked like any table of customers.
#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;

const std::string kBank = "'" WEND_SOURCE_DIRECTORY "/examples/bank'";

class ImportCommand : public CommandLine {
 protected:
  // What `wend count` says, but for how long it took and by what.
  [[nodiscard]] std::string counted(const std::string& arguments) const {
    const Said said = wend("count " + arguments);
    const std::regex time(R"(,"milliseconds":[0-9.]+|[0-9.]+ ms, .*)");
    return std::regex_replace(said.out, time, "") + said.err;
  }

  void write_small_project() const {
    write("wend.toml", "schema = \"schema.json\"\n");
    write("schema.json",
          R"({"name": "small", "enums": [{"name": "tier", "values": [{"name": "mass"}, {"name": "gold"}]}],
      "tags": [{"name": "age", "type": "integer"}, {"name": "tier", "type": "tier"}, {"name": "city", "type": "text"}]})");
    write("all.wend", "segment young = age < 30\nsegment golden = tier = gold\n");
    write("c.csv", "customer,age,tier,city\n1,20,gold,上海\n2,40,mass,\n3,,gold,Praha\n4,29,,上海\n");
  }
};

TEST_F(ImportCommand, GivesTheCountsOfItsSourceOnMadeUpCustomers) {
  ASSERT_EQ(wend("synth " + kBank + " --all-tags --customers 3000 --events 1 -o .").status, 0);
  const Said imported = wend("import customers.csv " + kBank + " -o c.wcol");
  ASSERT_EQ(imported.status, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("c.wcol: 3,000 customers, "));
  for (const std::string how :
       {"--all --format json", "--all --by tier --format json", "--all --threads 3", "--all --native on"}) {
    const auto ask = [&](const std::string& file) {
      return counted(kBank + " --at 2026-06-01T10:00:00 " + how + " --customers " + file);
    };
    EXPECT_EQ(ask("c.wcol"), ask("customers.csv")) << how;
  }
  for (const std::string how : {"--list", "--by branch_name", "--by birth_date"}) {
    const auto ask = [&](const std::string& file) {
      return counted("affluent " + kBank + " --at 2026-06-01T10:00:00 " + how + " --customers " + file);
    };
    EXPECT_EQ(ask("c.wcol"), ask("customers.csv")) << how;
  }
}

TEST_F(ImportCommand, ReadsJsonLinesToo) {
  write_small_project();
  write("c.jsonl", R"({"customer": "1", "age": 20, "tier": "gold"}
{"customer": "2", "age": 31}
)");
  ASSERT_EQ(wend("import c.jsonl .").out.substr(0, 20), "c.wcol: 2 customers,");
  EXPECT_THAT(wend("count young . --customers c.wcol --list").out, testing::StrEq("1\n"));
}

TEST_F(ImportCommand, IsReadByWhateverReadsCustomers) {
  write_small_project();
  write("wend.toml", "schema = \"schema.json\"\ncustomers = \"c.wcol\"\n");
  ASSERT_EQ(wend("import c.csv .").status, 0);
  EXPECT_THAT(wend("explain young . --customer 4").out, HasSubstr("4 is in young"));
  EXPECT_THAT(wend("count golden . --by city --format json").out,
              HasSubstr(R"("by":[{"value":"Praha","count":1},{"value":"上海","count":1}])"));
  EXPECT_THAT(wend("count golden .").out, HasSubstr("columns, 1 / 1 chunks read"));
}

TEST_F(ImportCommand, StopsAtALineThatCannotBeReadOrPutsItAside) {
  write_small_project();
  write("c.csv", "customer,age\n1,20\n2,young\n3,25\n");
  const Said stopped = wend("import c.csv .");
  EXPECT_EQ(stopped.status, 2);
  EXPECT_THAT(stopped.err, HasSubstr("c.csv:3:3: error[D0121]"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "c.wcol"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "c.wcol.part"));
  const Said aside = wend("import c.csv . --bad-rows bad.csv");
  EXPECT_EQ(aside.status, 0) << aside.err;
  EXPECT_EQ(read("bad.csv"), "2,young\n");
  EXPECT_EQ(wend("count young . --customers c.wcol --list").out, "1\n3\n");
}

TEST_F(ImportCommand, NeverWritesOverWhatItReads) {
  write_small_project();
  const std::string before = read("c.csv");
  for (const std::string where : {"-o c.csv", "-o ./c.csv", "--bad-rows c.csv"}) {
    const Said refused = wend("import c.csv . " + where);
    EXPECT_EQ(refused.status, 2) << where;
    EXPECT_THAT(refused.err, HasSubstr("c.csv` cannot be written: it is what is read")) << where;
    EXPECT_EQ(read("c.csv"), before) << where;
  }
}

TEST_F(ImportCommand, SaysThatAFileIsDamagedOrOfAnotherSchema) {
  write_small_project();
  ASSERT_EQ(wend("import c.csv .").status, 0);
  std::string bytes = read("c.wcol");
  write("short.wcol", bytes.substr(0, bytes.size() - 1));
  const Said cut = wend("count young . --customers short.wcol");
  EXPECT_EQ(cut.status, 2);
  EXPECT_EQ(cut.err, "short.wcol: error[E1801]: the column file cannot be used: it is cut off or damaged at its end\n");
  EXPECT_THAT(wend("explain young . --customer 4 --customers short.wcol").err, HasSubstr("error[E1801]"));
  write("schema.json", R"({"name": "small", "tags": [{"name": "age", "type": "date"}]})");
  write("all.wend", "segment young = age is known\n");
  EXPECT_THAT(wend("count young . --customers c.wcol").err,
              HasSubstr("column `age`: it was imported as integer, and the schema says date now"));
}

TEST_F(ImportCommand, IsCheckedWholeWhereThatIsAskedFor) {
  write_small_project();
  ASSERT_EQ(wend("import c.csv .").status, 0);
  EXPECT_EQ(wend("count golden . --customers c.wcol --verify").status, 0);
  std::string bytes = read("c.wcol");
  bytes[64] = static_cast<char>(bytes[64] ^ 1);  // of the first column, which is not asked for
  write("c.wcol", bytes);
  EXPECT_EQ(wend("count golden . --customers c.wcol").status, 0);
  const Said verified = wend("count golden . --customers c.wcol --verify");
  EXPECT_EQ(verified.status, 2);
  EXPECT_THAT(verified.err,
              HasSubstr("error[E1801]: the column file cannot be used: column `age`: chunk 1 is damaged"));
}

TEST_F(ImportCommand, SortsByATag) {
  write_small_project();
  const Said imported = wend("import c.csv . --sort-by age");
  ASSERT_EQ(imported.status, 0) << imported.err;
  EXPECT_EQ(imported.out.substr(0, 20), "c.wcol: 4 customers,");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "c.wcol.unsorted"));
  write("all.wend", "segment everybody = age is known or age is missing\nsegment young = age < 30\n");
  EXPECT_EQ(wend("count everybody . --customers c.wcol --list").out, "1\n4\n2\n3\n");
  EXPECT_EQ(wend("count young . --customers c.wcol --list").out, "1\n4\n");
}

TEST_F(ImportCommand, SortsByNothingThatHasNoOrder) {
  write_small_project();
  for (const std::string tag : {"city", "aeg"}) {
    const Said refused = wend("import c.csv . --sort-by " + tag);
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("error[E1804]: the schema has no tag `" + tag + "` whose values have an order"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "c.wcol"));
}

// The path that programs are found on, for as long as it lives.
class Path {
 public:
  explicit Path(const std::string& path) : before_(std::getenv("PATH")) { ::setenv("PATH", path.c_str(), 1); }
  ~Path() { ::setenv("PATH", before_.c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

 private:
  std::string before_;
};

class ImportOfParquet : public ImportCommand {
 protected:
  void SetUp() override {
    ImportCommand::SetUp();
    write_small_project();
    write("it's.parquet", "PAR1 and what follows");
  }
  // Stands in for a program that reads Parquet.
  void install(const std::string& name, const std::string& does) const {
    write("bin/" + name, "#!/bin/sh\n" + does + "\n");
    std::filesystem::permissions(folder_ / "bin" / name, std::filesystem::perms::owner_all);
  }
  [[nodiscard]] Said import() const {
    const Path path((folder_ / "bin").string());
    return wend("import \"it's.parquet\" .");
  }
};

TEST_F(ImportOfParquet, HasDuckdbReadIt) {
  install("duckdb",
          "printf '%s' \"$5\" >asked.txt\n"
          "echo '{\"customer\":\"1\",\"age\":20,\"tier\":\"gold\",\"city\":null}'");
  const Said imported = import();
  EXPECT_EQ(imported.status, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("it's.wcol: 1 customers, "));
  EXPECT_THAT(read("asked.txt"), HasSubstr("/it''s.parquet')) TO '/dev/stdout' (FORMAT json)"));
  EXPECT_EQ(wend("count young . --customers \"it's.wcol\" --list").out, "1\n");
}

TEST_F(ImportOfParquet, HasPythonReadItWhereThatHasPyarrow) {
  install("python3", "test \"$3\" && echo '{\"customer\":\"7\",\"age\":20}'; exit 0");
  EXPECT_THAT(import().out, HasSubstr("it's.wcol: 1 customers, "));
}

TEST_F(ImportOfParquet, SaysWhatToInstallWhereNobodyCanReadIt) {
  install("python3", "exit 1");
  const Said refused = import();
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("error[E1802]"));
}

TEST_F(ImportOfParquet, SaysWhatTheProgramSaysWhereItFails) {
  install("duckdb", "echo '{\"customer\":\"1\"}'\necho 'IO Error: No magic bytes found' >&2\nexit 1");
  const Said refused = import();
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("error[E1803]: `it's.parquet` cannot be read as Parquet: IO Error: No magic"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "it's.wcol"));
}

}  // namespace
}  // namespace wend::tools
