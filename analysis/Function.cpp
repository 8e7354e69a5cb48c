// One function: its tables resolved, its reachable operations, and where each value comes from.
#include "analysis/Program.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

UnitIndex::UnitIndex(const facts::UnitT &unit) {
  for (std::size_t i = 0; i < unit.types.size(); ++i) types.emplace(unit.types[i]->key, static_cast<std::int32_t>(i));
  for (std::size_t i = 0; i < unit.callees.size(); ++i)
    callees.emplace(unit.callees[i]->key, static_cast<std::int32_t>(i));
}

// Body tables hold names: their numbers in the unit.
static std::vector<std::int32_t> numbersOf(const std::vector<std::string> &names,
                                           const std::unordered_map<std::string_view, std::int32_t> &index) {
  std::vector<std::int32_t> numbers;
  for (const std::string &name : names) {
    auto found = index.find(name);
    numbers.push_back(found == index.end() ? -1 : found->second);
  }
  return numbers;
}

Function::Function(FunctionId id, const UnitInput &input, const UnitIndex &index, const facts::FunctionT *head,
                   std::unique_ptr<facts::BodyT> body)
    : id_(id), unit_(input.unit.get()), head_(head), body_(std::move(body)), target_(input.target),
      types_(numbersOf(body_->types, index.types)), callees_(numbersOf(body_->callees, index.callees)),
      definitions_(body_->values.size()), writes_(body_->values.size()) {
  for (const auto &block : body_->blocks) blocks_[block->id] = block.get();
  findReachable();
  bool awaits = false, yields = false;
  for (const facts::OpT *op : ops_) {
    if (op->result >= 0 && !definitions_[op->result]) definitions_[op->result] = op;
    if ((op->kind == OpKind::Init || op->kind == OpKind::Assign) && op->destination >= 0)
      writes_[op->destination].push_back(op);
    awaits |= op->kind == OpKind::Await;
    yields |= op->kind == OpKind::Yield;
  }
  generator_ = head_->coroutine && yields && !awaits;
}

// A handler is entered by exceptions only: it is reachable when an operation inside its try is.
void Function::findReachable() {
  std::set<std::int32_t> seen;
  std::vector<std::int32_t> todo{body_->entry};
  while (!todo.empty()) {
    std::int32_t id = todo.back();
    todo.pop_back();
    const facts::BlockT *now = block(id);
    if (!now || !seen.insert(id).second) continue;
    for (std::int32_t next : successors(*now)) todo.push_back(next);
    for (const auto &op : now->ops)
      if (op->try_ >= 0) todo.push_back(op->try_);
    if (now->terminator && now->terminator->try_ >= 0) todo.push_back(now->terminator->try_);
  }
  for (const auto &one : body_->blocks) {
    if (!seen.count(one->id)) continue;
    reachable_.push_back(one.get());
    for (const auto &op : one->ops) ops_.push_back(op.get());
  }
}

const facts::BlockT *Function::block(std::int32_t id) const {
  auto found = blocks_.find(id);
  return found == blocks_.end() ? nullptr : found->second;
}

std::vector<std::int32_t> Function::successors(const facts::BlockT &block) const {
  std::vector<std::int32_t> next;
  for (std::size_t i = 0; i < block.successors.size(); ++i)
    if (block.successors[i] >= 0 && !block.infeasible[i]) next.push_back(block.successors[i]);
  return next;
}

Type Function::type(std::int32_t bodyType) const { return bodyType < 0 ? Type() : Type(unit_, types_[bodyType]); }

const facts::CalleeT *Function::callee(std::int32_t bodyCallee) const {
  if (bodyCallee < 0 || callees_[bodyCallee] < 0) return nullptr;
  return unit_->callees[callees_[bodyCallee]].get();
}

// In templates a call with a single candidate has no type yet: the candidate's result says enough.
Type Function::typeOf(std::int32_t id) const {
  const facts::ValueT *v = value(id);
  if (!v) return {};
  Type t = type(v->type);
  if (t && !t.is(facts::TypeKind::Dependent)) return t;
  const facts::OpT *op = definition(id);
  const facts::CalleeT *called = op ? callee(op->callee) : nullptr;
  if (called) return Type(unit_, called->result);
  for (const facts::OpT *write : writes(id))
    if (write->kind == OpKind::Init && write->source >= 0 && write->source != id) return typeOf(write->source);
  return t;
}

std::int32_t Function::unmoved(std::int32_t id) const {
  while (id >= 0 && body_->values[id]->kind == ValueKind::Move && !body_->values[id]->inputs.empty())
    id = body_->values[id]->inputs.front();
  return id;
}

std::int32_t Function::strip(std::int32_t id) const {
  for (int steps = 0; id >= 0 && steps < 32; ++steps) {
    const facts::ValueT &v = *body_->values[id];
    if (v.kind == ValueKind::Move && !v.inputs.empty())
      id = v.inputs.front();
    else if (v.into >= 0)
      id = v.into;
    else
      break;
  }
  return id;
}

const facts::OpT *Function::definition(std::int32_t id) const { return id < 0 ? nullptr : definitions_[id]; }

const std::vector<const facts::OpT *> &Function::writes(std::int32_t variable) const {
  static const std::vector<const facts::OpT *> none;
  return variable < 0 ? none : writes_[variable];
}

std::string Function::placeKey(std::int32_t id) const {
  const facts::ValueT *v = value(id);
  if (!v) return {};
  switch (v->kind) {
  case ValueKind::Member:
  case ValueKind::Global: return v->usr;
  case ValueKind::This: return "this";
  case ValueKind::Addr:
  case ValueKind::Deref:
  case ValueKind::Move:
  case ValueKind::Elem: return v->inputs.empty() ? std::string() : placeKey(v->inputs.front());
  default: break;
  }
  if (v->into >= 0) return placeKey(v->into);
  // A getter that returns a reference denotes what it is called on.
  if (const facts::OpT *op = definition(id);
      op && op->kind == OpKind::Call && op->object >= 0 && op->arguments.empty()) {
    const facts::CalleeT *called = callee(op->callee);
    const bool pointee = called && (called->operator_ == "->" || called->operator_ == "*");
    return placeKey(op->object) + "." + (pointee ? "*" : std::to_string(op->callee));
  }
  return target_ + "|value " + std::to_string(id) + " of " + head_->key;
}

}  // namespace cotidy
