// Parquet, read by whatever program is installed that can: `duckdb`, or `python3` with pyarrow. It is started without a
// shell and writes JSON Lines into a pipe, which is read as any such file is.
//
//     Result<ParquetStream> stream = ParquetStream::open(reader, "customers.parquet");
//     data::CustomerReader customers(stream->path(), …);
//     …                                                     // read it to its end
//     if (Status read = stream->finish(); !read) …          // what the program said
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/value/result.hpp"

namespace wend::tools {

// Whether the file begins as Parquet does.
[[nodiscard]] bool is_parquet(const std::string& path);

struct ParquetReader {
  enum class Kind : std::uint8_t { duckdb, python };
  Kind kind = Kind::duckdb;
  std::string program;  // its path
};

// The first that is found on PATH; nothing where none is.
[[nodiscard]] std::optional<ParquetReader> find_parquet_reader();

class ParquetStream {
 public:
  [[nodiscard]] static Result<ParquetStream> open(const ParquetReader& reader, const std::string& path);
  // A program by its path, and what it is given.
  [[nodiscard]] static Result<ParquetStream> run(const std::vector<std::string>& arguments);
  ParquetStream(ParquetStream&& other) noexcept;
  ParquetStream& operator=(ParquetStream&& other) = delete;
  ParquetStream(const ParquetStream&) = delete;
  ParquetStream& operator=(const ParquetStream&) = delete;
  // Stops the program, if it is not done.
  ~ParquetStream();

  // Where its JSON Lines are to be read, once.
  [[nodiscard]] std::string path() const;
  // Waits for the program. The error is what it said of one.
  [[nodiscard]] Status finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  ParquetStream() = default;
  [[nodiscard]] Status start(const std::vector<std::string>& arguments);
  [[nodiscard]] std::string last_words() const;
  // Its exit status.
  int wait();

  pid_t process_ = -1;
  int pipe_ = -1;
  std::unique_ptr<std::FILE, Close> said_;  // on its standard error
};

}  // namespace wend::tools
