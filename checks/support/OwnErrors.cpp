// From the call to the bodies that it starts, also through an object that was filled with them before (a graph of tasks);
// then down through what these call, until something may throw.
#include "checks/support/OwnErrors.h"

#include "analysis/Flow.h"
#include "analysis/Handlers.h"
#include "analysis/Mentions.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

enum class Left : std::uint8_t { None, Handled, Possible };  // what the work leaves to its future

class Work {
public:
  Work(const Analysis &analysis, const Function &function)
      : analysis_(analysis), function_(function), mentions_(function) {}

  Left leaves(const facts::OpT &start) {
    for (const auto &argument : start.arguments)
      if (!collect(argument->value)) return Left::Possible;
    if (bodies_.empty()) return Left::Possible;
    Left most = Left::None;
    for (FunctionId body : bodies_) most = std::max(most, leftBy(body, 0));
    return most;
  }

private:
  static constexpr unsigned deepest = 6;

  const CallSite *site(const Function &function, const facts::OpT *op) const {
    return analysis_.calls().at(function.id(), op);
  }

  // The bodies behind an argument; false where it may hold work that nobody knows.
  bool collect(std::int32_t argument) {
    const std::int32_t id = function_.unmoved(argument);
    const facts::ValueT *value = function_.value(id);
    if (!value || !seen_.insert(id).second) return value != nullptr;
    const facts::OpT *made = function_.definition(id);
    if (made && made->kind == OpKind::Call) return coat(*made);
    const Type type = function_.typeOf(id).object();
    if (type.isClosure()) return add(analysis_.program().callOperators(function_, type.facts()->closure));
    if (value->kind == ValueKind::Addr && !value->inputs.empty()) value = function_.value(value->inputs.front());
    if (value && value->kind == ValueKind::Function) {
      const std::optional<FunctionId> named = analysis_.program().resolve(function_, value->usr);
      return named && add({*named});
    }
    if (!type.is(facts::TypeKind::Record)) return !type.is(facts::TypeKind::Function);
    if (value && value->kind == ValueKind::Local) return filled(id);
    return type.facts()->system;
  }

  bool add(const std::vector<FunctionId> &bodies) {
    bodies_.insert(bodies.begin(), bodies.end());
    return !bodies.empty();
  }

  // `make_task(graph)`: only what the model says is the same work in another coat.
  bool coat(const facts::OpT &made) {
    const CallSite *call = site(function_, &made);
    if (!call) return false;
    for (const FunctionModel *model : call->models)
      if (model->wraps && *model->wraps >= 0 && static_cast<std::size_t>(*model->wraps) < made.arguments.size())
        return collect(made.arguments[*model->wraps]->value);
    return false;
  }

  // A local that was given its work call by call. Whoever else knows it may have given it more.
  bool filled(std::int32_t local) {
    const auto &uses = mentions_.of(local);
    return std::all_of(uses.begin(), uses.end(), [&](const Mention &use) {
      switch (use.as) {
      case Mention::End: return true;
      case Mention::Object:
        return std::all_of(use.op->arguments.begin(), use.op->arguments.end(),
                           [&](const auto &argument) { return collect(argument->value); });
      case Mention::Argument: return isKnown(*use.op);
      case Mention::Destination: return use.op->kind == OpKind::Construct || use.op->kind == OpKind::Init;
      default: return use.op->kind == OpKind::Use;
      }
    });
  }

  bool isKnown(const facts::OpT &op) const {
    const CallSite *call = site(function_, &op);
    const facts::CalleeT *callee = function_.callee(op.callee);
    if (call && !call->models.empty()) return true;
    // `all.composed_of(part)`
    return callee && callee->class_ >= 0 && op.object >= 0 &&
           function_.typeOf(op.object).object().name() == function_.typeOf(op.arguments.front()->value).object().name();
  }

  Left leftBy(FunctionId id, unsigned depth) {
    auto [known, isNew] = left_.try_emplace(id, Left::None);  // a recursive call adds nothing
    if (!isNew) return known->second;
    const Function &body = analysis_.program().function(id);
    if (depth > deepest || body.body().flat || body.coroutine()) return left_[id] = Left::Possible;
    Left most = Left::None;
    for (const facts::OpT *op : body.ops()) {
      if (most == Left::Possible) break;
      const Left own = leftBy(body, *op, depth);
      most = std::max(most, own == Left::Possible && isHandled(body, *op) ? Left::Handled : own);
    }
    return left_[id] = most;
  }

  Left leftBy(const Function &body, const facts::OpT &op, unsigned depth) {
    if (op.kind == OpKind::Throw) return Left::Possible;
    if (op.kind != OpKind::Call && op.kind != OpKind::Construct) return Left::None;
    if (op.in_catch) return Left::None;  // tells of an error
    const facts::CalleeT *callee = body.callee(op.callee);
    if (callee && callee->nothrow) return Left::None;
    const CallSite *call = site(body, &op);
    if (call && call->certain && !call->targets.empty()) {
      Left most = Left::None;
      for (FunctionId target : call->targets) most = std::max(most, leftBy(target, depth + 1));
      return most;
    }
    if (!callee) return op.kind == OpKind::Construct && op.aggregate ? Left::None : Left::Possible;
    const bool callsBack =
        callee->operator_ == "()" || std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
          return body.typeOf(argument->value).object().isClosure();
        });
    return callsBack || mayThrow(*callee, call) ? Left::Possible : Left::None;
  }

  // Of the standard library what its models say; a C function throws nothing; of everything else nothing is known.
  static bool mayThrow(const facts::CalleeT &callee, const CallSite *call) {
    if (!callee.system || callee.noreturn) return true;
    if (call && std::any_of(call->models.begin(), call->models.end(), [](const FunctionModel *model) {
          return model->mayFail || model->blocks == Blocking::File || model->blocks == Blocking::Network ||
                 model->blocks == Blocking::Process || model->blocks == Blocking::Database;
        }))
      return true;
    return callee.name.find("::") != std::string::npos && !callee.name.starts_with("std::");
  }

  // By a handler that takes every error that there is in practice.
  static bool isHandled(const Function &body, const facts::OpT &op) {
    for (std::int32_t dispatch = op.try_, depth = 0; dispatch >= 0 && depth < 8; ++depth) {
      for (const facts::HandlerT *handler : handlersOf(body, dispatch))
        if (handler->type < 0 || body.type(handler->type).value().name() == "std::exception") return true;
      const facts::BlockT *block = body.block(dispatch);
      dispatch = block && block->terminator ? block->terminator->try_ : -1;
    }
    return false;
  }

  const Analysis &analysis_;
  const Function &function_;
  const Mentions mentions_;
  std::set<std::int32_t> seen_;
  std::set<FunctionId> bodies_;
  std::map<FunctionId, Left> left_;
};

bool endIsAwaited(const Analysis &analysis, const Function &function, const facts::OpT &start) {
  if (start.object < 0) return false;
  const std::int32_t pool = function.unmoved(start.object);
  const facts::ValueT *value = function.value(pool);
  const TypeModel *model = typeModel(analysis.models(), function.typeOf(pool).object());
  if (value && value->kind == ValueKind::Local && model && model->destructorBlocks == Blocking::Wait) return true;
  const std::string place = function.placeKey(pool);
  const auto &sites = analysis.calls().of(function.id());
  return std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
    if (site.op->object < 0 || function.placeKey(site.op->object) != place) return false;
    const bool waits = std::any_of(site.models.begin(), site.models.end(),
                                   [](const FunctionModel *m) { return m->joins || m->blocks == Blocking::Wait; });
    auto isSite = [&](const facts::OpT &op) { return &op == site.op; };
    return waits && findWay(function, &start, {{}, isSite, false});
  });
}

}  // namespace

bool leavesNoError(const Analysis &analysis, const Function &function, const MadeTask &task) {
  return task.op->kind == OpKind::Call && Work(analysis, function).leaves(*task.op) != Left::Possible;
}

bool keepsItsErrors(const Analysis &analysis, const Function &function, const MadeTask &task) {
  if (task.op->kind != OpKind::Call || task.kind.drop == "blocks") return false;
  switch (Work(analysis, function).leaves(*task.op)) {
  case Left::Handled: return true;
  case Left::None: return endIsAwaited(analysis, function, *task.op);
  default: return false;
  }
}

}  // namespace cotidy
