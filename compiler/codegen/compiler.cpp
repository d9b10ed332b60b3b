#include "compiler/codegen/compiler.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include "compiler/codegen/build_identity.hpp"
#include "compiler/codegen/column_plan.hpp"
#include "compiler/codegen/column_scratch.hpp"
#include "compiler/codegen/column_shape.hpp"
#include "compiler/codegen/constant_data.hpp"
#include "compiler/codegen/failure.hpp"
#include "compiler/codegen/lowering.hpp"
#include "compiler/codegen/object_cache.hpp"
#include "compiler/codegen/plan.hpp"
#include "compiler/codegen/session.hpp"
#include "compiler/codegen/shape.hpp"
#include "compiler/codegen/shared_code.hpp"
#include "compiler/codegen/simplify.hpp"

namespace wend::codegen {
namespace {

// A condition on its way to code.
struct Prepared {
  const Request* request;
  Plan plan;
  Shape shape;
};

Result<std::vector<Prepared>> prepare(const ir::Program& program, std::span<const Request> requests, Effort effort,
                                      ConstantData& data) {
  std::vector<Prepared> all;
  for (const Request& request : requests) {
    Result<Plan> planned = plan(program, request);
    if (!planned) return planned.error();
    Shape shape = shape_of(program, request, *planned, effort, data);
    all.push_back({&request, std::move(*planned), std::move(shape)});
  }
  return all;
}

std::uint64_t nanoseconds_since(std::chrono::steady_clock::time_point begin) {
  return static_cast<std::uint64_t>(std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count());
}

void finish(BatchModule& batch, Effort effort) {
  batch.finish();
  if (effort == Effort::optimised) simplify(batch.module());
}

using Functions = std::map<ContentHash, SharedFunction>;
using ShownNames = std::map<ContentHash, std::string>;

// Of functions that one condition of the batch has to itself, where it has a name or is a segment's.
ShownNames shown_names(const ir::Program& program, std::span<const Prepared> conditions) {
  std::map<ir::ExpressionId, std::string> segments;
  for (const ir::Segment& segment : program.segments) segments.emplace(segment.condition, "segment:" + segment.name);
  std::map<ContentHash, std::size_t> uses;
  for (const Prepared& condition : conditions) ++uses[condition.shape.key];
  ShownNames names;
  for (const Prepared& condition : conditions) {
    const auto segment = segments.find(condition.request->condition);
    const char* name = condition.request->name;
    if (name == nullptr && segment != segments.end()) name = segment->second.c_str();
    if (name != nullptr && uses[condition.shape.key] == 1) {
      names.emplace(condition.shape.key, display_name(condition.shape.key, name));
    }
  }
  return names;
}

}  // namespace

struct Code::Parts {
  explicit Parts(LargeSets& sets) : data(sets) {}

  std::shared_ptr<Session> session;
  ConstantData data;
  std::vector<std::shared_ptr<const LoadedObject>> objects;
};

struct Compiler::Parts {
  std::shared_ptr<Session> session;
  std::shared_ptr<SharedCode> code;
  LargeSets sets;
  std::unique_ptr<ObjectCache> cache;  // null: nothing is kept
  std::string cache_trouble;           // why not

  // The function of each shape, found or made.
  Result<Functions> functions_for(const ir::Program& program, std::span<const Prepared> conditions, Effort effort);
  Result<std::vector<SharedFunction>> compile(const ir::Program& program, std::span<const Prepared* const> shapes,
                                              Effort effort, const ShownNames& shown);
  std::optional<SharedFunction> find(const ContentHash& shape, const ShownNames& shown);
  Result<SharedFunction> columns_for(const layout::NativeColumnRequest& request, const ColumnPlan& plan,
                                     Instructions instructions);
  void open_cache(const layout::NativeOptions& options);
};

Code::Code(std::unique_ptr<Parts> parts, std::vector<layout::Predicate> predicates)
    : parts_(std::move(parts)), predicates_(std::move(predicates)) {
  parts_->session->counters().live_conditions += predicates_.size();
}

Code::Code(Code&& other) noexcept = default;

Code& Code::operator=(Code&& other) noexcept {
  std::swap(parts_, other.parts_);
  std::swap(predicates_, other.predicates_);
  return *this;
}

Code::~Code() {
  if (parts_ != nullptr) parts_->session->counters().live_conditions -= predicates_.size();
}

Compiler::Compiler(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Compiler::Compiler(Compiler&& other) noexcept = default;
Compiler& Compiler::operator=(Compiler&& other) noexcept = default;
Compiler::~Compiler() = default;

Result<Compiler> Compiler::create(const layout::NativeOptions& options) {
  Result<std::shared_ptr<Session>> session = Session::create();
  if (!session) return session.error();
  auto parts = std::make_unique<Parts>();
  parts->session = std::move(*session);
  parts->code = std::make_shared<SharedCode>(parts->session, options);
  if (options.cache != nullptr && *options.cache != '\0') parts->open_cache(options);
  return Compiler(std::move(parts));
}

void Compiler::Parts::open_cache(const layout::NativeOptions& options) {
  const std::optional<ContentHash> build = build_identity(session->target());
  if (!build) {
    cache_trouble = "compiled code is not kept: this build of Wend has no build id";
    return;
  }
  Result<std::unique_ptr<ObjectCache>> opened = ObjectCache::open(options.cache, options.cache_bytes, *build);
  if (opened) {
    cache = std::move(*opened);
  } else {
    cache_trouble = opened.error().message;
  }
}

// Among what is loaded, and then among what was kept.
std::optional<SharedFunction> Compiler::Parts::find(const ContentHash& shape, const ShownNames& shown) {
  std::optional<SharedFunction> found = code->find(shape);
  if (found || cache == nullptr) return found;
  std::optional<ObjectCache::Entry> kept = cache->load(shape);
  if (!kept) return std::nullopt;
  const Result<std::vector<SharedFunction>> loaded = code->load(std::move(kept->object), kept->shapes, shown);
  if (!loaded) {
    cache->refuse(shape, loaded.error().message);
    return std::nullopt;
  }
  const auto position = std::ranges::find(kept->shapes, shape) - kept->shapes.begin();
  return (*loaded)[static_cast<std::size_t>(position)];
}

Result<std::vector<SharedFunction>> Compiler::Parts::compile(const ir::Program& program,
                                                             std::span<const Prepared* const> shapes, Effort effort,
                                                             const ShownNames& shown) {
  const auto begin = std::chrono::steady_clock::now();
  BatchModule batch(session->target().data_layout());
  std::vector<ContentHash> keys;
  for (const Prepared* condition : shapes) {
    keys.push_back(condition->shape.key);
    Lowering(batch, program, *condition->request, condition->shape, effort,
             batch.add_predicate(function_name(condition->shape.key)))
        .lower(condition->plan);
  }
  finish(batch, effort);
  auto object = session->target().emit(batch.module(), effort);
  if (!object) return object.error();
  session->counters().functions += keys.size();
  session->counters().generate_nanoseconds += nanoseconds_since(begin);
  if (cache != nullptr) cache->store(keys, **object);
  return code->load(std::move(*object), keys, shown);
}

Result<Functions> Compiler::Parts::functions_for(const ir::Program& program, std::span<const Prepared> conditions,
                                                 Effort effort) {
  Functions functions;
  std::vector<const Prepared*> missing;
  const ShownNames shown = code->shows_names() ? shown_names(program, conditions) : ShownNames{};
  if (cache != nullptr) cache->refresh();
  for (const Prepared& condition : conditions) {
    const auto [placed, added] = functions.try_emplace(condition.shape.key);
    if (!added) continue;
    if (std::optional<SharedFunction> found = find(condition.shape.key, shown)) {
      placed->second = std::move(*found);
    } else {
      missing.push_back(&condition);
    }
  }
  if (missing.empty()) return functions;
  Result<std::vector<SharedFunction>> made = compile(program, missing, effort, shown);
  if (!made) return made.error();
  for (std::size_t position = 0; position < missing.size(); ++position) {
    functions[missing[position]->shape.key] = std::move((*made)[position]);
  }
  return functions;
}

Result<Code> Compiler::compile(const ir::Program& program, std::span<const Request> requests, Effort effort) const {
  const auto begin = std::chrono::steady_clock::now();
  auto parts = std::make_unique<Code::Parts>(parts_->sets);
  parts->session = parts_->session;
  const Result<std::vector<Prepared>> conditions = prepare(program, requests, effort, parts->data);
  if (!conditions) return conditions.error();
  const Result<Functions> functions = parts_->functions_for(program, *conditions, effort);
  if (!functions) return functions.error();
  std::vector<layout::Predicate> predicates;
  for (const Prepared& condition : *conditions) {
    const SharedFunction& shared = functions->at(condition.shape.key);
    predicates.push_back({.code = shared.function, .constants = parts->data.add(condition.shape.words)});
  }
  for (const auto& [shape, shared] : *functions) parts->objects.push_back(shared.object);
  Counters& counters = parts_->session->counters();
  counters.conditions += requests.size();
  counters.compile_nanoseconds += nanoseconds_since(begin);
  return Code(std::move(parts), std::move(predicates));
}

// The function of the request's shape, found or made.
Result<SharedFunction> Compiler::Parts::columns_for(const layout::NativeColumnRequest& request, const ColumnPlan& plan,
                                                    Instructions instructions) {
  const ContentHash shape = shape_of(request, instructions);
  ShownNames shown;
  if (request.name != nullptr) shown.emplace(shape, display_name(shape, request.name));
  if (cache != nullptr) cache->refresh();
  if (std::optional<SharedFunction> found = find(shape, shown)) return *std::move(found);
  const auto begin = std::chrono::steady_clock::now();
  Target& target = session->target();
  auto object = generate_columns(target, request, plan, target.columns(instructions), function_name(shape));
  if (!object) return object.error();
  session->counters().functions += 1;
  session->counters().generate_nanoseconds += nanoseconds_since(begin);
  if (cache != nullptr) cache->store(std::span(&shape, 1), **object);
  auto loaded = code->load(std::move(*object), std::span(&shape, 1), shown);
  if (!loaded) return loaded.error();
  return std::move(loaded->front());
}

Result<ColumnCode> Compiler::compile(const layout::NativeColumnRequest& request, Instructions instructions) const {
  const auto begin = std::chrono::steady_clock::now();
  const Result<ColumnPlan> planned = plan(request, parts_->session->target().columns(instructions).byte_permutes);
  if (!planned) return planned.error();
  Result<SharedFunction> shared = parts_->columns_for(request, *planned, instructions);
  if (!shared) return shared.error();
  const std::size_t conditions = request.program->roots.size();
  Counters& counters = parts_->session->counters();
  counters.conditions += conditions;
  counters.compile_nanoseconds += nanoseconds_since(begin);
  const auto predicate = std::bit_cast<layout::ColumnPredicate>(shared->function);
  return ColumnCode(parts_->session, std::move(shared->object), conditions,
                    {.predicate = predicate, .scratch = ColumnScratchPlaces(*planned).size()});
}

Result<std::string> Compiler::list(const ir::Program& program, std::span<const Request> requests, Effort effort,
                                   layout::NativeListing listing) const {
  ConstantData data(parts_->sets);
  const Result<std::vector<Prepared>> conditions = prepare(program, requests, effort, data);
  if (!conditions) return conditions.error();
  BatchModule batch(parts_->session->target().data_layout());
  for (const Prepared& condition : *conditions) {
    const std::string name = display_name(condition.shape.key, condition.request->name);
    Lowering(batch, program, *condition.request, condition.shape, effort, batch.add_predicate(name))
        .lower(condition.plan);
  }
  finish(batch, effort);
  return parts_->session->target().list(batch.module(), effort, listing);
}

layout::NativeCounters Compiler::counters() const {
  layout::NativeCounters counters = parts_->session->counters().now();
  std::string trouble = parts_->cache_trouble;
  if (!trouble.empty()) ++counters.cache_failures;
  if (parts_->cache != nullptr) {
    CacheCounters cache = parts_->cache->counters();
    counters.cache_loaded = cache.loaded;
    counters.cache_stored = cache.stored;
    counters.cache_refused = cache.refused;
    counters.cache_failures = cache.failures;
    trouble = std::move(cache.trouble);
  }
  say(&counters.cache_trouble, trouble);
  return counters;
}

}  // namespace wend::codegen
