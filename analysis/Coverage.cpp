// One walk over all operations. A place counts once, however many targets or template instances hold it.
#include "analysis/Coverage.h"

#include <algorithm>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using How = Coverage::How;

namespace {

class Collector {
public:
  Collector(const Analysis &analysis, const std::function<bool(const std::string &)> &wanted)
      : analysis_(analysis), program_(analysis.program()), models_(analysis.models()), wanted_(wanted) {
    for (const UnitInput &input : program_.units())
      for (const auto &type : input.unit->types)
        if (!type->promise.empty()) promises_.insert(type->promise);
  }

  Coverage collect() {
    for (const auto &function : program_.functions())
      for (const facts::OpT *op : function->ops()) look(*function, *op);
    return {sectionOf(awaited_), sectionOf(calls_), sectionOf(types_)};
  }

private:
  using Found = std::map<std::pair<std::string, How>, std::set<Coverage::Place>>;

  void look(const Function &function, const facts::OpT &op);
  void lookAtAwait(const Function &function, const facts::OpT &op, const Coverage::Place &place);
  void lookAtCall(const Function &function, const facts::OpT &op, const Coverage::Place &place);
  void lookAtType(Type type, const Coverage::Place &place);
  How howAwaited(const Function &function, const facts::OpT &op, Type type) const;
  How howCalled(const Function &function, const CallSite &site) const;
  std::string nameOf(const Function &function, const CallSite &site) const;
  bool isMentioned(const Function &function, const CallSite &site) const;
  const TypeModel *modelOf(Type type) const;
  bool isPending(Type type) const;
  bool handsOver(const Function &function, const facts::OpT &op) const;
  static Coverage::Section sectionOf(const Found &found);

  const Analysis &analysis_;
  const Program &program_;
  const Models &models_;
  const std::function<bool(const std::string &)> &wanted_;
  std::set<std::string> promises_;  // plain names
  Found awaited_, calls_, types_;
};

bool isStandard(std::string_view name) { return name.starts_with("std::"); }

const TypeModel *Collector::modelOf(Type type) const {
  for (std::string_view name : type.namesWithBases())
    if (const TypeModel *model = models_.type(models_.normalise(name))) return model;
  return nullptr;
}

// A task, a future or a sender: something that is not there yet.
bool Collector::isPending(Type type) const {
  const TypeModel *model = modelOf(type);
  if (!model) return type.isTask() && !type.facts()->await_deleted;
  return model->role == TypeRole::Task || model->role == TypeRole::Future || model->role == TypeRole::Sender;
}

bool Collector::handsOver(const Function &function, const facts::OpT &op) const {
  if (op.object >= 0 && isPending(function.typeOf(op.object).object())) return true;
  return std::any_of(op.arguments.begin(), op.arguments.end(), [&](const auto &argument) {
    Type type = function.typeOf(argument->value).object();
    const facts::ValueT *value = function.value(function.unmoved(argument->value));
    return type.isClosure() || type.name() == "std::function" || (value && value->kind == facts::ValueKind::Function) ||
           isPending(type);
  });
}

How Collector::howAwaited(const Function &function, const facts::OpT &op, Type type) const {
  if (modelOf(type.object())) return How::Model;  // a promise may await pointers, too
  const facts::OpT *made = function.definition(function.strip(op.source));
  const CallSite *site = analysis_.calls().at(function.id(), made ? made : function.definition(op.source));
  if (site && !site->models.empty()) return How::Model;
  if (type.isTask()) return How::Promise;
  const bool written = std::any_of(op.awaiter_callees.begin(), op.awaiter_callees.end(), [&](std::int32_t part) {
    const facts::CalleeT *callee = function.callee(part);
    return callee && program_.resolve(function, callee->key);
  });
  return written ? How::Awaiter : How::Unknown;
}

void Collector::lookAtAwait(const Function &function, const facts::OpT &op, const Coverage::Place &place) {
  Type type = function.typeOf(op.source).value();
  if (op.dependent || !type || type.is(TypeKind::Dependent)) return;
  std::string name = models_.normalise(type.name().empty() ? type.key() : type.name());
  awaited_[{std::move(name), howAwaited(function, op, type)}].insert(place);
}

// An entry whose conditions do not hold here (`get` of a future that is ready) knows the call all the same.
bool Collector::isMentioned(const Function &function, const CallSite &site) const {
  if (models_.mentions(site.name)) return true;
  const std::string method = "::" + std::string(lastComponent(site.name));
  const auto types = function.typeOf(site.op->object).object().namesWithBases();
  return std::any_of(types.begin(), types.end(),
                     [&](std::string_view type) { return models_.mentions(std::string(type) + method); });
}

How Collector::howCalled(const Function &function, const CallSite &site) const {
  if (!site.models.empty()) return How::Model;
  if (!site.targets.empty()) return How::Body;
  if (isMentioned(function, site)) return How::Model;
  // A call that makes a lazy task does nothing else.
  Type result = function.typeOf(site.op->result).value();
  const TypeModel *model = modelOf(result);
  const bool lazy =
      model ? model->start == Start::Lazy : result.isTask() && result.facts()->start == facts::Start::Lazy;
  return lazy ? How::Promise : How::Unknown;
}

// The plain name of what is called; of a function object that of the variable, and nothing for other operators.
std::string Collector::nameOf(const Function &function, const CallSite &site) const {
  const facts::OpT &op = *site.op;
  const facts::CalleeT *callee = function.callee(op.callee);
  if (!callee) return {};
  const std::string_view last = lastComponent(callee->name);
  if (!last.starts_with("operator")) return site.name;
  const facts::ValueT *object = last == "operator()" ? function.value(op.object) : nullptr;
  return object && object->kind == facts::ValueKind::Global ? models_.normalise(object->name) : std::string();
}

void Collector::lookAtCall(const Function &function, const facts::OpT &op, const Coverage::Place &place) {
  const CallSite *site = analysis_.calls().at(function.id(), &op);
  if (!site || op.implicit) return;
  const std::string name = nameOf(function, *site);
  const bool handing = handsOver(function, op);
  if (name.empty() || (!soundsAsync(name, handing) && (!handing || isStandard(name)))) return;
  calls_[{name, howCalled(function, *site)}].insert(place);
}

void Collector::lookAtType(Type type, const Coverage::Place &place) {
  type = type.object();
  if (!type.is(TypeKind::Record) || isStandard(type.name()) || type.isClosure()) return;
  const std::string name(type.name());
  if (promises_.count(name) || (!type.isTask() && !namesAsyncType(name))) return;
  How how = How::Unknown;
  if (modelOf(type))
    how = How::Model;
  else if (type.isTask() && type.facts()->start != facts::Start::Unknown)
    how = How::Promise;
  else if (type.facts()->awaitable)
    how = How::Awaiter;
  types_[{models_.normalise(name), how}].insert(place);
}

void Collector::look(const Function &function, const facts::OpT &op) {
  if (!op.place || op.place->file() < 0) return;
  const Coverage::Place place{function.body().files[op.place->file()], op.place->line(), op.place->column()};
  if (place.line == 0 || !wanted_(place.file)) return;
  if (op.kind == OpKind::Await) {
    lookAtAwait(function, op, place);
    lookAtType(function.typeOf(op.source), place);
  } else if (op.kind == OpKind::Call) {
    lookAtCall(function, op, place);
    lookAtType(function.typeOf(op.object), place);
    lookAtType(function.typeOf(op.result), place);
  } else if (op.kind == OpKind::Construct) {
    lookAtType(function.typeOf(op.result), place);
  }
}

Coverage::Section Collector::sectionOf(const Found &found) {
  Coverage::Section section;
  for (const auto &[key, places] : found)
    section.items.push_back({key.first, key.second, places.size(), *places.begin()});
  std::sort(section.items.begin(), section.items.end(), [](const Coverage::Item &a, const Coverage::Item &b) {
    const bool knownA = a.how != How::Unknown, knownB = b.how != How::Unknown;
    if (knownA != knownB) return knownB;
    if (a.count != b.count) return a.count > b.count;
    return std::tie(a.name, a.how) < std::tie(b.name, b.how);
  });
  return section;
}

}  // namespace

std::size_t Coverage::Section::total() const {
  std::size_t sum = 0;
  for (const Item &item : items) sum += item.count;
  return sum;
}

std::size_t Coverage::Section::count(How how) const {
  std::size_t sum = 0;
  for (const Item &item : items) sum += item.how == how ? item.count : 0;
  return sum;
}

std::size_t Coverage::Section::known() const { return total() - count(How::Unknown); }

std::string_view nameOf(Coverage::How how) {
  switch (how) {
  case How::Model: return "model";
  case How::Promise: return "promise";
  case How::Awaiter: return "awaiter";
  case How::Body: return "body";
  case How::Unknown: break;
  }
  return "unknown";
}

Coverage coverageOf(const Analysis &analysis, const std::function<bool(const std::string &file)> &wanted) {
  return Collector(analysis, wanted).collect();
}

}  // namespace cotidy
