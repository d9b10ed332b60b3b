// Arrow arrays as a producer makes them: buffers of exactly the bytes that are needed, for the address sanitizer to
// watch, and a count of what is not released yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/columns/arrow_abi.h"

namespace wend::tests {

struct ArrowNode {
  std::string format;
  std::string name;
  std::int64_t flags = ARROW_FLAG_NULLABLE;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::vector<std::optional<std::vector<std::byte>>> buffers;  // nothing: a null pointer
  std::vector<std::shared_ptr<ArrowNode>> children;
  std::shared_ptr<ArrowNode> dictionary;
};

template <typename Item>
std::vector<std::byte> bytes_of(const std::vector<Item>& items) {
  std::vector<std::byte> bytes(items.size() * sizeof(Item));
  if (!items.empty()) std::memcpy(bytes.data(), items.data(), bytes.size());
  return bytes;
}

inline std::vector<std::byte> bitmap_of(const std::vector<bool>& bits) {
  std::vector<std::byte> bytes((bits.size() + 7) / 8);
  for (std::size_t bit = 0; bit < bits.size(); ++bit) {
    if (bits[bit]) bytes[bit / 8] |= std::byte{1} << bit % 8;
  }
  return bytes;
}

// Schemas and arrays handed out and not released.
inline std::int64_t& arrow_unreleased() {
  static std::int64_t count = 0;
  return count;
}

namespace arrow_parts {

struct SchemaParts {
  std::shared_ptr<ArrowNode> node;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};
struct ArrayParts {
  std::shared_ptr<ArrowNode> node;
  std::vector<std::unique_ptr<std::byte[]>> copies;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

template <typename Struct, typename Parts>
void release(Struct* given) {
  auto* parts = static_cast<Parts*>(given->private_data);
  for (Struct& child : parts->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (parts->dictionary.release != nullptr) parts->dictionary.release(&parts->dictionary);
  delete parts;
  given->release = nullptr;
  --arrow_unreleased();
}

}  // namespace arrow_parts

inline void export_schema(const std::shared_ptr<ArrowNode>& node, ArrowSchema* out) {
  auto parts = std::make_unique<arrow_parts::SchemaParts>();
  parts->node = node;
  parts->children.resize(node->children.size());
  for (std::size_t child = 0; child < node->children.size(); ++child) {
    export_schema(node->children[child], &parts->children[child]);
    parts->pointers.push_back(&parts->children[child]);
  }
  if (node->dictionary != nullptr) export_schema(node->dictionary, &parts->dictionary);
  *out = {};
  out->format = node->format.c_str();
  out->name = node->name.c_str();
  out->flags = node->flags;
  out->n_children = static_cast<std::int64_t>(node->children.size());
  out->children = parts->pointers.data();
  out->dictionary = node->dictionary != nullptr ? &parts->dictionary : nullptr;
  out->release = arrow_parts::release<ArrowSchema, arrow_parts::SchemaParts>;
  out->private_data = parts.release();
  ++arrow_unreleased();
}

inline void export_array(const std::shared_ptr<ArrowNode>& node, ArrowArray* out) {
  auto parts = std::make_unique<arrow_parts::ArrayParts>();
  parts->node = node;
  parts->children.resize(node->children.size());
  for (std::size_t child = 0; child < node->children.size(); ++child) {
    export_array(node->children[child], &parts->children[child]);
    parts->pointers.push_back(&parts->children[child]);
  }
  for (const auto& buffer : node->buffers) {
    if (!buffer) {
      parts->buffers.push_back(nullptr);
      continue;
    }
    auto& copy = parts->copies.emplace_back(std::make_unique<std::byte[]>(buffer->size()));
    std::copy(buffer->begin(), buffer->end(), copy.get());
    parts->buffers.push_back(copy.get());
  }
  if (node->dictionary != nullptr) export_array(node->dictionary, &parts->dictionary);
  *out = {};
  out->length = node->length;
  out->null_count = node->null_count;
  out->offset = node->offset;
  out->n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  out->buffers = parts->buffers.data();
  out->n_children = static_cast<std::int64_t>(node->children.size());
  out->children = parts->pointers.data();
  out->dictionary = node->dictionary != nullptr ? &parts->dictionary : nullptr;
  out->release = arrow_parts::release<ArrowArray, arrow_parts::ArrayParts>;
  out->private_data = parts.release();
  ++arrow_unreleased();
}

// Batches of one schema.
struct ArrowBatches {
  std::vector<std::shared_ptr<ArrowNode>> batches;  // at least one, whose schema is that of all
  std::size_t next = 0;
};

inline void export_stream(ArrowBatches batches, ArrowArrayStream* out) {
  *out = {};
  out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    export_schema(static_cast<ArrowBatches*>(stream->private_data)->batches.front(), schema);
    return 0;
  };
  out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    auto* all = static_cast<ArrowBatches*>(stream->private_data);
    *array = {};
    if (all->next < all->batches.size()) export_array(all->batches[all->next++], array);
    return 0;
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* stream) {
    delete static_cast<ArrowBatches*>(stream->private_data);
    stream->release = nullptr;
    --arrow_unreleased();
  };
  out->private_data = new ArrowBatches(std::move(batches));
  ++arrow_unreleased();
}

}  // namespace wend::tests
