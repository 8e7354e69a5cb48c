// A handler swallows when it only talks, and the function then does the same again or reports success.
#include "analysis/Cancellation.h"

#include "analysis/BackOff.h"
#include "analysis/MemberUses.h"
#include "analysis/Mentions.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// `auto [error, size] = co_await …`: the operation was told to give its error back.
static bool isError(Type type) {
  std::string_view name = type.value().name();
  return name == "std::error_code" || name == "boost::system::error_code" || name.ends_with("::exception_ptr");
}

bool givesErrorBack(Type result) {
  return isError(result) || (result.name() == "std::tuple" && isError(result.argument(0)));
}

Type cancellableBy(const Calls &calls, const Function &function, const facts::OpT &await) {
  if (await.kind != OpKind::Await) return {};
  Type type = function.typeOf(await.source).value();
  const TypeModel *model = type ? typeModel(calls.models(), type) : nullptr;
  if (!model || model->cancelledWith.empty() || givesErrorBack(function.typeOf(await.result).value())) return {};
  const facts::OpT *made = function.definition(function.strip(await.source));
  if (!made) made = function.definition(await.source);
  if (!made) return type;
  for (const auto &argument : made->arguments) {  // a token that gives errors back
    const TypeModel *token = typeModel(calls.models(), function.typeOf(argument->value).object());
    if (token && token->returnsErrors) return {};
  }
  return type;
}

static bool names(const std::vector<std::string> &list, Type type) {
  return type && std::find(list.begin(), list.end(), type.name()) != list.end();
}

namespace {
class Judge {
public:
  Judge(const Calls &calls, const Function &function) : calls_(calls), function_(function), uses_(function) {}
  std::optional<Swallowed> judge(const facts::HandlerT &handler) const;

private:
  bool caughtEarlier(const facts::HandlerT &handler, const std::vector<std::string> &exceptions) const;
  bool decides(const facts::HandlerT &handler, const std::vector<const facts::OpT *> &inside) const;
  bool handsOn(const facts::HandlerT &handler) const;
  bool goesRound(const facts::HandlerT &handler, bool typed) const;
  bool depends(std::int32_t condition, unsigned depth = 0) const;
  bool dependsOnCall(const facts::OpT &call, unsigned depth) const;
  bool asksSomebody(const std::set<std::int32_t> &round, const facts::HandlerT &handler) const;
  const facts::OpT *success(const facts::HandlerT &handler) const;
  bool isToken(std::int32_t value) const;
  bool checksToken(const facts::HandlerT &handler) const;
  bool waitsWithToken(const facts::HandlerT &handler) const;
  bool onlyToldOf(const facts::OpT &error, const std::vector<const facts::OpT *> &inside) const;
  bool isFlagApart(std::int32_t condition) const;

  const Calls &calls_;
  const Function &function_;
  const Mentions uses_;
};
}  // namespace

// `catch (const OperationCancelled &) { throw; } catch (...) { … }`: the second never sees it.
bool Judge::caughtEarlier(const facts::HandlerT &handler, const std::vector<std::string> &exceptions) const {
  for (const facts::HandlerT *other : handlersOf(function_, handler.try_)) {
    if (other == &handler) return false;
    Type type = function_.type(other->type).value();
    const TypeModel *model = type ? typeModel(calls_.models(), type) : nullptr;
    if (other->type < 0 || names(exceptions, type) || (model && model->role == TypeRole::Cancellation) ||
        type.name() == "std::exception")
      return true;
  }
  return false;
}

// Passed to somebody, kept, or asked what it is: more than words for a log.
bool Judge::handsOn(const facts::HandlerT &handler) const {
  static constexpr std::array<std::string_view, 2> words{"what", "message"};
  for (const Mention &use : uses_.of(handler.variable)) {
    if (use.as == Mention::End || (use.as == Mention::Source && use.op->kind == OpKind::Use)) continue;
    const facts::CalleeT *callee = use.as == Mention::Object ? function_.callee(use.op->callee) : nullptr;
    if (!callee) return true;
    if (std::find(words.begin(), words.end(), lastComponent(callee->name)) != words.end()) continue;
    // `e.code().message()` is words as well; any other use of the code is a question.
    auto asksMessage = [&](const facts::OpT *op) {
      const facts::CalleeT *next = op->object == use.op->result ? function_.callee(op->callee) : nullptr;
      return next && std::find(words.begin(), words.end(), lastComponent(next->name)) != words.end();
    };
    if (std::none_of(function_.ops().begin(), function_.ops().end(), asksMessage)) return true;
  }
  return false;
}

static bool soundsLikeStopping(std::string_view name) {
  static constexpr std::array<std::string_view, 9> words{"stop",  "cancel", "shutdown",          "quit",     "exit",
                                                         "abort", "close",  "current_exception", "terminate"};
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool Judge::isToken(std::int32_t value) const {
  const Type type = value < 0 ? Type() : function_.typeOf(value).object();
  const TypeModel *model = type ? typeModel(calls_.models(), type) : nullptr;
  return model && model->role == TypeRole::StopToken;
}

// `source.check();` in the try: it does nothing but throw when a stop was requested.
bool Judge::checksToken(const facts::HandlerT &handler) const {
  const auto &ops = function_.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee =
        op->kind == OpKind::Call && isToken(op->object) ? function_.callee(op->callee) : nullptr;
    return callee && callee->const_ && op->arguments.empty() && inTry(function_, *op, handler.try_) &&
           function_.typeOfCallee(callee->result).is(facts::TypeKind::Void);
  });
}

// `co_await sleep_abortable(2s, source)`: whoever wrote this wants to hear of a stop.
bool Judge::waitsWithToken(const facts::HandlerT &handler) const {
  const auto &ops = function_.ops();
  return std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    if (!inTry(function_, *op, handler.try_) || !cancellableBy(calls_, function_, *op)) return false;
    const facts::OpT *made = function_.definition(function_.strip(op->source));
    if (!made) made = function_.definition(op->source);
    return made && std::any_of(made->arguments.begin(), made->arguments.end(),
                               [&](const auto &argument) { return isToken(argument->value); });
  });
}

// `log(std::current_exception())`: the error goes to somebody who gives no answer, and nowhere else.
bool Judge::onlyToldOf(const facts::OpT &error, const std::vector<const facts::OpT *> &inside) const {
  return std::any_of(inside.begin(), inside.end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call ? function_.callee(op->callee) : nullptr;
    return callee && callee->operator_.empty() && !callee->noreturn &&
           function_.typeOfCallee(callee->result).is(facts::TypeKind::Void) &&
           std::any_of(op->arguments.begin(), op->arguments.end(), [&](const auto &argument) {
             return function_.definition(function_.unmoved(argument->value)) == &error;
           });
  });
}

bool Judge::decides(const facts::HandlerT &handler, const std::vector<const facts::OpT *> &inside) const {
  const bool checked = checksToken(handler);
  for (const facts::OpT *op : inside) {
    switch (op->kind) {
    case OpKind::Throw:
    case OpKind::Return:
    case OpKind::CoReturn:
    case OpKind::Yield:
    case OpKind::Closure: return true;
    case OpKind::Assign:
      if (op->operator_.empty()) return true;  // a flag, a result; a counter is none
      break;
    case OpKind::Call:
    case OpKind::Construct: {
      const facts::CalleeT *callee = function_.callee(op->callee);
      if (callee && callee->noreturn) return true;
      if (checked && callee && callee->name == "std::current_exception" && onlyToldOf(*op, inside)) break;
      if (soundsLikeStopping(callee ? lastComponent(callee->name) : std::string_view(op->name))) return true;
      break;
    }
    default: break;
    }
  }
  auto branches = [&](const facts::BlockT *block) {
    const auto &end = block->terminator;
    return end && end->condition >= 0 && end->place && handler.body && end->place->file() == handler.body->file() &&
           end->place->begin() >= handler.body->begin() && end->place->end() <= handler.body->end();
  };
  return std::any_of(function_.blocks().begin(), function_.blocks().end(), branches) || handsOn(handler);
}

bool Judge::dependsOnCall(const facts::OpT &call, unsigned depth) const {
  const facts::CalleeT *callee = function_.callee(call.callee);
  if (!callee || callee->operator_.empty()) return true;  // what a function says may be anything: is_open(), stopped()
  if (call.object >= 0 && depends(call.object, depth + 1)) return true;
  return std::any_of(call.arguments.begin(), call.arguments.end(),
                     [&](const auto &a) { return depends(a->value, depth + 1); });
}

// May somebody else change this while the function waits?
bool Judge::depends(std::int32_t condition, unsigned depth) const {
  constexpr unsigned deepest = 8;
  const facts::ValueT *v = function_.value(condition);
  if (!v || depth > deepest) return true;
  switch (v->kind) {
  case ValueKind::Literal: return false;
  case ValueKind::Temp: {
    const facts::OpT *op = function_.definition(condition);
    return !op || (op->kind == OpKind::Call ? dependsOnCall(*op, depth) : op->kind != OpKind::Await);
  }
  case ValueKind::Local: {
    Type type = function_.type(v->type);
    if (v->static_ || type.is(facts::TypeKind::LRef) || type.is(facts::TypeKind::Pointer)) return true;
    const auto &uses = uses_.of(condition);
    return std::any_of(uses.begin(), uses.end(), [](const Mention &use) {
      return use.as == Mention::Capture && use.captured && use.captured->how == facts::Capture::Reference;
    });
  }
  case ValueKind::Not:
  case ValueKind::Expr:
  case ValueKind::Move:
    return std::any_of(v->inputs.begin(), v->inputs.end(),
                       [&](std::int32_t input) { return depends(input, depth + 1); });
  default: return true;
  }
}

// Does the operation, or what it calls, fire a token and write one of the members as well?
static bool firesAndWrites(const Calls &calls, const Function &function, const std::set<std::string> &members) {
  const auto &ops = function.ops();
  const bool fires = std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    const facts::CalleeT *callee = op->kind == OpKind::Call && op->object >= 0 ? function.callee(op->callee) : nullptr;
    const TypeModel *model =
        callee && !callee->const_ ? typeModel(calls.models(), function.typeOf(op->object).object()) : nullptr;
    return model && model->role == TypeRole::StopToken;
  });
  if (!fires) return false;
  auto writes = [&](const Function &one) {
    const auto written = memberUses(one).written;
    return std::any_of(written.begin(), written.end(), [&](const auto &w) { return members.count(w.first) > 0; });
  };
  if (writes(function)) return true;
  const auto &sites = calls.of(function.id());
  return std::any_of(sites.begin(), sites.end(), [&](const CallSite &site) {
    return std::any_of(site.targets.begin(), site.targets.end(),
                       [&](FunctionId to) { return writes(calls.program().function(to)); });
  });
}

// `while (onDuty_)`: a flag of the object, which nobody sets where the token is fired.
bool Judge::isFlagApart(std::int32_t condition) const {
  std::set<std::string> members;
  std::vector<std::int32_t> todo{condition};
  for (std::size_t i = 0; i < todo.size(); ++i) {
    constexpr std::size_t most = 16;
    const facts::ValueT *v = function_.value(todo[i]);
    if (!v || i > most) return false;
    if (v->kind == ValueKind::Member && function_.type(v->type).is(facts::TypeKind::Bool)) {
      if (memberOf(function_, todo[i]).empty()) return false;
      members.insert(v->usr);
    } else if (v->kind == ValueKind::Not || v->kind == ValueKind::Expr) {
      todo.insert(todo.end(), v->inputs.begin(), v->inputs.end());
    } else {
      return false;
    }
  }
  const auto &functions = calls_.program().functions();
  return std::none_of(functions.begin(), functions.end(),
                      [&](const auto &function) { return firesAndWrites(calls_, *function, members); });
}

// On the way round, is there a way out that somebody else may open?
bool Judge::asksSomebody(const std::set<std::int32_t> &round, const facts::HandlerT &handler) const {
  const bool withToken = waitsWithToken(handler);
  for (std::int32_t id : round) {
    const facts::BlockT *block = function_.block(id);
    if (!block) continue;
    for (const auto &op : block->ops)
      if (op->kind == OpKind::Await && !inTry(function_, *op, handler.try_)) return true;  // hears of it itself
    const auto &end = block->terminator;
    if (!end || block->successors.size() < 2 || end->kind == facts::TerminatorKind::Try) continue;
    std::vector<std::int32_t> next = function_.successors(*block);
    bool leaves = std::any_of(next.begin(), next.end(), [&](std::int32_t to) { return !round.count(to); });
    if (leaves && depends(end->condition) && !(withToken && isFlagApart(end->condition))) return true;
  }
  return false;
}

bool Judge::goesRound(const facts::HandlerT &handler, bool typed) const {
  const std::set<std::int32_t> round = wayBack(function_, handler.block);
  if (!round.count(handler.block) || asksSomebody(round, handler)) return false;
  for (const facts::OpT *op : function_.ops()) {
    if (op->try_ != handler.try_ || op->loop < 0) continue;
    const facts::LoopT &loop = *function_.body().loops[op->loop];
    // So many attempts, or one for each of some data: it ends by itself.
    return loop.bound == facts::Bound::Endless || loop.bound == facts::Bound::Unknown ||
           ((typed || checksToken(handler)) && loop.bound == facts::Bound::Data);
  }
  return false;
}

// `true`, or a number that may as well be a result; `false`, -1 and null tell the caller that there is none.
static bool isSuccess(const Function &function, std::int32_t id) {
  const facts::ValueT *value = function.value(id);
  if (!value || value->kind != ValueKind::Literal || !value->constant) return false;
  Type type = function.typeOf(id).value();
  if (type.is(facts::TypeKind::Bool)) return value->literal != 0;
  return type.is(facts::TypeKind::Scalar) && value->literal >= 0 && type.name() != "std::nullptr_t";
}

// Straight from the handler to a `co_return true`.
const facts::OpT *Judge::success(const facts::HandlerT &handler) const {
  constexpr int farthest = 16;
  const facts::BlockT *block = function_.block(handler.block);
  for (int steps = 0; block && steps < farthest; ++steps) {
    for (const auto &op : block->ops) {
      if (op->kind == OpKind::Await || op->kind == OpKind::Throw) return nullptr;
      if (op->kind != OpKind::Return && op->kind != OpKind::CoReturn) continue;
      return isSuccess(function_, op->source) ? op.get() : nullptr;
    }
    std::vector<std::int32_t> next = function_.successors(*block);
    block = next.size() == 1 ? function_.block(next.front()) : nullptr;
  }
  return nullptr;
}

std::optional<Swallowed> Judge::judge(const facts::HandlerT &handler) const {
  Swallowed found{&handler, function_.type(handler.type).value(), false, false, nullptr, {}, nullptr};
  for (const facts::OpT *op : function_.ops()) {
    if (!inTry(function_, *op, handler.try_)) continue;
    found.task = cancellableBy(calls_, function_, *op);
    if (!found.task) continue;
    found.awaits = op;
    break;
  }
  const TypeModel *named = found.exception ? typeModel(calls_.models(), found.exception) : nullptr;
  found.typed = named && named->role == TypeRole::Cancellation;
  if (!found.typed) {
    if (!found.awaits) return std::nullopt;
    const auto &exceptions = typeModel(calls_.models(), found.task)->cancelledWith;
    bool catchesIt =
        handler.type < 0 || found.exception.name() == "std::exception" || names(exceptions, found.exception);
    if (!catchesIt || caughtEarlier(handler, exceptions)) return std::nullopt;
  }
  if (decides(handler, operationsOf(function_, handler)) || (found.typed && waitsLonger(calls_, function_, handler)))
    return std::nullopt;
  found.loops = goesRound(handler, found.typed);
  if (!found.loops && found.typed) found.returns = success(handler);
  return found.loops || found.returns ? std::optional(found) : std::nullopt;
}

std::vector<Swallowed> swallowedBy(const Calls &calls, const Function &function) {
  std::vector<Swallowed> all;
  if (function.body().handlers.empty() || function.body().flat) return all;
  const Judge judge(calls, function);
  for (const auto &handler : function.body().handlers)
    if (auto found = judge.judge(*handler)) all.push_back(*found);
  return all;
}

}  // namespace cotidy
