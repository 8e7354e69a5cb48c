// One look at every mention of such a member. A mention that is not a shot of it lets somebody hear.
#include "checks/support/MemberTokens.h"

#include "analysis/MemberUses.h"
#include "checks/support/ObjectLives.h"

#include <algorithm>
#include <map>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

namespace {

struct Mentioned {
  DeafToken token;
  bool heard = false;
};

bool isToken(const Analysis &analysis, Type type) {
  const TypeModel *model = type ? typeModel(analysis.models(), type.value()) : nullptr;
  return model && model->role == TypeRole::StopToken;
}

bool isEndOrBeginning(const facts::OpT &op, std::int32_t member) {
  return op.kind == OpKind::End || op.kind == OpKind::Destroy || op.kind == OpKind::Use ||
         (op.kind == OpKind::Init && op.destination == member);
}

// `source_.request_abort()`: changes its state and gives nothing back. A subscription gives something back.
bool fires(const Function &function, const facts::OpT &op, std::int32_t member) {
  const facts::CalleeT *callee = op.kind == OpKind::Call && op.object == member ? function.callee(op.callee) : nullptr;
  return callee && !callee->const_ && function.typeOfCallee(callee->result).is(TypeKind::Void);
}

void note(const Function &function, std::int32_t member, Mentioned &into) {
  const auto &values = function.body().values;
  into.heard |= std::any_of(values.begin(), values.end(), [&](const auto &value) {
    return std::find(value->inputs.begin(), value->inputs.end(), member) != value->inputs.end();
  });
  for (const facts::OpT *op : function.ops()) {
    std::vector<std::int32_t> operands = operandsOf(*op);
    if (std::find(operands.begin(), operands.end(), member) == operands.end() || isEndOrBeginning(*op, member))
      continue;
    if (!fires(function, *op, member))
      into.heard = true;
    else if (into.token.firedIn.empty() || into.token.firedIn.back() != &function)
      into.token.firedIn.push_back(&function);
  }
}

// Members of the object, and methods of it that have no body here.
struct Reach {
  std::set<std::string> members;
  bool unknown = false;
};

void collect(const Analysis &analysis, const Function &function, Reach &into, unsigned depth) {
  constexpr unsigned deepest = 4;
  if (depth > deepest) {
    into.unknown = true;
    return;
  }
  for (const auto &value : function.body().values)
    if (value->kind == ValueKind::Member) into.members.insert(value->usr);
  for (const facts::OpT *op : function.ops()) {
    if (op->kind == OpKind::Closure)
      for (FunctionId id : analysis.program().callOperators(function, op->function))
        collect(analysis, analysis.program().function(id), into, depth + 1);
    const facts::ValueT *object = op->kind == OpKind::Call ? function.value(function.unmoved(op->object)) : nullptr;
    if (!object || object->kind != ValueKind::This) continue;
    const CallSite *site = analysis.calls().at(function.id(), op);
    if (!site || site->targets.empty()) into.unknown = true;
    for (FunctionId id : site ? site->targets : std::vector<FunctionId>())
      if (id != function.id()) collect(analysis, analysis.program().function(id), into, depth + 1);
  }
}

}  // namespace

std::vector<DeafToken> deafTokens(const Analysis &analysis) {
  std::map<std::string, Mentioned> found;
  for (const auto &function : analysis.program().functions()) {
    const auto &values = function->body().values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto id = static_cast<std::int32_t>(i);
      if (values[i]->kind != ValueKind::Member || !isToken(analysis, function->type(values[i]->type))) continue;
      Mentioned &mentioned = found[values[i]->usr];
      const facts::ValueT *base = values[i]->inputs.empty() ? nullptr : function->value(values[i]->inputs.front());
      if (!base || base->kind != ValueKind::This) mentioned.heard = true;  // another object's business
      mentioned.token.usr = values[i]->usr;
      mentioned.token.name = values[i]->name;
      if (Type owner = analysis.program().classAround(*function)) mentioned.token.owner = owner.name();
      note(*function, id, mentioned);
    }
  }
  std::vector<DeafToken> deaf;
  for (auto &[usr, mentioned] : found)
    if (!mentioned.heard) deaf.push_back(std::move(mentioned.token));
  return deaf;
}

// What the other methods of the class change.
static void collectChanges(const Analysis &analysis, const Function &function, Reach &into) {
  const Program &program = analysis.program();
  const std::string_view owner = program.classAround(function).name();
  for (const auto &other : program.functions()) {
    if (other.get() == &function || program.classAround(*other).name() != owner || isConstructor(*other)) continue;
    for (const auto &[member, name] : memberUses(*other).written) into.members.insert(member);
  }
}

bool isOutOfHearing(const Analysis &analysis, const Function &function, const DeafToken &token) {
  Reach own, theirs;
  collect(analysis, function, own, 0);
  for (const Function *firing : token.firedIn) collect(analysis, *firing, theirs, 0);
  if (token.firedIn.empty()) collectChanges(analysis, function, theirs);
  if (own.unknown || own.members.count(token.usr) || (theirs.unknown && !own.members.empty())) return false;
  return std::none_of(own.members.begin(), own.members.end(),
                      [&](const std::string &member) { return theirs.members.count(member) > 0; });
}

}  // namespace cotidy
