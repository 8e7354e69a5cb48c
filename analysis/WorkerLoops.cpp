// An io_context that a thread of its own runs, and that nobody but post() and its like ever sees, is no event loop: it is a
// worker's queue, and its thread may block. One timer may be on it, by which the worker wakes itself.
#include "analysis/Calls.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

static bool runsLoop(const CallSite &site) {
  return std::any_of(site.models.begin(), site.models.end(), [](const FunctionModel *m) { return m->runsLoop; });
}

// Takes the context only to hand it a plain function, or to keep it from running dry.
static bool onlyFeeds(const CallSite &site) {
  std::string_view last = lastComponent(site.name);
  return last == "post" || last == "dispatch" || last == "defer" || last == "make_work_guard" ||
         last == "executor_work_guard" || last == "work";
}

static bool onlyControls(const CallSite &site) {
  std::string_view last = lastComponent(site.name);
  return last == "stop" || last == "stopped" || last == "restart" || last == "reset";
}

// A timer that a member is: the worker's pause between two rounds. With a second one there is somebody to hold up.
static const facts::OpT *timerOf(const Calls &calls, const Function &function, const facts::OpT &op) {
  if (op.kind != OpKind::Init || op.destination < 0) return nullptr;
  const facts::OpT *made = function.definition(op.source);
  const CallSite *site = made && made->kind == OpKind::Construct ? calls.at(function.id(), made) : nullptr;
  if (!site || made->arguments.empty() || function.value(op.destination)->kind != ValueKind::Member) return nullptr;
  std::string_view last = lastComponent(site->name);
  return last == "basic_waitable_timer" || last == "basic_deadline_timer" ? made : nullptr;
}

std::string Calls::loopPlace(const Function &function, std::int32_t id) const {
  id = function.unmoved(id);
  const facts::ValueT *v = function.value(id);
  while (v && (v->kind == ValueKind::Addr || v->kind == ValueKind::Temp) && v->inputs.size() == 1)
    v = function.value(id = v->inputs.front());
  if (!v || threadOf(function.typeOf(id)) != Thread::Loop) return {};
  if (v->kind == ValueKind::Capture)
    if (auto found = captures_.find(function.head().closure + "\n" + v->name); found != captures_.end())
      return loopPlace(program_.function(found->second.first), found->second.second);
  bool named = v->kind == ValueKind::Member || v->kind == ValueKind::Global || v->kind == ValueKind::Local;
  return named ? function.placeKey(id) : std::string();
}

// Every use of a context that is none of these makes it a loop that others may use.
void Calls::noteLoopUses(const Function &function, const facts::OpT &op, bool ownThread, std::set<std::string> &own,
                         std::set<std::string> &shared) const {
  const CallSite *site = at(function.id(), &op);
  if (op.kind == OpKind::Return || op.kind == OpKind::CoReturn || op.kind == OpKind::Init || op.kind == OpKind::Assign)
    shared.insert(loopPlace(function, op.source));
  if (!site) return;
  if (op.object >= 0 && runsLoop(*site))
    (ownThread ? own : shared).insert(loopPlace(function, op.object));
  else if (op.object >= 0 && !onlyControls(*site))
    shared.insert(loopPlace(function, op.object));
  // std::thread(&io_context::run, &context), with or without std::bind.
  const facts::ValueT *first = op.arguments.empty() ? nullptr : function.value(op.arguments.front()->value);
  while (first && first->inputs.size() == 1) first = function.value(first->inputs.front());
  bool bindsRun = first && first->kind == ValueKind::Function && lastComponent(first->name) == "run";
  for (const auto &argument : op.arguments)
    if (bindsRun || !onlyFeeds(*site)) (bindsRun ? own : shared).insert(loopPlace(function, argument->value));
}

void Calls::findWorkerLoops() {
  std::set<FunctionId> threads;
  for (const Deferred &d : deferred_)
    if (d.thread == Thread::Own) threads.insert(d.callee);
  std::map<std::string, std::set<std::string>> timers;  // loop -> members
  std::set<const facts::OpT *> made;
  for (const auto &function : program_.functions())
    for (const facts::OpT *op : function->ops())
      if (const facts::OpT *timer = timerOf(*this, *function, *op)) {
        made.insert(timer);
        timers[loopPlace(*function, timer->arguments.front()->value)].insert(function->placeKey(op->destination));
      }
  std::set<std::string> own, shared;
  for (const auto &function : program_.functions())
    for (const facts::OpT *op : function->ops())
      if (!made.count(op)) noteLoopUses(*function, *op, threads.count(function->id()) > 0, own, shared);
  for (const std::string &place : own)
    if (!place.empty() && !shared.count(place) && timers[place].size() <= 1) workerLoops_.insert(place);
}

}  // namespace cotidy
