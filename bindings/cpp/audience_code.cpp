#include "bindings/cpp/audience_code.hpp"

#include <algorithm>

namespace wend::host {
namespace {

constexpr std::size_t kMostKept = 8;

bool same(const layout::Column& left, const layout::Column& right) {
  return left.storage == right.storage && left.nullable == right.nullable && left.partial == right.partial &&
         left.type == right.type;
}

bool same(const layout::ColumnLayout& left, const layout::ColumnLayout& right) {
  const auto alike = [](const layout::Column& a, const layout::Column& b) { return same(a, b); };
  return same(left.customer, right.customer) && std::ranges::equal(left.columns, right.columns, alike);
}

// Writes into `ready` what came of it.
void compile(AudienceCode::Ready& ready) {
  const wend::Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (!library) {
    ready.why_not = library.error().message;
    return;
  }
  const layout::NativeColumnRequest request{
      .program = &ready.query.masks(), .layout = &ready.query.layout(), .knowns = false, .name = "columns:audience"};
  wend::Result<engine::NativeColumnCode> code = library->compile(request);
  if (!code) {
    ready.why_not = code.error().message;
    return;
  }
  ready.code.emplace(*std::move(code));
  ready.query.use(ready.code->columns());
}

}  // namespace

std::shared_ptr<const AudienceCode::Ready> AudienceCode::make(const layout::ColumnLayout& layout, bool native) const {
  auto ready = std::make_shared<Ready>(Ready{columns::Query(*program_, conditions_, layout), std::nullopt,
                                             "native code was not worth its compiling", !native});
  if (native_ == Native::off) ready->why_not = "native code was switched off";
  const bool is_small = ready->query.masks().nodes.size() <= kMostNativeNodes;
  if (native && (is_small || native_ == Native::required)) compile(*ready);
  return ready;
}

std::shared_ptr<const AudienceCode::Ready> AudienceCode::of(const layout::ColumnLayout& layout,
                                                            std::uint64_t rows) const {
  const bool native = native_ == Native::required || (native_ == Native::where_possible && rows >= kFewestNativeRows);
  // One thread makes what the others wait for, rather than each its own.
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(
      kept_, [&](const std::shared_ptr<const Ready>& ready) { return same(ready->query.layout(), layout); });
  if (found != kept_.end() && (!native || (*found)->code || !(*found)->may_compile)) return *found;
  std::shared_ptr<const Ready> ready = make(layout, native);
  if (found != kept_.end()) kept_.erase(found);
  if (kept_.size() == kMostKept) kept_.erase(kept_.begin());
  kept_.push_back(ready);
  return ready;
}

}  // namespace wend::host
