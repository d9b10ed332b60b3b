// The fields of the header, as they are written behind the magic number.
#pragma once

#include "compiler/bytes/bytes.hpp"
#include "runtime/value/fields.hpp"

namespace wend::bytes {

template <SameAs<Header> Of>
void fields(Of& of, const auto& visit) {
  auto& [content, format, language, size, schema] = of;
  visit(content, format, language, size, schema);
}

// The content hash is of all behind it.
inline constexpr std::size_t kHashedFrom = kMagic.size() + sizeof(ContentHash);

}  // namespace wend::bytes
