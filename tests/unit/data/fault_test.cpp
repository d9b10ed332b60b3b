#include "tools/data/fault.hpp"
#include "compiler/diagnostics/codes/data.hpp"

#include <gtest/gtest.h>

namespace wend::data {
namespace {

using diagnostics::Code;
namespace codes = diagnostics::codes;
using diagnostics::Language;

Fault of(Code code, std::vector<std::string> arguments) {
  Fault fault;
  fault.code = code;
  fault.arguments = std::move(arguments);
  fault.path = "c.csv";
  fault.line = 12;
  fault.column = 7;
  return fault;
}

TEST(Faults, AreDescribedAsCompilersDo) {
  Fault fault = of(codes::data_not_enum, {"tier", "`golden`", "mass, gold"});
  fault.nearest = {"gold"};
  EXPECT_EQ(describe(fault, Language::english),
            "c.csv:12:7: error[D0130]: `tier` is `golden`, expected one of: mass, gold; did you mean `gold`?");
  EXPECT_EQ(describe(fault, Language::chinese).substr(0, 20), "c.csv:12:7: 错误[D");
}

TEST(Faults, OfAWholeLineOrFileHaveNoColumnOrLine) {
  Fault fault = of(codes::data_empty, {});
  fault.column = 0;
  EXPECT_EQ(describe(fault, Language::english), "c.csv:12: warning[D0102]: the file is empty");
  fault.line = 0;
  EXPECT_EQ(describe(fault, Language::english), "c.csv: warning[D0102]: the file is empty");
}

TEST(Faults, BringNoControlCharactersToATerminal) {
  const std::string said = describe(of(codes::data_not_date, {"opened", shown("\x1B[31mred\n")}), Language::english);
  EXPECT_EQ(said.find('\x1B'), std::string::npos) << said;
  EXPECT_EQ(said.find('\n'), std::string::npos) << said;
}

}  // namespace
}  // namespace wend::data
