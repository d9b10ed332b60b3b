// Reading a schema out of a text, with what was said about it.
#pragma once

#include <memory>
#include <string>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/source/source.hpp"

namespace wend::schema {

struct ReadText {
  explicit ReadText(std::string text, std::string path = "schema.json") {
    const source::FileId file = sources.add(std::move(path), std::move(text));
    schema = read(sources.file(file), sink);
  }

  // `3:14 S0140 #/tags/0/type: there is no type `teir``, a line for each diagnostic, notes and fixes below it.
  [[nodiscard]] std::string said() const;

  source::SourceMap sources;
  diagnostics::Sink sink;
  std::shared_ptr<const Schema> schema;
};

[[nodiscard]] std::string contents_of(const std::string& path);

}  // namespace wend::schema
