// Facts about a class, not about a path: which of its methods read and write which members. So a finding is likely at most.
#include "checks/support/MemberTasks.h"

#include "analysis/MemberUses.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
struct Restart {
  const Function *function;
  MadeTask task;
  std::string member, name;
};

// `member_ = start();` as the only thing that the method does with the member.
std::vector<Restart> startsIn(const Analysis &analysis, const Function &function) {
  std::vector<Restart> starts;
  const TaskMakers &makers = analysis.taskUses().makers();
  for (const facts::OpT *op : function.ops()) {
    const facts::CalleeT *callee = function.callee(op->callee);
    if (op->kind != OpKind::Call || op->arguments.size() != 1 || !callee || callee->operator_ != "=") continue;
    std::string member = memberOf(function, op->object);
    if (member.empty() || !makers.kindOf(function.typeOf(op->object).value()).pending()) continue;
    const facts::OpT *maker = function.definition(function.unmoved(op->arguments.front()->value));
    auto task = maker ? makers.made(function, *maker) : std::nullopt;
    auto names = [&](const auto &value) { return value->kind == ValueKind::Member && value->usr == member; };
    const auto &values = function.body().values;
    if (task && !task->kind.lazy() && std::count_if(values.begin(), values.end(), names) == 1)
      starts.push_back({&function, *task, member, function.value(op->object)->name});
  }
  return starts;
}

std::string classOf(const Function &function) {
  Type type = function.typeOfCallee(function.head().class_);
  return type && !function.head().lambda ? std::string(type.key()) : std::string();
}

// The members that the loop of the task hangs on: whoever sets one of them means to end it, and whoever sets it again
// means to go on.
std::set<std::string> watchedBy(const Analysis &analysis, const Restart &start) {
  std::set<std::string> watched;
  const CallSite *site = analysis.calls().at(start.function->id(), start.task.op);
  const facts::ValueT *object = start.function->value(start.function->unmoved(start.task.op->object));
  if (!site || !site->certain || site->targets.size() != 1 || !object || object->kind != ValueKind::This)
    return watched;
  const Function &body = analysis.program().function(site->targets.front());
  const auto &ops = body.ops();
  const bool waits = std::any_of(ops.begin(), ops.end(), [&](const facts::OpT *op) {
    return op->kind == OpKind::Await && op->loop >= 0 && body.body().loops[op->loop]->bound != facts::Bound::Constant;
  });
  return waits ? memberUses(body).asked : watched;
}

Finding describeRestart(const Restart &start, const Function &leaver) {
  Finding finding = findingOn(*start.function, start.task);
  const std::string name = "'" + start.name + "'";
  finding.severity = Severity::Warning;
  finding.message = nameOfTask(*start.function, start.task) + " replaces what " + name +
                    " holds, which may still run: '" + leaver.head().display +
                    "' allows a new start without waiting for it; await the old one there, or before this";
  finding.related = {{locateHead(leaver), "this method does not look at " + name}};
  return finding;
}
}  // namespace

void reportRestarted(const Analysis &analysis, std::vector<Finding> &out) {
  std::map<std::string, std::vector<const Function *>> classes;
  std::vector<Restart> starts;
  for (const auto &function : analysis.program().functions()) {
    const std::string owner = classOf(*function);
    const facts::FunctionT &head = function->head();
    if (owner.empty() || lastComponent(function->name()) == lastComponent(function->typeOfCallee(head.class_).name()))
      continue;
    classes[owner].push_back(function.get());
    for (Restart &start : startsIn(analysis, *function)) starts.push_back(std::move(start));
  }
  for (const Restart &start : starts) {
    const MemberUses starter = memberUses(*start.function);
    const std::set<std::string> watched = watchedBy(analysis, start);
    for (const Function *other : classes[classOf(*start.function)]) {
      if (other == start.function) continue;
      const MemberUses leaver = memberUses(*other);
      auto resets = [&](const std::string &guard) {
        return guard != start.member && starter.written.count(guard) && leaver.written.count(guard);
      };
      if (leaver.touched.count(start.member)) continue;
      const bool guarded = std::any_of(starter.asked.begin(), starter.asked.end(), resets);
      if (!guarded && std::none_of(watched.begin(), watched.end(), resets)) continue;
      Finding finding = describeRestart(start, *other);
      if (!guarded) finding.confidence = Confidence::Possible;  // nobody says that it is ever started twice
      if (finding.at.line) out.push_back(std::move(finding));
      break;
    }
  }
}

}  // namespace cotidy
