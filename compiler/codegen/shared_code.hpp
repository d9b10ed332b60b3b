// Loaded objects, and which of their functions serves which shape.
//
// An object lives as long as something holds it: the Code of a condition whose function is in it. What lives is found
// again by shape, so that a condition of a known shape is compiled in no time and takes no code. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/codegen/session.hpp"
#include "compiler/layout/frame.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::codegen {

using Function = decltype(layout::Predicate::code);

class LoadedObject;

struct SharedFunction {
  Function function = nullptr;
  std::shared_ptr<const LoadedObject> object;
};

class SharedCode : public std::enable_shared_from_this<SharedCode> {
 public:
  explicit SharedCode(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  [[nodiscard]] std::optional<SharedFunction> find(const ContentHash& shape) const;
  // Links an object with a function for each of the shapes, named by function_name.
  [[nodiscard]] Result<std::vector<SharedFunction>> load(std::unique_ptr<llvm::MemoryBuffer> object,
                                                         std::span<const ContentHash> shapes);

 private:
  friend class LoadedObject;
  void forget(const LoadedObject& object);

  struct Entry {
    Function function = nullptr;
    std::weak_ptr<const LoadedObject> object;
  };

  std::shared_ptr<Session> session_;
  mutable std::mutex mutex_;
  std::map<ContentHash, Entry> functions_;  // guarded by mutex_
};

[[nodiscard]] std::string function_name(const ContentHash& shape);
// What people see: by the name that was given, else by the shape.
[[nodiscard]] std::string display_name(const ContentHash& shape, const char* name);

// Unloads with the last who holds it.
class LoadedObject {
 public:
  LoadedObject(std::shared_ptr<SharedCode> code, std::uint64_t batch, std::vector<ContentHash> shapes,
               std::size_t size);
  LoadedObject(const LoadedObject&) = delete;
  LoadedObject& operator=(const LoadedObject&) = delete;
  ~LoadedObject();

 private:
  friend class SharedCode;

  std::shared_ptr<SharedCode> code_;
  std::uint64_t batch_;
  std::vector<ContentHash> shapes_;
  std::size_t size_;  // of the object, in bytes
};

}  // namespace wend::codegen
