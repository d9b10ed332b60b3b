#include "compiler/codegen/shared_code.hpp"

#include <utility>

namespace wend::codegen {

std::string function_name(const ContentHash& shape) {
  return "wend:shape:" + to_text(shape);
}

std::string display_name(const ContentHash& shape, const char* name) {
  return name == nullptr ? function_name(shape) : std::string("wend:") + name;
}

std::optional<SharedFunction> SharedCode::find(const ContentHash& shape) const {
  const std::scoped_lock lock(mutex_);
  const auto found = functions_.find(shape);
  if (found == functions_.end()) return std::nullopt;
  std::shared_ptr<const LoadedObject> object = found->second.object.lock();
  if (object == nullptr) return std::nullopt;
  return SharedFunction{found->second.function, std::move(object)};
}

Result<std::vector<SharedFunction>> SharedCode::load(std::unique_ptr<llvm::MemoryBuffer> object,
                                                     std::span<const ContentHash> shapes,
                                                     const std::map<ContentHash, std::string>& shown) {
  std::vector<std::string> names;
  for (const ContentHash& shape : shapes) names.push_back(function_name(shape));
  const std::size_t size = object->getBufferSize();
  const std::string copy = code_names_.are_wanted() ? object->getBuffer().str() : std::string();
  const Result<Session::Loaded> loaded = session_->load(std::move(object), names);
  if (!loaded) return loaded.error();
  const auto owner = std::make_shared<const LoadedObject>(shared_from_this(), loaded->batch,
                                                          std::vector<ContentHash>(shapes.begin(), shapes.end()), size,
                                                          copy.empty() ? nullptr : tell(copy, shapes, *loaded, shown));
  std::vector<SharedFunction> functions;
  const std::scoped_lock lock(mutex_);
  for (std::size_t position = 0; position < shapes.size(); ++position) {
    const auto function = loaded->functions[position].toPtr<Function>();
    functions.push_back({function, owner});
    Entry& entry = functions_[shapes[position]];
    // Another thread may have been faster with the same shape: whoever comes later is served by its function.
    if (entry.object.expired()) entry = {function, owner};
  }
  return functions;
}

std::unique_ptr<ShownObject> SharedCode::tell(std::string_view object, std::span<const ContentHash> shapes,
                                              const Session::Loaded& loaded,
                                              const std::map<ContentHash, std::string>& shown) {
  NamedFunctions functions;
  for (std::size_t position = 0; position < shapes.size(); ++position) {
    const std::string symbol = function_name(shapes[position]);
    const auto named = shown.find(shapes[position]);
    functions[symbol] = {loaded.functions[position].getValue(), named == shown.end() ? symbol : named->second};
  }
  return code_names_.tell(object, functions);
}

void SharedCode::forget(const LoadedObject& object) {
  const std::scoped_lock lock(mutex_);
  for (const ContentHash& shape : object.shapes_) {
    const auto found = functions_.find(shape);
    // By now the shape may have another function that lives.
    if (found != functions_.end() && found->second.object.expired()) functions_.erase(found);
  }
}

LoadedObject::LoadedObject(std::shared_ptr<SharedCode> code, std::uint64_t batch, std::vector<ContentHash> shapes,
                           std::size_t size, std::unique_ptr<ShownObject> shown)
    : code_(std::move(code)), batch_(batch), shapes_(std::move(shapes)), size_(size), shown_(std::move(shown)) {
  code_->session_->counters().live_code_bytes += size_;
}

LoadedObject::~LoadedObject() {
  code_->forget(*this);
  code_->session_->release(batch_);
  code_->session_->counters().live_code_bytes -= size_;
}

}  // namespace wend::codegen
