// A worklist of holders: each operation that uses one either passes the value on or is an arrival.
#include "analysis/CallableFlow.h"

#include <algorithm>
#include <array>
#include <set>

namespace cotidy {

using facts::OpKind;
using facts::TypeKind;
using facts::ValueKind;

bool denotes(const Function &function, std::int32_t operand, std::int32_t value) {
  std::vector<std::int32_t> todo{operand};
  for (std::size_t i = 0; i < todo.size() && i < 16; ++i) {
    const facts::ValueT *v = function.value(todo[i]);
    if (!v) continue;
    if (todo[i] == value || v->into == value) return true;
    const bool passes = v->kind == ValueKind::Move || v->kind == ValueKind::Phi || v->kind == ValueKind::Addr ||
                        v->kind == ValueKind::Deref || (v->kind == ValueKind::Temp && !function.definition(todo[i]));
    if (passes) todo.insert(todo.end(), v->inputs.begin(), v->inputs.end());
  }
  return false;
}

bool takes(const Invocation &how, std::size_t argument, std::size_t count) {
  if (!how.argument) return true;
  const auto at = *how.argument < 0 ? *how.argument + static_cast<std::int64_t>(count) : *how.argument;
  return at == static_cast<std::int64_t>(argument);
}

namespace {

/// Methods that put their argument into the container that they are called on.
bool inserts(std::string_view method) {
  static constexpr std::array<std::string_view, 13> names{
      "push_back", "emplace_back",     "push",        "emplace",      "insert",        "push_front",  "emplace_front",
      "assign",    "insert_or_assign", "try_emplace", "insert_after", "emplace_after", "emplace_hint"};
  return std::find(names.begin(), names.end(), method) != names.end();
}

/// What the models know of this argument that a walk must not go beyond.
bool modelled(const CallSite &site, std::size_t argument) {
  const std::size_t count = site.op->arguments.size();
  return std::any_of(site.models.begin(), site.models.end(), [&](const FunctionModel *model) {
    const bool invokes = std::any_of(model->invokes.begin(), model->invokes.end(),
                                     [&](const Invocation &how) { return takes(how, argument, count); });
    return invokes || model->spawns || model->detaches || model->joins || model->blocks != Blocking::None;
  });
}

bool wraps(const CallSite &site, std::size_t argument) {
  const auto count = static_cast<std::int64_t>(site.op->arguments.size());
  return std::any_of(site.models.begin(), site.models.end(), [&](const FunctionModel *model) {
    return model->wraps &&
           (*model->wraps < 0 ? *model->wraps + count : *model->wraps) == static_cast<std::int64_t>(argument);
  });
}

bool refersTo(const CallSite &site, std::size_t argument) {
  return std::any_of(site.models.begin(), site.models.end(), [&](const FunctionModel *model) {
    return std::find(model->keeps.begin(), model->keeps.end(), static_cast<int>(argument)) != model->keeps.end();
  });
}

class Walker {
public:
  explicit Walker(const Fates &fates) : fates_(fates), calls_(fates.storages().calls()), program_(calls_.program()) {}

  CallableFlow run(const Function &function, std::int32_t value) {
    const facts::ValueT *v = function.value(value);
    if (!v) return {};
    add({function.id(), value, v->kind == ValueKind::Temp && v->into < 0 ? Holder::Temporary : Holder::Variable});
    for (std::size_t i = 0; i < flow_.holders.size(); ++i) {
      const Holder holder = flow_.holders[i];
      const Function &in = program_.function(holder.function);
      for (const facts::OpT *op : fates_.uses(in).of(holder.value)) step(in, i, *op);
      const std::int32_t variable = in.value(holder.value)->into;
      if (variable >= 0)
        for (const facts::OpT *op : fates_.uses(in).of(variable)) step(in, i, *op);
    }
    return std::move(flow_);
  }

private:
  static constexpr std::size_t most = 96;  // holders of one value: enough for what people write, and no walk is long

  void add(Holder holder) {
    if (holder.value < 0 || !seen_.insert({holder.function, holder.value, holder.carrier}).second) return;
    if (flow_.holders.size() == most) {
      flow_.complete = false;
      return;
    }
    if (!holder.op)
      holder.from = flow_.holders.size();
    else if (flow_.holders[holder.from].wrapper && !holder.carrier) {
      holder.wrapper = true;
      holder.home = Holder::Borrowed;
    }
    flow_.holders.push_back(holder);
  }

  void pass(const Function &function, std::size_t from, const facts::OpT &op, std::int32_t to, Holder::Home home) {
    const facts::ValueT *v = function.value(to);
    if (!v) return;
    const bool carrier = flow_.holders[from].carrier;
    if (home == Holder::Temporary && v->into >= 0) home = Holder::Variable;
    add({function.id(), to, home, from, &op, carrier});
  }

  void arrive(Arrival::Is is, std::size_t holder, const facts::OpT &op, std::int32_t place = -1,
              std::size_t argument = 0) {
    flow_.arrivals.push_back({is, holder, &op, place, argument});
  }

  bool holds(const Function &function, std::size_t holder, std::int32_t operand) const {
    const std::int32_t value = flow_.holders[holder].value;
    const std::int32_t variable = function.value(value)->into;
    return operand >= 0 &&
           (denotes(function, operand, value) || (variable >= 0 && denotes(function, operand, variable)));
  }

  void step(const Function &function, std::size_t holder, const facts::OpT &op) {
    switch (op.kind) {
    case OpKind::Init:
    case OpKind::Assign:
      if (holds(function, holder, op.source)) put(function, holder, op, op.destination);
      return;
    case OpKind::Construct:
    case OpKind::Call: return call(function, holder, op);
    case OpKind::Closure: return capture(function, holder, op);
    case OpKind::Yield:
    case OpKind::Return:
    case OpKind::CoReturn: return holds(function, holder, op.source) ? arrive(Arrival::Returned, holder, op) : void();
    default: return;
    }
  }

  // The value becomes the content of a place.
  void put(const Function &function, std::size_t holder, const facts::OpT &op, std::int32_t place) {
    const facts::ValueT *v = function.value(place);
    if (!v || place == flow_.holders[holder].value || place == function.value(flow_.holders[holder].value)->into)
      return;
    const std::int32_t root = variableOf(function, place);
    const facts::ValueT *base = function.value(root);
    const bool local = base && (base->kind == ValueKind::Local || base->kind == ValueKind::Temp) && !base->static_;
    if (!local || (function.type(base->type).isReference() && op.kind != OpKind::Init))
      return arrive(Arrival::Stored, holder, op, place);
    const bool alias = op.kind == OpKind::Init && op.by_reference && root == place;
    pass(function, holder, op, root, alias ? Holder::Borrowed : Holder::Variable);
  }

  // The variable that a place is a part of; the place itself where it is none of a variable's.
  static std::int32_t variableOf(const Function &function, std::int32_t place) {
    for (int steps = 0; steps < 8; ++steps) {
      const facts::ValueT *v = function.value(place);
      const bool part = v && ((v->kind == ValueKind::Member && !v->arrow) || v->kind == ValueKind::Elem ||
                              v->kind == ValueKind::Move);
      if (!part || v->inputs.empty() || v->inputs.front() < 0) return place;
      if (v->kind == ValueKind::Elem && function.typeOf(v->inputs.front()).value().is(TypeKind::Pointer)) return place;
      place = v->inputs.front();
    }
    return place;
  }

  void capture(const Function &function, std::size_t holder, const facts::OpT &op) {
    for (const auto &captured : op.captures) {
      if (!holds(function, holder, captured->value)) continue;
      std::size_t from = holder;
      const bool copied = captured->how == facts::Capture::Copy;
      if (copied) {
        const std::size_t next = flow_.holders.size();
        add({function.id(), op.result, function.value(op.result)->into >= 0 ? Holder::Variable : Holder::Temporary,
             holder, &op, true});
        if (flow_.holders.size() > next && !flow_.holders[holder].wrapper) from = next;
      }
      for (FunctionId inside : program_.callOperators(function, op.function)) {
        const facts::BodyT &body = program_.function(inside).body();
        for (std::size_t i = 0; i < body.values.size(); ++i)
          if (body.values[i]->kind == ValueKind::Capture && body.values[i]->name == captured->name)
            add({inside, static_cast<std::int32_t>(i), copied ? Holder::Captured : Holder::Borrowed, from, &op,
                 flow_.holders[holder].carrier});
      }
    }
  }

  void call(const Function &function, std::size_t holder, const facts::OpT &op) {
    const CallSite *site = calls_.at(function.id(), &op);
    const facts::CalleeT *callee = function.callee(op.callee);
    if (!site) return;
    const std::string_view method = callee ? lastComponent(callee->name) : std::string_view(op.name);
    // In a template a call of a callable has no callee.
    if (holds(function, holder, op.callee_value)) return arrive(Arrival::Called, holder, op);
    if (holds(function, holder, op.object)) {
      const bool calls = callee ? callee->operator_ == "()" : op.name == "operator()";
      if (calls) return arrive(Arrival::Called, holder, op);
    }
    for (std::size_t i = 0; i < op.arguments.size(); ++i)
      if (holds(function, holder, op.arguments[i]->value)) argument(function, holder, op, *site, callee, method, i);
  }

  void argument(const Function &function, std::size_t holder, const facts::OpT &op, const CallSite &site,
                const facts::CalleeT *callee, std::string_view method, std::size_t i) {
    // What is put into a container of threads runs at once.
    const bool puts = callee && callee->system && op.object >= 0 && inserts(method);
    if (puts && !modelled(site, i)) return put(function, holder, op, op.object);
    if (refersTo(site, i)) return refer(holder, function, op);
    if (wraps(site, i) && !modelled(site, i)) return pass(function, holder, op, op.result, Holder::Temporary);
    if (callee && callee->operator_ == "=" && op.object >= 0) return put(function, holder, op, op.object);
    if (modelled(site, i)) return arrive(Arrival::Given, holder, op, -1, i);
    if (op.kind == OpKind::Construct &&
        (!callee || callee->system || callee->constructor == facts::ConstructorKind::Move ||
         callee->constructor == facts::ConstructorKind::Copy))
      return pass(function, holder, op, op.result, Holder::Temporary);
    if (op.dependent && (method == "move" || method == "forward"))
      return pass(function, holder, op, op.result, Holder::Temporary);
    if (enter(holder, op, site, i)) return;
    arrive(Arrival::Given, holder, op, -1, i);
  }

  void refer(std::size_t holder, const Function &function, const facts::OpT &op) {
    const std::size_t next = flow_.holders.size();
    pass(function, holder, op, op.result, Holder::Borrowed);
    if (flow_.holders.size() > next) flow_.holders.back().wrapper = true;
  }

  // Into the bodies that the call reaches. False where there is none that takes the argument.
  bool enter(std::size_t holder, const facts::OpT &op, const CallSite &site, std::size_t i) {
    bool entered = false;
    for (FunctionId target : site.targets) {
      const Function &body = program_.function(target);
      if (i >= body.body().parameters.size()) continue;
      const std::int32_t parameter = body.body().parameters[i];
      const bool borrowed = body.type(body.value(parameter)->type).isReference();
      add({target, parameter, borrowed ? Holder::Borrowed : Holder::Parameter, holder, &op,
           flow_.holders[holder].carrier});
      entered = true;
    }
    return entered;
  }

  const Fates &fates_;
  const Calls &calls_;
  const Program &program_;
  CallableFlow flow_;
  std::set<std::tuple<FunctionId, std::int32_t, bool>> seen_;
};

}  // namespace

CallableFlow flowOf(const Fates &fates, const Function &function, std::int32_t callable) {
  return Walker(fates).run(function, callable);
}

}  // namespace cotidy
