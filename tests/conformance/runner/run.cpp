#include "tests/conformance/runner/run.hpp"

#include <map>
#include <utility>

namespace wend::conformance {
namespace {

std::set<std::string> codes_of(const Json& error) {
  if (error.is_string()) return {error.get<std::string>()};
  return error.get<std::set<std::string>>();
}

std::string listed(const std::set<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ", ") + code;
  return text.empty() ? "no error" : text;
}

}  // namespace

Runner::Runner(Executors executors) {
  if (executors == Executors::reference) return;
  evaluator_ = engine::Tiers::make({.native = false});
  const Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (library) native_ = *library;
  if (!library) no_native_ = library.error().message;
}

std::vector<Failure> Runner::run(const File& file) {
  std::vector<Failure> failures;
  file_ = file.name;
  if (!no_native_.empty()) failures.push_back({"(all)", "native", no_native_});
  std::map<std::pair<std::string, std::string>, std::vector<const Case*>> by_program;
  for (const Case& one : file.cases) {
    if (one.has("error")) {
      run_refusal(one, failures);
    } else if (one.has("expression")) {
      by_program[{one.schema, one.program}].push_back(&one);
      run_streamed(one, failures);
    } else {
      run_case(one, failures);
    }
  }
  for (const auto& [program, cases] : by_program) run_values(cases, failures);
  return failures;
}

void Runner::leave_out(const Case& of, std::string executor, std::string reason) {
  left_out_.insert({std::move(executor), std::move(reason), file_, of.name});
}

// The program or the expression is not accepted, and for these reasons alone.
void Runner::run_refusal(const Case& of, std::vector<Failure>& failures) {
  const Result<const Bank*> bank = programs_.bank(of.schema);
  if (!bank) return failures.push_back({of.name, {}, bank.error().message});
  Compiled compiled(**bank, of.program);
  diagnostics::Sink sink;
  std::set<std::string> came = error_codes(compiled.sink());
  if (of.has("expression")) {
    (void)compiled.add(of.members.at("expression").get<std::string>(), sink);
    came.merge(error_codes(sink));
  }
  ++compared_.reference;
  const std::set<std::string> expected = codes_of(of.members.at("error"));
  if (came == expected) return;
  failures.push_back({of.name, "check",
                      "expected " + listed(expected) + ", came " + listed(came) + "\n" +
                          said(compiled.sink(), compiled.sources()) + said(sink, compiled.sources())});
}

}  // namespace wend::conformance
