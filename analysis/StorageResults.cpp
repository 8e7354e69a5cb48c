// What calls give back: a reference, pointer or view into their object or an argument. Of bodies that are known it is
// what they return; of the standard library what its types are (owners, views); of the rest nothing.
#include "analysis/StorageWalk.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

static void addSource(std::vector<ResultSource> &all, ResultSource source) {
  if (std::find(all.begin(), all.end(), source) == all.end()) all.push_back(source);
}

std::optional<FunctionId> calledBody(const Calls &calls, const Function &function, const facts::OpT &call) {
  const CallSite *site = calls.at(function.id(), &call);
  if (!site || site->targets.size() != 1 || !site->certain) return std::nullopt;
  if (std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *m) { return !m->invokes.empty(); }))
    return std::nullopt;
  return site->targets.front();
}

// Class-type variables are assigned by a call, and a sequence of views gets its elements one by one.
const std::vector<const facts::OpT *> &Storages::assignments(const Function &function, std::int32_t id) const {
  if (cache_->indexed.insert(function.id()).second)
    for (const facts::OpT *op : function.ops()) {
      if (op->kind != OpKind::Call || op->object < 0 || op->arguments.size() != 1) continue;
      const facts::CalleeT *callee = function.callee(op->callee);
      if (!callee || function.value(op->object)->kind != ValueKind::Local) continue;
      const Type type = function.typeOf(op->object);
      if (callee->operator_ == "=" ? isView(type)
                                   : lastComponent(callee->name) == "push_back" && isView(type.argument(0)))
        cache_->assignments[{function.id(), op->object}].push_back(op);
    }
  return cache_->assignments[{function.id(), id}];
}

// From what a body's storage is to the body to what it is to a caller.
static std::optional<ResultSource> toCaller(const Function &function, const Storage &storage) {
  ResultSource source{ResultSource::object, storage.owned, storage.shared, storage.assumed};
  if (storage.kind == Storage::Argument)
    source.index = function.value(storage.value)->index;
  else if (storage.kind != Storage::This)
    return std::nullopt;
  return source;
}

const std::vector<ResultSource> &Storages::resultOf(FunctionId id) const {
  auto [known, isNew] = cache_->results.try_emplace(id);
  if (!isNew) return known->second;   // recursion finds nothing new
  const Function &function = calls_.program().function(id);
  std::vector<ResultSource> all;
  if (!function.coroutine())
    for (const facts::OpT *op : function.ops()) {
      if (op->kind != OpKind::Return || op->source < 0) continue;
      for (const Storage &storage :
           function.resultType().isReference() ? of(function, op->source) : behind(function, op->source))
        if (auto source = toCaller(function, storage)) addSource(all, *source);
    }
  return cache_->results[id] = std::move(all);
}

// What the members of a record refer to when its constructor is done: parameters only.
const std::vector<ResultSource> &Storages::constructedFrom(FunctionId id) const {
  auto [known, isNew] = cache_->constructors.try_emplace(id);
  if (!isNew) return known->second;
  const Function &function = calls_.program().function(id);
  std::vector<ResultSource> all;
  for (const facts::OpT *op : function.ops()) {
    if ((op->kind != OpKind::Init && op->kind != OpKind::Assign) || op->source < 0 || op->destination < 0) continue;
    const facts::ValueT &member = *function.value(op->destination);
    if (member.kind != ValueKind::Member || member.inputs.empty() ||
        function.value(member.inputs.front())->kind != ValueKind::This)
      continue;
    Type type = function.type(member.type);
    for (const Storage &storage : type.isReference() ? of(function, op->source) : behind(function, op->source))
      if (auto source = toCaller(function, storage); source && source->index != ResultSource::object)
        addSource(all, *source);
  }
  return cache_->constructors[id] = std::move(all);
}

// The standard library's own: owners give out references into themselves, views into what they look at.
std::vector<ResultSource> Storages::systemSources(const Function &function, const facts::OpT &call,
                                                  const facts::CalleeT &callee) const {
  static constexpr std::array<std::string_view, 8> accessors{"std::get",    "std::begin", "std::end", "std::data",
                                                             "std::cbegin", "std::cend",  "std::ref", "std::cref"};
  std::vector<ResultSource> all;
  Type result = function.typeOfCallee(callee.result);
  const bool view = isView(result) && !result.isReference() && !result.is(TypeKind::Pointer);
  if (call.object >= 0) {
    // `release()` of a unique_ptr, `take()` of Qt's: the owner no longer is one, and what was in it does not die with it.
    const std::string_view method = lastComponent(callee.name);
    if (call.arguments.empty() && (method == "release" || method == "take")) return all;
    Type object = function.typeOf(call.object).object();
    const bool shared = object && object.name() == "std::shared_ptr";
    if (shared || (object && object.facts()->lifetime != facts::Lifetime::None)) {
      all.push_back({ResultSource::object, object.facts()->lifetime != facts::Lifetime::Pointer, shared, false});
    } else if (isView(object)) {
      all.push_back({});
    }
    return all;
  }
  const bool accessor = std::find(accessors.begin(), accessors.end(), callee.name) != accessors.end();
  bool fromViews = false;  // find(begin, end, value): of what the iterators look at, not of the value
  for (const auto &argument : call.arguments) fromViews |= isView(function.typeOf(argument->value)) && view;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const bool bound = i < callee.parameters.size() && callee.parameters[i]->lifetimebound;
    const bool looked = view && (!fromViews || isView(function.typeOf(call.arguments[i]->value)));
    if (bound || looked || (accessor && i == 0)) all.push_back({static_cast<std::int32_t>(i), false, false, false});
  }
  return all;
}

// A getter without a body: `const T &name() const`, `std::string_view name() const` give a member.
static bool isGetter(const facts::OpT &call, const facts::CalleeT &callee, Type object, Type result, bool view) {
  const bool plain = callee.const_ && call.arguments.empty() && callee.operator_.empty() && !callee.static_;
  if (!plain || object.facts() == nullptr || object.facts()->destructor == facts::Destructor::User)
    return false;  // a handle
  if (result.isReference()) return result.target().is(TypeKind::Record) && result.target().facts()->const_;
  return view && !result.is(TypeKind::Pointer);
}

std::vector<ResultSource> Storages::sources(const Function &function, const facts::OpT &call) const {
  const facts::CalleeT *callee = function.callee(call.callee);
  if (!callee) return {};
  Type result = function.typeOfCallee(callee->result);
  if (auto body = calledBody(calls_, function, call); body && !callee->coroutine) return resultOf(*body);
  if (callee->system)
    return result.isReference() || isView(result) ? systemSources(function, call, *callee)
                                                  : std::vector<ResultSource>();
  std::vector<ResultSource> all;
  for (std::size_t i = 0; i < callee->parameters.size(); ++i)
    if (callee->parameters[i]->lifetimebound) all.push_back({static_cast<std::int32_t>(i), false, false, false});
  if (all.empty() && call.object >= 0 &&
      isGetter(call, *callee, function.typeOf(call.object).object(), result, isView(result)))
    all.push_back({ResultSource::object, false, false, true});
  return all;
}

void Storages::made(const Function &function, const facts::OpT &call, Walk &walk) const {
  for (const ResultSource &source : sources(function, call)) {
    const bool owned = walk.owned, shared = walk.shared, assumed = walk.assumed;
    walk.owned |= source.owned;
    walk.shared |= source.shared;
    walk.assumed |= source.assumed;
    if (source.index != ResultSource::object) {
      bound(function, call, static_cast<std::size_t>(source.index), walk);
    } else if (isView(function.typeOf(call.object)) && !function.typeOf(call.object).value().is(TypeKind::Pointer)) {
      referred(function, call.object, walk);
    } else {
      objectOf(function, call, walk);
    }
    walk.owned = owned;
    walk.shared = shared;
    walk.assumed = assumed;
  }
}

void Storages::constructed(const Function &function, const facts::OpT &op, Walk &walk) const {
  Type type = function.typeOf(op.result).value();
  const facts::CalleeT *callee = function.callee(op.callee);
  if (op.aggregate) {
    // The elements of an initializer_list live in an array that is itself a temporary.
    for (std::size_t i = 0; i < op.arguments.size(); ++i) {
      const std::int32_t value = op.arguments[i]->value;
      const auto *fields = type && i < type.facts()->fields.size() ? type.facts()->fields[i].get() : nullptr;
      if (isView(type) || (fields && Type(type.unit(), fields->type).isReference()))
        named(function, value, walk);
      else
        referred(function, value, walk);
    }
    return;
  }
  if (callee &&
      (callee->constructor == facts::ConstructorKind::Copy || callee->constructor == facts::ConstructorKind::Move)) {
    if (!op.arguments.empty()) referred(function, op.arguments.front()->value, walk);
    return;
  }
  if (callee && !callee->system) {
    if (auto body = calls_.program().resolve(function, callee->key))
      for (const ResultSource &source : constructedFrom(*body))
        bound(function, op, static_cast<std::size_t>(source.index), walk);
    return;
  }
  if (!isView(type)) return;
  for (const auto &argument : op.arguments) {
    // A view of an owner, an array or another view; a count is neither.
    Type of = function.typeOf(argument->value).value();
    const bool owned = walk.owned;
    walk.owned |= of.name() == "std::vector";  // of its elements: they stay where they are when the vector is moved
    if (isView(of))
      referred(function, argument->value, walk);
    else if (of.is(TypeKind::Record) || of.is(TypeKind::Array) || op.arguments.size() == 1)
      named(function, argument->value, walk);
    walk.owned = owned;
  }
}

}  // namespace cotidy
