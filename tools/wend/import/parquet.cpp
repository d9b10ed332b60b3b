#include "tools/wend/import/parquet.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

namespace wend::tools {

namespace {

// Writes each row as a line of JSON: decimals as the numbers that they are, dates and times in ISO 8601.
constexpr const char* kPython = R"python(
import datetime, decimal, json, sys
import pyarrow.parquet

def text(value):
    if isinstance(value, decimal.Decimal): return format(value, "f")
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)): return json.dumps(value.isoformat())
    if isinstance(value, datetime.timedelta): return json.dumps("%d seconds" % value.total_seconds())
    if isinstance(value, (list, tuple)): return "[" + ",".join(map(text, value)) + "]"
    if isinstance(value, dict): return "{" + ",".join(json.dumps(k) + ":" + text(v) for k, v in value.items()) + "}"
    if isinstance(value, float) and value != value: return "null"
    return json.dumps(value, ensure_ascii=False)

sys.stdout.reconfigure(encoding="utf-8")
for batch in pyarrow.parquet.ParquetFile(sys.argv[1]).iter_batches():
    for row in batch.to_pylist(): print(text(row))
)python";

std::string path_of(std::string_view program) {
  const char* paths = std::getenv("PATH");
  std::string_view rest = paths == nullptr ? "" : paths;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const std::string_view folder = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string path = (std::filesystem::path(folder.empty() ? "." : folder) / program).string();
    if (::access(path.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(path)) return path;
  }
  return {};
}

// In SQL quotes.
std::string sql_text(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) quoted.append(letter == '\'' ? 2 : 1, letter);
  return quoted + "'";
}

std::vector<std::string> arguments_for(const ParquetReader& reader, const std::string& path) {
  if (reader.kind == ParquetReader::Kind::python) return {reader.program, "-c", kPython, path};
  // An absolute path is no pattern of several files and no option.
  const std::string file = std::filesystem::absolute(path).string();
  return {reader.program, "-batch",
          "-init",        "/dev/null",
          "-c",           "COPY (SELECT * FROM read_parquet(" + sql_text(file) + ")) TO '/dev/stdout' (FORMAT json)"};
}

bool has_pyarrow(const std::string& program) {
  Result<ParquetStream> tried = ParquetStream::run({program, "-c", "import pyarrow.parquet"});
  return tried && tried->finish();
}

}  // namespace

bool is_parquet(const std::string& path) {
  std::array<char, 4> first{};
  if (!std::filesystem::is_regular_file(path)) return false;
  std::ifstream file(path, std::ios::binary);
  file.read(first.data(), first.size());
  return file && std::string_view(first.data(), first.size()) == "PAR1";
}

std::optional<ParquetReader> find_parquet_reader() {
  if (std::string duckdb = path_of("duckdb"); !duckdb.empty()) {
    return ParquetReader{ParquetReader::Kind::duckdb, std::move(duckdb)};
  }
  std::string python = path_of("python3");
  if (python.empty() || !has_pyarrow(python)) return std::nullopt;
  return ParquetReader{ParquetReader::Kind::python, std::move(python)};
}

Result<ParquetStream> ParquetStream::open(const ParquetReader& reader, const std::string& path) {
  return run(arguments_for(reader, path));
}

Result<ParquetStream> ParquetStream::run(const std::vector<std::string>& arguments) {
  ParquetStream stream;
  if (Status started = stream.start(arguments); !started) return started.error();
  return stream;
}

Status ParquetStream::start(const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  said_.reset(std::tmpfile());
  if (!said_ || ::pipe2(ends.data(), O_CLOEXEC) != 0) return Error{std::strerror(errno)};
  pipe_ = ends[0];
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, ::fileno(said_.get()), STDERR_FILENO);
  const int failed = ::posix_spawn(&process_, words.front(), &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed == 0) return Done{};
  process_ = -1;
  return Error{std::strerror(failed)};
}

ParquetStream::ParquetStream(ParquetStream&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      pipe_(std::exchange(other.pipe_, -1)),
      said_(std::move(other.said_)) {}

ParquetStream::~ParquetStream() {
  if (process_ > 0) {
    ::kill(process_, SIGTERM);
    wait();
  }
  if (pipe_ >= 0) ::close(pipe_);
}

std::string ParquetStream::path() const {
  return "/proc/self/fd/" + std::to_string(pipe_);
}

int ParquetStream::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return status;
}

// The last line that speaks of an error (what comes behind it may point at a place in the query), else the last.
std::string ParquetStream::last_words() const {
  std::rewind(said_.get());
  std::array<char, 4'096> line{};
  std::string last;
  std::string error;
  while (std::fgets(line.data(), line.size(), said_.get()) != nullptr) {
    std::string text = line.data();
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    if (text.find("Error") != std::string::npos) error = text;
    if (!text.empty()) last = std::move(text);
  }
  if (!error.empty()) return error;
  return last.empty() ? "it stopped" : last;
}

Status ParquetStream::finish() {
  // What nobody has read would keep the program waiting.
  ::close(std::exchange(pipe_, -1));
  if (wait() == 0) return Done{};
  return Error{last_words()};
}

}  // namespace wend::tools
