// Where values come from: callables, tasks, executors and descriptors, followed through locals, fields, captures and
// parameters as far as the program shows it.
#include "analysis/Beginnings.h"
#include "analysis/Calls.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

// The values that may have been put into a variable, field, parameter or capture.
std::vector<Calls::Place> Calls::flowsInto(const Function &function, std::int32_t id) const {
  std::vector<Place> all;
  const facts::ValueT *v = function.value(id);
  if (!v) return all;
  for (const facts::OpT *write : function.writes(id))
    if (write->source >= 0 && write->source != id) all.emplace_back(function.id(), write->source);
  if (v->kind == ValueKind::Member || v->kind == ValueKind::Global) {
    // A type names its fields without their file.
    const std::string shared = v->usr.substr(0, v->usr.find('|'));
    for (const std::string &usr : std::set<std::string>{v->usr, shared})
      if (auto found = stored_.find(usr); found != stored_.end())
        all.insert(all.end(), found->second.begin(), found->second.end());
  } else if (v->kind == ValueKind::Capture) {
    auto found = captures_.find(function.head().closure + "\n" + v->name);
    if (found != captures_.end()) all.push_back(found->second);
  } else if (v->kind == ValueKind::Param) {
    auto found = boundTo_.find({function.id(), v->index});
    if (found != boundTo_.end()) all.insert(all.end(), found->second.begin(), found->second.end());
  } else if (v->kind == ValueKind::Phi || v->kind == ValueKind::Addr || v->kind == ValueKind::Deref ||
             v->kind == ValueKind::Move) {
    for (std::int32_t input : v->inputs)
      if (input >= 0) all.emplace_back(function.id(), input);
  } else if (v->kind == ValueKind::Temp && v->inputs.size() == 1) {
    all.emplace_back(function.id(), v->inputs.front());
  } else if (const facts::OpT *op = function.definition(id); op && op->kind == OpKind::Call) {
    // A getter: what its body returns.
    const CallSite *site = at(function.id(), op);
    if (site && site->targets.size() == 1 && !program_.function(site->targets.front()).coroutine())
      for (const facts::OpT *inner : program_.function(site->targets.front()).ops())
        if (inner->kind == OpKind::Return && inner->source >= 0) all.emplace_back(site->targets.front(), inner->source);
  }
  return all;
}

static void merge(Callable &into, const Callable &from) {
  into.functions.insert(into.functions.end(), from.functions.begin(), from.functions.end());
  into.complete &= from.complete;
  if (from.thread) into.thread = from.thread;
}

// std::function built from a lambda, std::bind, bind_executor: the callable is one of the operands.
Callable Calls::madeBy(const Function &function, const facts::OpT &op, Walk &walk) const {
  if (op.kind == OpKind::Await) return {{}, false, {}};
  // A lambda without captures, as the function pointer that a C interface wants.
  if (op.kind == OpKind::Call && op.object >= 0 && function.typeOf(op.object).object().isClosure() &&
      op.arguments.empty())
    if (const facts::CalleeT *callee = function.callee(op.callee); callee && callee->name.ends_with("operator()cast"))
      return callable(function, op.object, walk);
  Callable result;
  result.complete = false;
  CallView call = view(function, op);
  for (const FunctionModel *model : models_.match(call)) {
    if (!model->wraps) continue;
    std::int64_t i = *model->wraps < 0 ? *model->wraps + static_cast<std::int64_t>(op.arguments.size()) : *model->wraps;
    if (i < 0 || i >= static_cast<std::int64_t>(op.arguments.size())) continue;
    result = callable(function, op.arguments[i]->value, walk);
    CallSite site;
    site.op = &op;
    if (model->wrapsOn) result.thread = threadOf(function, site, *model->wrapsOn);
    return result;
  }
  // A conversion: one operand, itself a callable.
  if (op.kind == OpKind::Construct && op.arguments.size() == 1)
    return callable(function, op.arguments.front()->value, walk);
  return result;
}

Callable Calls::callable(const Function &function, std::int32_t id) const {
  Walk walk;
  return callable(function, id, walk);
}

Callable Calls::callable(const Function &function, std::int32_t id, Walk &walk) const {
  id = function.unmoved(id);
  const facts::ValueT *v = function.value(id);
  if (!v || !walk.enter(function.id(), id)) return {{}, v && walk.budget > 0, {}};
  Type type = function.typeOf(id).object();
  if (type.isClosure()) {
    Callable found{program_.callOperators(function, type.facts()->closure), true, {}};
    found.complete = !found.functions.empty();
    return found;
  }
  if (std::vector<FunctionId> operators = program_.named(std::string(type.name()) + "::operator()");
      !type.name().empty() && !operators.empty())
    return {operators, operators.size() == 1, {}};  // a function object of the user
  if (v->kind == ValueKind::Function) {
    Callable found{program_.overriders(function, v->usr), true, {}};  // &Base::run may be a pointer to a virtual method
    if (auto target = program_.resolve(function, v->usr)) found.functions.push_back(*target);
    found.complete = found.functions.size() == 1;
    return found;
  }
  if (const facts::OpT *op = function.definition(id)) return madeBy(function, *op, walk);
  std::vector<Place> sources = flowsInto(function, id);
  if (sources.empty()) return {{}, false, {}};
  Callable all;
  for (auto [from, value] : sources) merge(all, callable(program_.function(from), value, walk));
  std::sort(all.functions.begin(), all.functions.end());
  all.functions.erase(std::unique(all.functions.begin(), all.functions.end()), all.functions.end());
  return all;
}

// The coroutines whose call made this task.
std::vector<FunctionId> Calls::tasks(const Function &function, std::int32_t id, unsigned depth) {
  std::vector<FunctionId> all;
  constexpr unsigned deepest = 8;  // `handle = handle.next()` has no end
  if (depth > deepest) return all;
  const facts::OpT *op = function.definition(function.strip(id));
  if (!op) op = function.definition(id);
  if (!op)
    for (const facts::OpT *write : function.writes(function.strip(id)))
      if (const facts::OpT *made = function.definition(write->source)) op = made;
  if (!op || op->kind != OpKind::Call) return all;
  // The handle of a task: task.handle(), and what that converts to.
  if (const facts::CalleeT *callee = function.callee(op->callee);
      callee && op->object >= 0 && op->arguments.empty() && !callee->coroutine)
    if (function.typeOf(op->object).object().isTask() || callee->name == "std::coroutine_handle::operator()cast")
      return tasks(function, op->object, depth + 1);
  handedOver_.insert(op);
  if (const facts::CalleeT *callee = function.callee(op->callee))
    if (auto target = program_.resolve(function, callee->key); target && program_.function(*target).coroutine())
      all.push_back(*target);
  return all;
}

Thread Calls::hidden() const {
  if (hasLoop_ == hasPool_) return Thread::Unknown;
  return hasLoop_ ? Thread::Loop : Thread::Pool;
}

Thread Calls::threadOf(Type type) const {
  type = type.object();
  for (std::string_view name : type.namesWithBases()) {
    const TypeModel *model = models_.type(name);
    if (!model) continue;
    if (model->executorOf) return threadOf(type.argument(*model->executorOf));
    if (model->thread) return *model->thread;
    if (model->role == TypeRole::IoObject) return Thread::Erased;
  }
  return Thread::Unknown;
}

// The operand of the call that `where` names; -1 for none.
static std::int32_t operandAt(const facts::OpT &op, const Where &where) {
  const auto count = static_cast<int>(op.arguments.size());
  const int i = where.argument < 0 ? where.argument + count : where.argument;
  switch (where.from) {
  case Where::Object: return op.object;
  case Where::Result: return op.result;
  case Where::Argument: return i < 0 || i >= count ? -1 : op.arguments[i]->value;
  default: return -1;
  }
}

Thread Calls::threadOf(const Function &function, std::int32_t id, Walk &walk) const {
  if (id < 0 || !walk.enter(function.id(), id)) return Thread::Unknown;
  Thread byType = threadOf(function.typeOf(id));
  if (byType == Thread::Loop && workerLoops_.count(loopPlace(function, id))) return Thread::Own;
  if (byType != Thread::Unknown && byType != Thread::Erased) return byType;
  Thread found = Thread::Unknown;
  auto known = [&] { return found != Thread::Unknown && found != Thread::Erased; };
  id = function.unmoved(id);
  if (const facts::OpT *op = function.definition(id)) {
    if (op->kind == OpKind::Await) return Thread::Current;  // co_await this_coro::executor
    for (const FunctionModel *model : models_.match(view(function, *op)))
      if (model->wrapsOn && !known())
        found = model->wrapsOn->from == Where::Named ? model->wrapsOn->thread
                                                     : threadOf(function, operandAt(*op, *model->wrapsOn), walk);
    for (const auto &argument : op->arguments)  // .via(executor), make_strand(context)
      if (!known() && !isCallable(function, argument->value)) found = threadOf(function, argument->value, walk);
    if (!known() && op->object >= 0) found = threadOf(function, op->object, walk);
  }
  for (auto [from, value] : flowsInto(function, id)) {
    if (known()) break;
    found = threadOf(program_.function(from), value, walk);
  }
  return found == Thread::Unknown ? byType : found;
}

Thread Calls::threadOf(const Function &function, std::int32_t id) const {
  Walk walk;
  Thread found = threadOf(function, id, walk);
  return found == Thread::Erased ? hidden() : found;
}

Thread Calls::threadOf(const Function &function, const CallSite &site, const Where &where) const {
  const facts::OpT &op = *site.op;
  switch (where.from) {
  case Where::Named: return where.thread == Thread::Erased ? hidden() : where.thread;
  case Where::Object:
  case Where::Result:
  case Where::Argument: return threadOf(function, operandAt(op, where));
  case Where::Token: {  // executor_binder<Token, Executor>
    if (op.arguments.empty()) return Thread::Unknown;
    std::int32_t token = op.arguments.back()->value;
    Type executor = function.typeOf(token).object().argument(1);
    Thread bound = threadOf(executor);
    if (bound != Thread::Erased && bound != Thread::Unknown) return bound;
    const facts::OpT *made = function.definition(function.strip(token));
    return made && !made->arguments.empty() ? threadOf(function, made->arguments.front()->value) : hidden();
  }
  }
  return Thread::Unknown;
}

void Calls::origins(const Function &function, std::int32_t id, std::set<std::string_view> &into, Walk &walk) const {
  if (id < 0 || !walk.enter(function.id(), id)) return;
  const facts::OpT *op = function.definition(id);
  if (const facts::CalleeT *callee = op ? function.callee(op->callee) : nullptr; callee && op->kind == OpKind::Call) {
    constexpr std::int64_t netlink = 16;  // AF_NETLINK: the kernel answers from memory
    const bool kernel = callee->name == "socket" && !op->arguments.empty() &&
                        constantOf(function, op->arguments.front()->value) == netlink;
    if (!kernel) into.insert(callee->name);
  }
  // What may be stderr: `FILE *log = stderr;`, until somebody names a file.
  if (const facts::ValueT *v = function.value(function.unmoved(id)); v && v->kind == ValueKind::Global)
    into.insert(v->name);
  // A handle class around a descriptor: get(), native_handle(), operator int.
  if (op && op->kind == OpKind::Call && op->object >= 0 && op->arguments.empty())
    origins(function, op->object, into, walk);
  if (op && op->kind == OpKind::Construct && op->arguments.size() == 1)
    origins(function, op->arguments.front()->value, into, walk);
  const std::vector<Place> sources = flowsInto(function, id);
  walk.look(sources.size());
  for (auto [from, value] : sources) origins(program_.function(from), value, into, walk);
}

std::vector<std::string_view> Calls::originsOf(const Function &function, std::int32_t id) const {
  std::set<std::string_view> all;
  Walk walk;
  origins(function, id, all, walk);
  return {all.begin(), all.end()};
}

// A lambda, a function, a pointer to one or to a member.
bool Calls::isCallable(const Function &function, std::int32_t id) const {
  id = function.unmoved(id);
  const facts::ValueT *v = function.value(id);
  if (!v) return false;
  if (v->kind == ValueKind::Function || function.typeOf(id).object().isClosure()) return true;
  bool passes =
      (v->kind == ValueKind::Addr || v->kind == ValueKind::Temp) && v->inputs.size() == 1 && v->inputs.front() >= 0;
  return passes && isCallable(function, v->inputs.front());
}

bool Calls::isNonblocking(const Function &function, std::int32_t id, Walk &walk) const {
  if (id < 0 || !walk.enter(function.id(), id)) return false;
  if (nonblocking_.count(function.placeKey(function.strip(id)))) return true;
  const std::vector<Place> sources = flowsInto(function, id);
  walk.look(sources.size());
  return std::any_of(sources.begin(), sources.end(),
                     [&](const Place &p) { return isNonblocking(program_.function(p.first), p.second, walk); });
}

// `std::get<0>(joined)`, `all[0]`: the whole that a part is taken of by the standard library; else the value itself.
static std::int32_t wholeOf(const Function &function, std::int32_t id) {
  const facts::OpT *op = function.definition(id);
  const facts::CalleeT *callee = op && op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
  // A part is given by reference; what is given by value is made of it.
  if (!callee || !callee->name.starts_with("std::") || !function.typeOfCallee(callee->result).isReference()) return id;
  const std::int32_t whole = op->object >= 0 ? op->object : op->arguments.empty() ? -1 : op->arguments.front()->value;
  return whole >= 0 ? function.strip(whole) : id;
}

// `[f = std::move(f)]`: what the captured value was made of.
static std::int32_t madeOf(const Function &function, std::int32_t captured) {
  const facts::OpT *made = function.definition(function.unmoved(captured));
  const bool copied = made && made->kind == OpKind::Construct && made->arguments.size() == 1;
  return function.strip(copied ? made->arguments.front()->value : captured);
}

// What a continuation is handed was waited for, and so were its parts, as of `when_all`; also in a lambda that has it from
// the continuation around.
bool Calls::isReady(const Function &function, std::int32_t id) const {
  id = function.strip(id);
  const std::int32_t whole = wholeOf(function, id);
  const facts::ValueT *v = function.value(whole);
  if (!v) return false;
  if (v->kind == ValueKind::Param && continuations_.count(function.id())) return true;
  if (v->kind == ValueKind::Capture)
    for (const auto &[around, captured] : flowsInto(function, whole)) {
      const Function &outer = program_.function(around);
      const facts::ValueT *given = outer.value(madeOf(outer, captured));
      if (given && given->kind == ValueKind::Param && continuations_.count(around)) return true;
    }
  auto checks = readyChecks_.find(function.id());
  if (checks == readyChecks_.end()) return false;
  return std::any_of(checks->second.begin(), checks->second.end(), [&](const auto &check) {
    return check.second < position_ &&
           (check.first == function.placeKey(id) || check.first == function.placeKey(whole));
  });
}

// The flags of `info->ai_socktype | SOCK_NONBLOCK` that are surely set.
static std::int64_t flagsOf(const Calls &calls, const Function &function, std::int32_t id) {
  const facts::ValueT *v = function.value(id);
  if (!v || v->kind != ValueKind::Expr || v->op != "|") return 0;
  std::int64_t flags = 0;
  for (std::int32_t input : v->inputs)
    flags |= calls.constantOf(function, input).value_or(flagsOf(calls, function, input));
  return flags;
}

Operand Calls::operand(const Function &function, std::int32_t id) const {
  Operand out;
  const facts::ValueT *v = function.value(id);
  if (!v) return out;
  Type type = function.typeOf(id).object();
  out.types = type.namesWithBases();
  for (Type argument : type.arguments()) out.templateArguments.push_back(argument.object().name());
  const facts::ValueT *variable = function.value(function.strip(id));
  out.name = variable->name;
  out.text = beginningOf(function, id);
  out.constant = constantOf(function, id);
  if (const std::int64_t flags = out.constant ? 0 : flagsOf(*this, function, id)) out.constant = flags;
  out.callable = isCallable(function, id);
  out.origins = originsOf(function, id);
  Walk walk;
  out.nonblocking = isNonblocking(function, id, walk);
  out.ready = isReady(function, id);
  return out;
}

}  // namespace cotidy
