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

#include "compiler/codegen/code_names.hpp"
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
  SharedCode(std::shared_ptr<Session> session, const layout::NativeOptions& options)
      : session_(std::move(session)), code_names_(options) {}

  // Whether anybody is told what functions are called.
  [[nodiscard]] bool shows_names() const { return code_names_.are_wanted(); }
  [[nodiscard]] std::optional<SharedFunction> find(const ContentHash& shape) const;
  // Links an object with a function for each of the shapes, named by function_name. `shown` are names that people are
  // to see of some of them.
  [[nodiscard]] Result<std::vector<SharedFunction>> load(std::unique_ptr<llvm::MemoryBuffer> object,
                                                         std::span<const ContentHash> shapes,
                                                         const std::map<ContentHash, std::string>& shown);

 private:
  friend class LoadedObject;
  void forget(const LoadedObject& object);

  struct Entry {
    Function function = nullptr;
    std::weak_ptr<const LoadedObject> object;
  };

  std::unique_ptr<ShownObject> tell(std::string_view object, std::span<const ContentHash> shapes,
                                    const Session::Loaded& loaded, const std::map<ContentHash, std::string>& shown);

  std::shared_ptr<Session> session_;
  CodeNames code_names_;
  mutable std::mutex mutex_;
  std::map<ContentHash, Entry> functions_;  // guarded by mutex_
};

[[nodiscard]] std::string function_name(const ContentHash& shape);
// What people see: by the name that was given, else by the shape.
[[nodiscard]] std::string display_name(const ContentHash& shape, const char* name);

// Unloads with the last who holds it.
class LoadedObject {
 public:
  LoadedObject(std::shared_ptr<SharedCode> code, std::uint64_t batch, std::vector<ContentHash> shapes, std::size_t size,
               std::unique_ptr<ShownObject> shown);
  LoadedObject(const LoadedObject&) = delete;
  LoadedObject& operator=(const LoadedObject&) = delete;
  ~LoadedObject();

 private:
  friend class SharedCode;

  std::shared_ptr<SharedCode> code_;
  std::uint64_t batch_;
  std::vector<ContentHash> shapes_;
  std::size_t size_;                    // of the object, in bytes
  std::unique_ptr<ShownObject> shown_;  // null where no debugger is told
};

}  // namespace wend::codegen
