// A member is forgotten where each of its mentions puts a task into it, or ends it. That is a fact about a whole program: a
// class that stands in a header may have methods in files that nobody has read.
#include "checks/support/StoredTasks.h"

#include "analysis/MemberUses.h"
#include "analysis/Storage.h"
#include "checks/support/ObjectLives.h"

#include <algorithm>
#include <map>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {
struct Stored {
  const Function *function;
  MadeTask task;
  const facts::OpT *put;
  std::string member;
  std::string name;
};
}  // namespace

// `pending_ = flush()`, `pending_.emplace(flush())`, `all_.push_back(flush())`.
static bool puts(const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object >= 0 ? function.callee(op.callee) : nullptr;
  if (!callee || op.arguments.size() != 1) return false;
  const std::string_view name = lastComponent(callee->name);
  return callee->operator_ == "=" || (callee->system && (name == "push_back" || name == "emplace_back" ||
                                                         name == "push_front" || name == "emplace"));
}

// The task itself, or what was made of it: an optional, a pointer to it.
static std::optional<MadeTask> taskBehind(const TaskMakers &makers, const Function &function, std::int32_t value) {
  constexpr int deepest = 3;
  for (int depth = 0; depth < deepest; ++depth) {
    const facts::OpT *maker = function.definition(function.unmoved(value));
    if (!maker) return std::nullopt;
    if (auto task = makers.made(function, *maker)) return task;
    const facts::CalleeT *callee = function.callee(maker->callee);
    const bool wraps = maker->kind == OpKind::Construct || (callee && callee->system && maker->object < 0);
    if (!wraps || maker->arguments.size() != 1) return std::nullopt;
    value = maker->arguments.front()->value;
  }
  return std::nullopt;
}

static void collect(const Analysis &analysis, const Function &function, std::vector<Stored> &into) {
  const TaskMakers &makers = analysis.taskUses().makers();
  for (const facts::OpT *op : function.ops()) {
    const bool assigns = op->kind == OpKind::Assign && op->operator_.empty();
    if (!assigns && !puts(function, *op)) continue;
    const std::int32_t holder = assigns ? op->destination : op->object;
    const std::string member = memberOf(function, holder);
    if (member.empty()) continue;
    const auto task = taskBehind(makers, function, assigns ? op->source : op->arguments.front()->value);
    if (task && task->kind.lazy()) into.push_back({&function, *task, op, member, function.value(holder)->name});
  }
}

// What ends, or is written anew, has not been looked at.
static bool looksAt(const Function &function, const facts::OpT &op, std::int32_t member,
                    const std::set<const facts::OpT *> &known) {
  if (op.kind == OpKind::End || op.kind == OpKind::Destroy || op.kind == OpKind::Use || known.count(&op)) return false;
  if (op.kind == OpKind::Init && op.destination == member) return false;
  const std::vector<std::int32_t> operands = operandsOf(op);
  if (std::find(operands.begin(), operands.end(), member) == operands.end()) return false;
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object == member ? function.callee(op.callee) : nullptr;
  const std::string_view name = callee && callee->system ? lastComponent(callee->name) : std::string_view();
  return name != "reserve" && name != "clear" && name != "reset";
}

// The members among these that some function looks at.
static std::set<std::string> lookedAt(const Program &program, const std::set<std::string> &members,
                                      const std::set<const facts::OpT *> &known) {
  std::set<std::string> all;
  for (const auto &function : program.functions()) {
    const auto &values = function->body().values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i]->kind != ValueKind::Member || !members.count(values[i]->usr)) continue;
      const auto member = static_cast<std::int32_t>(i);
      const bool named = std::any_of(values.begin(), values.end(), [&](const auto &value) {
        return std::find(value->inputs.begin(), value->inputs.end(), member) != value->inputs.end();
      });
      const auto &ops = function->ops();
      if (named || std::any_of(ops.begin(), ops.end(),
                               [&](const facts::OpT *op) { return looksAt(*function, *op, member, known); }))
        all.insert(values[i]->usr);
    }
  }
  return all;
}

// One unit is the whole program only for a class that no other unit can see.
static bool isWholeClass(const Program &program, const Function &function) {
  const Type owner = program.classAround(function);
  if (!owner || !owner.facts()->place) return false;
  const std::string &file = owner.unit()->files[owner.facts()->place->file()];
  return program.units().size() > 1 || file == owner.unit()->source;
}

void reportForgottenInMembers(const Analysis &analysis, std::vector<Finding> &out) {
  std::vector<Stored> stored;
  for (const auto &function : analysis.program().functions()) collect(analysis, *function, stored);
  std::set<std::string> members;
  std::set<const facts::OpT *> known;
  for (const Stored &one : stored) members.insert(one.member), known.insert(one.put);
  const std::set<std::string> alive = lookedAt(analysis.program(), members, known);
  for (const Stored &one : stored) {
    if (alive.count(one.member) || !isWholeClass(analysis.program(), *one.function)) continue;
    Finding finding = findingOn(*one.function, one.task);
    finding.confidence = Confidence::Likely;
    finding.message = nameOfTask(*one.function, one.task) + " goes into the member '" + one.name +
                      "', which nobody in the program looks at: " + std::string(consequenceOf(one.task)) +
                      "; 'co_await' it here, or '" + one.name + "' where its result is needed";
    if (finding.at.line) out.push_back(std::move(finding));
  }
}

}  // namespace cotidy
