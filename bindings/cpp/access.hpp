// What the files of the C++ binding share: how a handle is opened, and how nothing is thrown at a host.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <utility>

#include <wend/result.hpp>

namespace wend::host {

// The one friend of all handles.
struct Access {
  template <typename Handle>
  [[nodiscard]] static auto& parts(Handle& handle) {
    return *handle.parts_;
  }
  template <typename Handle>
  [[nodiscard]] static const auto& pointer(const Handle& handle) {
    return handle.parts_;
  }
  template <typename Handle, typename Pointer>
  [[nodiscard]] static Handle make(Pointer parts) {
    return Handle(std::move(parts));
  }
};

[[nodiscard]] inline Error error(Fault fault, std::string message) {
  return {.fault = fault, .message = std::move(message), .diagnostics = {}};
}

// What the function gives, or as an error what it threw. The messages are short enough to need no memory.
template <typename Function>
[[nodiscard]] auto guarded(const Function& function) noexcept -> decltype(function()) {
  try {
    return function();
  } catch (const std::bad_alloc&) {
    return Error{.fault = Fault::out_of_memory, .message = "out of memory", .diagnostics = {}};
  } catch (const std::exception&) {
    return Error{.fault = Fault::unexpected, .message = "internal fault", .diagnostics = {}};
  }
}

}  // namespace wend::host
