// From the waits up to the loops around them, and from these loops down to the calls of what an element of a container is
// or holds. What was put into a container of callables is looked up by the container's name.
#include "analysis/OwnReactors.h"

#include "analysis/Containers.h"
#include "analysis/Made.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

bool isWaitForMany(std::string_view plainName) {
  static constexpr std::array<std::string_view, 9> names{"epoll_wait", "epoll_pwait", "epoll_pwait2", "poll",   "ppoll",
                                                         "kevent",     "port_getn",   "select",       "pselect"};
  return std::find(names.begin(), names.end(), plainName) != names.end();
}

// FD_SET() in a loop of its own: once for each descriptor.
static bool fillsSet(const Function &function, const facts::OpT &wait) {
  return std::any_of(function.ops().begin(), function.ops().end(), [&](const facts::OpT *op) {
    if (op->kind != OpKind::Assign || !op->operator_.starts_with('|')) return false;
    if (op->loop < 0 || op->loop == wait.loop) return false;
    const facts::ValueT *word = function.value(op->destination);
    const facts::ValueT *bits =
        word && word->kind == ValueKind::Elem && !word->inputs.empty() ? function.value(word->inputs.front()) : nullptr;
    return bits && bits->kind == ValueKind::Member && bits->name.ends_with("fds_bits");
  });
}

bool waitsForMany(const Calls &calls, const Function &function, const facts::OpT &op) {
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  if (!callee || !callee->system || !isWaitForMany(callee->name)) return false;
  if (callee->name.ends_with("select")) return fillsSet(function, op);
  if (callee->name != "poll" && callee->name != "ppoll") return true;
  constexpr std::int64_t few = 2;
  if (op.arguments.size() < 3) return false;
  const auto count = calls.constantOf(function, op.arguments[1]->value);
  return !count || *count > few;
}

namespace {
constexpr unsigned deepest = 5;  // calls between the loop and what it serves

// A way that the loop's own code takes: which of the values that it was called with are parts of a container.
struct Way {
  bool self = false;  // the object
  std::set<std::int32_t> parameters;
};

class Finder {
public:
  explicit Finder(const Calls &calls) : calls_(calls), program_(calls.program()) {}

  std::vector<ReactorHandler> run() {
    findWaits();
    for (const auto &function : program_.functions())
      for (const CallSite &site : calls_.of(function->id())) {
        by_ = waitOf(*function, site);
        const std::int32_t loop = by_.empty() ? -1 : endless(*function, *site.op);
        if (loop >= 0 && begun_.insert({function->id(), loop}).second) serve(*function, loop, {}, 0);
      }
    return std::move(found_);
  }

private:
  // The functions that wait, and those that call them: `poller_->poll(timeout, &active)`.
  void findWaits() {
    std::vector<FunctionId> todo;
    for (const auto &function : program_.functions())
      for (const facts::OpT *op : function->ops())
        if (waitsForMany(calls_, *function, *op) && waits_.emplace(function->id(), nameOf(*function, *op)).second)
          todo.push_back(function->id());
    for (unsigned level = 0; level < 3 && !todo.empty(); ++level) {
      std::vector<FunctionId> next;
      for (FunctionId id : todo)
        for (const Caller &caller : calls_.callersOf(id))
          if (waits_.emplace(caller.function, waits_[id]).second) next.push_back(caller.function);
      todo = std::move(next);
    }
  }

  static std::string nameOf(const Function &function, const facts::OpT &op) { return function.callee(op.callee)->name; }

  std::string waitOf(const Function &function, const CallSite &site) const {
    if (waitsForMany(calls_, function, *site.op)) return nameOf(function, *site.op);
    for (FunctionId target : site.targets)
      if (auto wait = waits_.find(target); wait != waits_.end()) return wait->second;
    return {};
  }

  // The outermost loop around the operation that goes on until somebody stops it.
  static std::int32_t endless(const Function &function, const facts::OpT &op) {
    std::int32_t found = -1;
    for (std::int32_t at = op.loop; at >= 0; at = function.body().loops[at]->parent) {
      const facts::LoopT &loop = *function.body().loops[at];
      const bool ends = loop.kind == facts::LoopKind::RangeFor || loop.bound == facts::Bound::Constant ||
                        loop.bound == facts::Bound::Data;
      if (!ends) found = at;
    }
    return found;
  }

  // What the loop, or a function that it calls, does for the elements.
  void serve(const Function &function, std::int32_t loop, const Way &way, unsigned depth) {
    for (const CallSite &site : calls_.of(function.id())) {
      const facts::OpT &op = *site.op;
      if (op.kind != OpKind::Call || (loop >= 0 && !inside(function, op, loop))) continue;
      if (indirect(function, op)) {
        dispatch(function, site, way);
      } else if (site.targets.size() == 1 && depth < deepest) {
        enter(function, op, site.targets.front(), way, depth);
      }
    }
  }

  static bool inside(const Function &function, const facts::OpT &op, std::int32_t loop) {
    for (std::int32_t at = op.loop; at >= 0; at = function.body().loops[at]->parent)
      if (at == loop) return true;
    return false;
  }

  static bool indirect(const Function &function, const facts::OpT &op) {
    const facts::CalleeT *callee = function.callee(op.callee);
    return op.virtual_ || op.callee_value >= 0 || (callee && callee->system && callee->operator_ == "()");
  }

  void enter(const Function &function, const facts::OpT &op, FunctionId target, const Way &way, unsigned depth) {
    const Function &callee = program_.function(target);
    if (callee.coroutine()) return;
    Way inner;
    inner.self = op.object >= 0 && isPart(function, op.object, way);
    for (std::size_t i = 0; i < op.arguments.size(); ++i)
      if (isPart(function, op.arguments[i]->value, way)) inner.parameters.insert(static_cast<std::int32_t>(i));
    // `connections[i]->takeInput()`: what the loop does for one of many.
    const facts::CalleeT *method = function.callee(op.callee);
    if (inner.self && method && !method->const_ && !method->destructor) note(function, op, target);
    if (entered_.insert({target, inner.self, inner.parameters}).second) serve(callee, -1, inner, depth + 1);
  }

  void dispatch(const Function &function, const CallSite &site, const Way &way) {
    const facts::OpT &op = *site.op;
    const std::int32_t called = op.callee_value >= 0 ? op.callee_value : op.object;
    if (called < 0 || !isPart(function, called, way)) return;
    std::vector<FunctionId> handlers = site.targets;
    if (!op.virtual_ && handlers.empty()) handlers = kept(function, called);
    for (FunctionId handler : handlers) note(function, op, handler);
  }

  void note(const Function &function, const facts::OpT &op, FunctionId handler) {
    if (noted_.insert({&op, handler}).second) found_.push_back({function.id(), &op, handler, by_});
  }

  // Is the value an element of a container, or a part of one, or what such an element points to?
  bool isPart(const Function &function, std::int32_t value, const Way &way) const {
    std::set<std::int32_t> seen;
    return isPart(function, value, way, seen);
  }

  bool isPart(const Function &function, std::int32_t value, const Way &way, std::set<std::int32_t> &seen) const {
    const facts::ValueT *v = function.value(value);
    constexpr std::size_t most = 60;
    if (!v || seen.size() > most || !seen.insert(value).second) return false;
    const auto any = [&](std::int32_t next) { return next >= 0 && isPart(function, next, way, seen); };
    if (v->kind == ValueKind::Elem) return true;
    if (v->kind == ValueKind::This) return way.self;
    if (v->kind == ValueKind::Param) return way.parameters.count(v->index) > 0;
    if (std::any_of(v->inputs.begin(), v->inputs.end(), any)) return true;
    if (v->kind == ValueKind::Local || v->kind == ValueKind::Binding)
      for (const facts::OpT *write : function.writes(value))
        if (write->source != value && any(write->source)) return true;
    const facts::OpT *made = function.definition(value);
    const facts::CalleeT *callee = made ? function.callee(made->callee) : nullptr;
    if (!callee || !callee->system) return false;
    if (made->object >= 0 && containerOf(function.typeOf(made->object).object())) return true;
    if (any(made->object)) return true;
    return std::any_of(made->arguments.begin(), made->arguments.end(),
                       [&](const auto &argument) { return any(argument->value); });
  }

  // ---------------------------------------------------------------- what a container of callables holds

  std::vector<FunctionId> kept(const Function &function, std::int32_t value) {
    if (!collected_) collect();
    std::set<std::string> places;
    std::set<std::int32_t> seen;
    addPlaces(function, value, places, seen);
    std::set<FunctionId> all;
    for (const std::string &place : places)
      if (auto found = contents_.find(place); found != contents_.end())
        all.insert(found->second.begin(), found->second.end());
    return {all.begin(), all.end()};
  }

  // The members and globals that a value is taken from, through locals that they were copied to or exchanged with.
  void addPlaces(const Function &function, std::int32_t value, std::set<std::string> &places,
                 std::set<std::int32_t> &seen) const {
    const facts::ValueT *v = function.value(value);
    constexpr std::size_t most = 40;
    if (!v || seen.size() > most || !seen.insert(value).second) return;
    if ((v->kind == ValueKind::Member || v->kind == ValueKind::Global) && containerOf(function.typeOf(value).object()))
      places.insert(v->usr);
    for (std::int32_t input : v->inputs) addPlaces(function, input, places, seen);
    for (const facts::OpT *write : function.writes(value)) addPlaces(function, write->source, places, seen);
    if (const facts::OpT *made = function.definition(value)) {
      addPlaces(function, made->object, places, seen);
      for (const auto &argument : made->arguments) addPlaces(function, argument->value, places, seen);
    }
    if (v->kind == ValueKind::Local) addExchanged(function, value, places, seen);
  }

  // `now.swap(posted_)`, `std::swap(now, posted_)`, `now = std::move(posted_)`.
  void addExchanged(const Function &function, std::int32_t local, std::set<std::string> &places,
                    std::set<std::int32_t> &seen) const {
    for (const facts::OpT *op : function.ops()) {
      const facts::CalleeT *callee = op->kind == OpKind::Call ? function.callee(op->callee) : nullptr;
      if (!callee || !callee->system) continue;
      if (callee->operator_ != "=" && lastComponent(callee->name) != "swap") continue;
      std::vector<std::int32_t> sides{op->object};
      for (const auto &argument : op->arguments) sides.push_back(argument->value);
      if (std::none_of(sides.begin(), sides.end(), [&](std::int32_t side) { return function.strip(side) == local; }))
        continue;
      for (std::int32_t side : sides) addPlaces(function, side, places, seen);
    }
  }

  static bool puts(const facts::CalleeT &callee) {
    const std::string_view method = lastComponent(callee.name);
    return callee.operator_ == "=" || method.starts_with("push") || method.starts_with("emplace") ||
           method.starts_with("insert") || method == "try_emplace";
  }

  void collect() {
    collected_ = true;
    for (const auto &function : program_.functions())
      for (const facts::OpT *op : function->ops()) {
        const facts::CalleeT *callee =
            op->kind == OpKind::Call && op->object >= 0 ? function->callee(op->callee) : nullptr;
        if (!callee || !callee->system || !puts(*callee)) continue;
        std::vector<FunctionId> given;
        std::set<std::pair<FunctionId, std::int32_t>> asked;
        for (const auto &argument : op->arguments) add(*function, argument->value, given, asked);
        if (given.empty()) continue;
        std::set<std::string> places;
        std::set<std::int32_t> seen;
        addPlaces(*function, op->object, places, seen);
        for (const std::string &place : places) contents_[place].insert(given.begin(), given.end());
      }
  }

  // The functions that a value may be: a lambda, a function, what was bound, what callers passed.
  void add(const Function &function, std::int32_t value, std::vector<FunctionId> &into,
           std::set<std::pair<FunctionId, std::int32_t>> &asked) const {
    constexpr std::size_t most = 200;
    if (value < 0 || asked.size() > most || !asked.insert({function.id(), value}).second) return;
    const Made made = madeBy(function, value);
    if (made.by && made.by->kind == OpKind::Closure) {
      for (FunctionId inside : program_.callOperators(function, made.by->function)) into.push_back(inside);
      return;
    }
    if (made.by) {
      const facts::CalleeT *callee = function.callee(made.by->callee);
      if (callee && callee->system && !made.by->arguments.empty())
        add(function, made.by->arguments.front()->value, into, asked);
      return;
    }
    const facts::ValueT *v = function.value(made.from);
    while (v && v->kind == ValueKind::Addr && v->inputs.size() == 1) v = function.value(v->inputs.front());
    if (!v) return;
    if (v->kind == ValueKind::Function) {
      if (auto target = program_.resolve(function, v->usr)) into.push_back(*target);
    } else if (v->kind == ValueKind::Param) {
      for (const Caller &caller : calls_.callersOf(function.id()))
        if (static_cast<std::size_t>(v->index) < caller.op->arguments.size())
          add(program_.function(caller.function), caller.op->arguments[v->index]->value, into, asked);
    }
  }

  const Calls &calls_;
  const Program &program_;
  std::map<FunctionId, std::string> waits_;
  std::string by_;  // what the loop at hand waits in
  std::set<std::pair<FunctionId, std::int32_t>> begun_;
  std::set<std::tuple<FunctionId, bool, std::set<std::int32_t>>> entered_;
  std::set<std::pair<const facts::OpT *, FunctionId>> noted_;
  bool collected_ = false;
  std::map<std::string, std::set<FunctionId>> contents_;  // member or global -> callables that were put there
  std::vector<ReactorHandler> found_;
};
}  // namespace

std::vector<ReactorHandler> reactorHandlers(const Calls &calls) { return Finder(calls).run(); }

}  // namespace cotidy
