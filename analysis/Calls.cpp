// One pass that describes every call, after one that notes what was stored where. Fields, captures and parameters are
// flow-insensitive: what was ever put there may be there.
#include "analysis/Calls.h"

#include "analysis/Storage.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static bool isCall(const facts::OpT &op) { return op.kind == OpKind::Call || op.kind == OpKind::Construct; }

Calls::Calls(const Program &program, const Models &models) : program_(program), models_(models), annotations_(program) {
  collectStores();
  collectExecutors();
  // A second round knows what parameters were bound to, which descriptors are non-blocking and which futures are ready.
  sites_.resize(program.functions().size());
  for (int round = 0; round < 2; ++round) {
    deferred_.clear();
    unknown_ = 0;
    for (const auto &function : program.functions()) describe(*function);
    if (round == 0) findWorkerLoops();
  }
  collectCallers();
}

void Calls::collectCallers() {
  callers_.resize(sites_.size());
  for (FunctionId caller = 0; caller < sites_.size(); ++caller)
    for (const CallSite &site : sites_[caller])
      for (FunctionId target : site.targets) callers_[target].push_back({caller, site.op});
}

void Calls::collectStores() {
  for (const auto &function : program_.functions())
    for (const facts::OpT *op : function->ops()) {
      if ((op->kind == OpKind::Init || op->kind == OpKind::Assign) && op->source >= 0) {
        const facts::ValueT *place = function->value(op->destination);
        if (place && (place->kind == ValueKind::Member || place->kind == ValueKind::Global))
          stored_[place->usr].emplace_back(function->id(), op->source);
      }
      // `f = lambda` on a class type is a call of operator=.
      if (op->kind == OpKind::Call && op->object >= 0 && op->arguments.size() == 1) {
        const facts::CalleeT *callee = function->callee(op->callee);
        const facts::ValueT *place = function->value(op->object);
        if (callee && callee->operator_ == "=" &&
            (place->kind == ValueKind::Member || place->kind == ValueKind::Global))
          stored_[place->usr].emplace_back(function->id(), op->arguments.front()->value);
      }
      // `const table settings{onUrl, onDone}`: an aggregate, field by field.
      if (op->kind == OpKind::Construct && op->callee < 0)
        if (const Type made = function->typeOf(op->result).value(); made && made.facts()->bases.empty())
          for (std::size_t i = 0; i < std::min(op->arguments.size(), made.facts()->fields.size()); ++i)
            stored_[made.facts()->fields[i]->usr].emplace_back(function->id(), op->arguments[i]->value);
      for (const auto &capture : op->captures)
        captures_[op->function + "\n" + capture->name] = {function->id(), capture->value};
    }
}

void Calls::collectExecutors() {
  auto note = [&](Type type) {
    Thread thread = threadOf(type);
    hasLoop_ |= thread == Thread::Loop || thread == Thread::IoPool;
    hasPool_ |= thread == Thread::Pool || thread == Thread::ComputePool || thread == Thread::BlockingPool;
  };
  for (const UnitInput &input : program_.units()) {
    const facts::UnitT *unit = input.unit.get();
    for (const auto &type : unit->types)
      for (const auto &field : type->fields) note(Type(unit, field->type).value());
    for (std::size_t i = 0; i < unit->types.size(); ++i)
      if (std::find(unit->globals.begin(), unit->globals.end(), unit->types[i]->key) != unit->globals.end())
        note(Type(unit, static_cast<std::int32_t>(i)));
  }
  for (const auto &function : program_.functions())
    for (const auto &value : function->body().values)
      if (value->kind == ValueKind::Local || value->kind == ValueKind::Param) note(function->type(value->type));
}

// The names under which models may know a call, the callee's own first.
std::vector<std::string> Calls::namesOf(const Function &function, const facts::OpT &op) const {
  std::vector<std::string> names;
  auto add = [&](std::string_view name) {
    std::string plain = models_.normalise(name);
    if (!plain.empty() && std::find(names.begin(), names.end(), plain) == names.end())
      names.push_back(std::move(plain));
  };
  // What the constructor of something that is made in place does happens here.
  auto addConstructor = [&](Type made) {
    if (!made.name().empty()) add(std::string(made.name()) + "::" + std::string(lastComponent(made.name())));
  };
  const facts::CalleeT *callee = function.callee(op.callee);
  if (callee) add(callee->name);
  // In a template that nobody instantiated, which `operator()` is called may depend on the arguments; whose it is does not.
  if (const facts::ValueT *called = function.value(op.callee_value); called && called->kind == ValueKind::Global)
    add(called->name);
  if (callee && (callee->name == "std::make_unique" || callee->name == "std::make_shared"))
    addConstructor(function.typeOf(op.result).value().argument(0));
  if (op.kind != OpKind::Call || op.object < 0) return names;
  const std::string method = "::" + std::string(callee ? lastComponent(callee->name) : std::string_view(op.name));
  for (std::string_view type : function.typeOf(op.object).object().namesWithBases()) add(std::string(type) + method);
  if (callee && callee->system && (method == "::emplace_back" || method == "::emplace_front"))
    addConstructor(function.typeOf(op.object).object().argument(0));
  // A function object is known by the variable's name.
  if (const facts::ValueT *object = function.value(op.object);
      object->kind == ValueKind::Global && method == "::operator()")
    add(object->name);
  return names;
}

CallView Calls::view(const Function &function, const facts::OpT &op) const {
  CallView call;
  call.names = namesOf(function, op);
  if (std::none_of(call.names.begin(), call.names.end(), [&](const std::string &n) { return models_.mentions(n); })) {
    call.names.clear();
    return call;
  }
  const facts::CalleeT *callee = function.callee(op.callee);
  call.system = callee && callee->system;
  if (op.object >= 0) call.object = operand(function, op.object);
  for (const auto &argument : op.arguments) call.arguments.push_back(operand(function, argument->value));
  call.result = function.typeOf(op.result).object().namesWithBases();
  return call;
}

void Calls::noteState(const Function &function, const CallSite &site) {
  const facts::OpT &op = *site.op;
  if (op.kind == OpKind::Await) {
    // `co_await readable(fd)`: who waits until a descriptor is ready takes what is there, and would not block on it.
    // Marked are the numbers that the awaitable is made of; that some are no descriptors does not matter, for nobody
    // reads those.
    Walk walk;
    std::vector<Place> parts{{function.id(), op.source}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto [id, part] = parts[i];
      const Function &from = program_.function(id);
      const facts::ValueT *v = from.value(part);
      const Type type = from.typeOf(part).value();
      // A coroutine may do anything with what it is given.
      if (!v || v->constant || type.isTask() || !walk.enter(id, part)) continue;
      const facts::OpT *made = from.definition(part);
      if (type.is(facts::TypeKind::Scalar))
        nonblocking_.insert(from.placeKey(from.strip(part)));
      else if (made && isCall(*made))
        for (std::int32_t operand : operandsOf(*made)) parts.emplace_back(id, operand);
      for (const Place &source : flowsInto(from, part)) parts.push_back(source);
    }
    return;
  }
  for (const FunctionModel *model : site.models) {
    std::int32_t subject = op.object >= 0 ? op.object : op.arguments.empty() ? -1 : op.arguments.front()->value;
    if (model->setsNonblocking)
      for (std::int32_t value : {subject, op.result}) nonblocking_.insert(function.placeKey(function.strip(value)));
    if (model->readyCheck || model->makesReady)
      readyChecks_[function.id()].try_emplace(function.placeKey(function.strip(subject)), position_);
  }
}

void Calls::bindParameters(const Function &function, const CallSite &site) {
  for (FunctionId target : site.targets)
    for (std::size_t i = 0; i < site.op->arguments.size(); ++i)
      if (site.op->arguments[i]->value >= 0)
        boundTo_[{target, static_cast<std::int32_t>(i)}].insert({function.id(), site.op->arguments[i]->value});
}

void Calls::addTargets(const Function &function, const facts::OpT &op, CallSite &site) {
  const facts::CalleeT *callee = function.callee(op.callee);
  if (callee) {
    if (auto body = program_.resolve(function, callee->key)) site.targets.push_back(*body);
    if (op.virtual_) {
      std::vector<FunctionId> others = program_.overriders(function, callee->key);
      site.certain &= others.empty();
      site.targets.insert(site.targets.end(), others.begin(), others.end());
    }
  }
  if (!site.targets.empty()) return;
  // A call of a stored callable: std::function, a function pointer, a generic lambda.
  bool indirect = op.callee_value >= 0 || (callee && callee->operator_ == "()");
  std::int32_t called = op.callee_value >= 0 && !op.dependent ? op.callee_value : op.object;
  if (!indirect || called < 0) return;
  Callable stored = callable(function, called);
  site.targets = stored.functions;
  site.certain &= stored.complete && stored.functions.size() == 1;
}

void Calls::invoke(const Function &function, CallSite &site, const Invocation &how, const FunctionModel &model,
                   std::int32_t value) {
  Callable what = callable(function, value);
  bool isTask = what.functions.empty();
  std::vector<FunctionId> callees = isTask ? tasks(function, value) : what.functions;
  if (how.when == Invocation::Now && !isTask) {
    site.targets.insert(site.targets.end(), callees.begin(), callees.end());
    site.certain &= what.complete;
    return;
  }
  Thread thread = what.thread ? *what.thread : threadOf(function, site, how.on);
  // The timer of a worker's queue has its handlers run where the queue's work runs.
  if (!what.thread && thread == Thread::Loop && site.op->object >= 0)
    if (threadOf(function, site.op->object) == Thread::Own) thread = Thread::Own;
  for (FunctionId callee : callees) {
    deferred_.push_back({function.id(), site.op, callee, how.when, how.as, thread, site.name});
    if (how.when == Invocation::Continuation) continuations_.insert(callee);
  }
  (void)model;
}

void Calls::addInvocations(const Function &function, CallSite &site) {
  const facts::OpT &op = *site.op;
  const auto count = static_cast<int>(op.arguments.size());
  for (const FunctionModel *model : site.models)
    for (const Invocation &how : model->invokes) {
      if (how.argument) {
        int i = *how.argument < 0 ? *how.argument + count : *how.argument;
        if (i >= 0 && i < count) invoke(function, site, how, *model, op.arguments[i]->value);
        continue;
      }
      for (const auto &argument : op.arguments) invoke(function, site, how, *model, argument->value);
    }
}

// `task.resume()` by hand runs the coroutine on this thread.
void Calls::addResumption(const Function &function, const CallSite &site) {
  const facts::OpT &op = *site.op;
  if (op.kind != OpKind::Call || op.object < 0 || lastComponent(site.name) != "resume") return;
  if (!function.typeOf(op.object).object().isTask()) return;
  for (FunctionId task : tasks(function, op.object))
    deferred_.push_back({function.id(), &op, task, Invocation::Later, Invocation::Task, Thread::Caller, site.name});
}

static bool decides(const FunctionModel &model) {
  return model.blocks != Blocking::None || model.nonblocking || !model.invokes.empty() || model.wraps ||
         model.runsLoop || model.offloads;
}

static std::string_view rootOf(std::string_view name) { return name.substr(0, name.find("::")); }

// `handshake(done)` of a class of the program's own that is derived from a stream of the library's: it is not the library's
// method of this name, and blocks where its body does.
static void dropHidden(const Models &models, const facts::CalleeT &callee, CallView call, CallSite &site) {
  if (callee.system || callee.class_ < 0 || callee.body != facts::BodySeen::Here) return;
  const std::string own = models.normalise(callee.name);
  std::erase_if(call.names, [&](const std::string &name) { return rootOf(name) != rootOf(own); });
  const std::vector<const FunctionModel *> kept = models.match(call);
  std::erase_if(site.models, [&](const FunctionModel *model) {
    return model->blocks != Blocking::None && model->invokes.empty() && !model->runsLoop &&
           std::find(kept.begin(), kept.end(), model) == kept.end();
  });
}

CallSite Calls::describe(const Function &function, const facts::OpT &op) {
  CallSite site;
  site.op = &op;
  CallView call = view(function, op);
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!call.names.empty()) site.models = models_.match(call);
  if (callee && !site.models.empty()) dropHidden(models_, *callee, call, site);
  if (const FunctionModel *said = callee ? annotations_.of(*callee) : nullptr) site.models = {said};
  site.name = callee ? models_.normalise(callee->name) : op.name;
  if (!site.models.empty() && !call.names.empty()) {
    // The name that a user would recognise: of the object's type where the callee is a base's.
    for (const std::string &name : call.names)
      if (name.find("::__") == std::string::npos) {
        site.name = name;
        break;
      }
  }
  bool modelled =
      std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return decides(*m); });
  if (!modelled) addTargets(function, op, site);  // a model wins over a body
  addInvocations(function, site);
  addResumption(function, site);
  site.unknown = site.models.empty() && site.targets.empty() && !(callee && (callee->system || callee->nothrow));
  return site;
}

void Calls::describe(const Function &function) {
  std::vector<CallSite> sites;  // those of the round before stay in force until they are replaced
  position_ = 0;
  for (const facts::OpT *op : function.ops()) {
    ++position_;
    if (op->kind == OpKind::Await) {
      CallSite awaited;
      awaited.op = op;
      noteState(function, awaited);
    }
    if (!isCall(*op)) continue;
    CallSite site = describe(function, *op);
    unknown_ += site.unknown;
    noteState(function, site);
    bindParameters(function, site);
    siteOf_[op] = sites.size();
    sites.push_back(std::move(site));
  }
  sites_[function.id()] = std::move(sites);
}

const CallSite *Calls::at(FunctionId function, const facts::OpT *op) const {
  auto found = siteOf_.find(op);
  return found == siteOf_.end() || found->second >= sites_[function].size() ? nullptr
                                                                            : &sites_[function][found->second];
}

}  // namespace cotidy
