// The edge of libwend-jit: the one function that it exports, and the table behind it. Whatever is thrown below (memory
// that ran out) ends here as a message.
#include "compiler/layout/native_interface.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <string>
#include <variant>

#include "compiler/codegen/compiler.hpp"
#include "compiler/codegen/failure.hpp"

namespace wend::layout {

struct NativeCompiler {
  codegen::Compiler compiler;
};
struct NativeCode {
  std::variant<codegen::Code, codegen::ColumnCode> code;
};

namespace {

using codegen::say;

// What `make` gives, handed over to the caller; null and a message where it is an error or throws.
template <typename Handle, typename Make>
Handle* hand_out(NativeMessage* message, const Make& make) noexcept {
  try {
    auto made = make();
    if (made) return std::make_unique<Handle>(Handle{std::move(*made)}).release();
    say(message, made.error().message);
  } catch (const std::exception& failure) {
    say(message, failure.what());
  }
  return nullptr;
}

template <typename Handle>
void take_back(Handle* handle) noexcept {
  const std::unique_ptr<Handle> owned(handle);
}

NativeCompiler* create(const NativeOptions* options, NativeMessage* message) {
  return hand_out<NativeCompiler>(message, [&] { return codegen::Compiler::create(*options); });
}

NativeCode* compile(NativeCompiler* compiler, const NativeBatch* batch, Predicate* predicates, NativeMessage* message) {
  auto* code = hand_out<NativeCode>(
      message, [&] { return compiler->compiler.compile(*batch->program, batch->requests, batch->effort); });
  if (code != nullptr) std::ranges::copy(std::get<codegen::Code>(code->code).predicates(), predicates);
  return code;
}

void count(const NativeCompiler* compiler, NativeCounters* counters) {
  *counters = compiler->compiler.counters();
}

NativeCode* compile_columns(NativeCompiler* compiler, const NativeColumnRequest* request, NativeColumns* columns,
                            NativeMessage* message) {
  auto* code = hand_out<NativeCode>(message, [&] { return compiler->compiler.compile(*request); });
  if (code != nullptr) *columns = std::get<codegen::ColumnCode>(code->code).columns();
  return code;
}

bool list(NativeCompiler* compiler, const NativeBatch* batch, NativeListing listing,
          void (*take)(void* context, const char* text, std::size_t size), void* context,
          NativeMessage* message) noexcept {
  try {
    const Result<std::string> text = compiler->compiler.list(*batch->program, batch->requests, batch->effort, listing);
    if (text) take(context, text->data(), text->size());
    if (!text) say(message, text.error().message);
    return static_cast<bool>(text);
  } catch (const std::exception& failure) {
    say(message, failure.what());
    return false;
  }
}

constexpr NativeInterface kInterface = {
    .create = create,
    .destroy = take_back<NativeCompiler>,
    .compile = compile,
    .release = take_back<NativeCode>,
    .count = count,
    .compile_columns = compile_columns,
    .list = list,
};

}  // namespace

}  // namespace wend::layout

extern "C" [[gnu::visibility("default")]] const wend::layout::NativeInterface* wend_native_interface(
    const wend::layout::NativeBuild* caller) {
  return *caller == wend::layout::native_build() ? &wend::layout::kInterface : nullptr;
}
