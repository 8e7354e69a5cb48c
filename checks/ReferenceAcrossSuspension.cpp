// cotidy-reference-across-suspension: a reference, pointer or iterator into a container that others change, held while the
// coroutine is suspended.
#include "analysis/SharedReferences.h"
#include "checks/Check.h"
#include "checks/support/ContinuedReferences.h"
#include "checks/support/Modifiers.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;
using facts::ValueKind;

namespace {

/// A variable that refers into a container, by the operation that made it so.
using Tracked = std::map<const facts::OpT *, SharedReference>;

/// A reference: what is assigned to it goes into what it refers to.
bool bound(const Function &function, std::int32_t variable) {
  const Type type = function.typeOf(variable);
  return type.isReference();
}

/// Which of them were held across a suspension. A guard that lives keeps the others away.
struct HeldAcross {
  struct State {
    std::map<std::int32_t, const facts::OpT *> made;  // variable -> what made it refer there
    std::map<std::int32_t, const facts::OpT *> stale;  // … and the suspension since then
    std::set<std::int32_t> guards;
    bool operator==(const State &) const = default;
  };

  const Analysis &analysis;
  const Function &function;
  const Tracked &tracked;

  State start() const { return {}; }

  State after(const facts::OpT &op, State state) const {
    switch (op.kind) {
    case OpKind::Init:
    case OpKind::Assign: return written(op, op.destination, std::move(state));
    case OpKind::Call: return called(op, std::move(state));
    case OpKind::Await:
    case OpKind::Yield:
      if (op.ready != facts::Ready::Always && state.guards.empty())
        for (const auto &[variable, made] : state.made) state.stale.try_emplace(variable, &op);
      return state;
    case OpKind::Destroy:
    case OpKind::End:
      forget(state, op.source);
      state.guards.erase(op.source);
      return state;
    default: return state;
    }
  }

  State join(const State &a, const State &b) const {
    State both = a;
    both.made.insert(b.made.begin(), b.made.end());
    both.stale.insert(b.stale.begin(), b.stale.end());
    std::erase_if(both.guards, [&](std::int32_t guard) { return !b.guards.count(guard); });
    return both;
  }

private:
  static void forget(State &state, std::int32_t variable) {
    state.made.erase(variable);
    state.stale.erase(variable);
  }

  State written(const facts::OpT &op, std::int32_t variable, State state) const {
    const facts::ValueT *v = function.value(variable);
    if (!v || v->kind != ValueKind::Local || (op.kind == OpKind::Assign && bound(function, variable))) return state;
    forget(state, variable);
    if (tracked.count(&op)) state.made[variable] = &op;
    if (isGuard(analysis.models(), function.typeOf(variable).value())) state.guards.insert(variable);
    return state;
  }

  State called(const facts::OpT &op, State state) const {
    const facts::CalleeT *callee = function.callee(op.callee);
    const std::string_view method = callee ? lastComponent(callee->name) : std::string_view(op.name);
    if (callee && callee->operator_ == "=" && op.object >= 0 && !bound(function, function.strip(op.object)))
      forget(state, function.strip(op.object));
    if (op.object >= 0 && looksUp(method)) lookedUp(op, state);
    return state;
  }

  // Somebody looks whether the element is still there: that is believed to be a check.
  void lookedUp(const facts::OpT &op, State &state) const {
    const std::string key = function.placeKey(function.strip(op.object));
    std::erase_if(state.stale, [&](const auto &one) {
      auto made = state.made.find(one.first);
      if (made == state.made.end()) return true;
      const SharedReference &reference = tracked.at(made->second);
      const bool stable =
          reference.into.container.kind == Container::Node || reference.into.container.kind == Container::Hashed;
      return stable && !reference.iterator && reference.into.key == key;
    });
  }
};

/// The operand that this value was got from by `*`, `->` or `[]`; -1 for all others.
std::int32_t dereferenced(const Function &function, std::int32_t value) {
  const facts::OpT *made = function.definition(value);
  const facts::CalleeT *callee = made && made->kind == OpKind::Call ? function.callee(made->callee) : nullptr;
  const bool dereferences =
      callee && (callee->operator_ == "*" || callee->operator_ == "->" || callee->operator_ == "[]");
  return dereferences ? made->object : -1;
}

/// `fresh` of `auto [entry, fresh] = map.try_emplace(…)`: a value of the variable's own, which refers to nothing.
bool isOwnPart(const Function &function, const facts::ValueT &value) {
  const Type type = function.type(value.type);
  const bool plain = type.is(facts::TypeKind::Bool) || type.is(facts::TypeKind::Scalar);
  if ((value.kind != ValueKind::Binding && value.kind != ValueKind::Member) || !plain || value.inputs.empty())
    return false;
  const facts::ValueT *whole = function.value(value.inputs.front());
  return whole && whole->kind == ValueKind::Local && !bound(function, value.inputs.front());
}

/// The local variables that an operation uses, also as the base of a member or element: `i->second = co_await …` uses `i`
/// when the value is there.
std::set<std::int32_t> variablesOf(const Function &function, const facts::OpT &op) {
  std::set<std::int32_t> found;
  std::vector<std::int32_t> todo = operandsOf(op);
  if (op.kind == OpKind::Use && op.destination >= 0) todo.push_back(op.destination);
  for (std::size_t i = 0; i < todo.size() && i < 64; ++i) {
    const facts::ValueT *v = function.value(todo[i]);
    if (!v) continue;
    if (v->kind == ValueKind::Local) found.insert(todo[i]);
    if (isOwnPart(function, *v)) continue;
    for (std::int32_t input : v->inputs)
      if (input >= 0) todo.push_back(input);
    if (const std::int32_t base = dereferenced(function, todo[i]); base >= 0) todo.push_back(base);
  }
  return found;
}

/// Does the operation make the variable refer somewhere else?
bool rewrites(const Function &function, const facts::OpT &op, std::int32_t variable) {
  if (op.kind == OpKind::Init) return op.destination == variable;
  if (bound(function, variable)) return false;
  if (op.kind == OpKind::Assign) return op.destination == variable;
  const facts::CalleeT *callee = op.kind == OpKind::Call ? function.callee(op.callee) : nullptr;
  return callee && callee->operator_ == "=" && function.strip(op.object) == variable;
}

struct Stale {
  const facts::OpT *made, *suspension, *use;
};

/// The first use of each variable behind a suspension.
std::vector<Stale> staleUses(const Analysis &analysis, const Function &function, const Tracked &tracked) {
  std::vector<Stale> all;
  const HeldAcross problem{analysis, function, tracked};
  std::set<const facts::OpT *> said;
  Flow<HeldAcross>(function, problem).forEach([&](const facts::OpT &op, const HeldAcross::State &state) {
    if (state.stale.empty()) return;
    for (std::int32_t variable : variablesOf(function, op)) {
      auto stale = state.stale.find(variable);
      auto made = state.made.find(variable);
      if (stale == state.stale.end() || made == state.made.end() || !op.place || rewrites(function, op, variable))
        continue;
      if (said.insert(made->second).second) all.push_back({made->second, stale->second, &op});
    }
  });
  return all;
}

std::string wordOf(Change change) {
  switch (change) {
  case Change::Grows: return "adds to it";
  case Change::Removes: return "removes from it";
  default: return "replaces it";
  }
}

bool isLoop(const Function &function, const facts::OpT &made) {
  return function.value(made.destination)->name.starts_with("__");
}

void report(const Function &function, const Stale &stale, const SharedReference &reference, const Modifier &modifier,
            std::vector<Finding> &out) {
  const std::string &name = function.value(stale.made->destination)->name;
  const bool loop = isLoop(function, *stale.made);
  const std::string container = "'" + reference.into.name + "'";
  const std::string other = "'" + modifier.modification.function->head().display + "'";
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = modifier.runs ? Confidence::Likely : Confidence::Possible;
  finding.at = locate(function, stale.made->place);
  finding.message = (loop ? "this loop over " + container + " is suspended in its body"
                          : (name.empty() ? std::string("this") : "'" + name + "'") + " refers into " + container +
                                " and is used after a suspension") +
                    ", while " + other + " " + wordOf(modifier.modification.change) + "; " +
                    (loop ? "go over a copy, or over shared pointers"
                          : "look it up again after the suspension, or hold a copy or a shared_ptr");
  finding.steps = {{locate(function, *stale.suspension), "the coroutine may be suspended here"},
                   {locate(function, *stale.use), loop ? "the loop goes on here" : "it is used here again"}};
  finding.related = {{locate(*modifier.modification.function, *modifier.modification.op),
                      other + " " + wordOf(modifier.modification.change) + " here"}};
  finding.function = function.name();
  finding.subject = reference.into.name;
  finding.statement = statementOf(function, *stale.made);
  if (finding.at.line) out.push_back(std::move(finding));
}

void look(const Analysis &analysis, const SharedReferences &references, const Modifiers &modifiers,
          const Function &function, std::vector<Finding> &out) {
  Tracked tracked;
  for (const facts::OpT *op : function.ops())
    if (auto reference = references.madeBy(function, *op)) tracked.emplace(op, *reference);
  if (tracked.empty()) return;
  std::set<std::string> loops;  // the element of a loop's range says nothing new
  std::vector<Stale> all = staleUses(analysis, function, tracked);
  std::stable_sort(all.begin(), all.end(), [&](const Stale &a, const Stale &b) {
    return isLoop(function, *a.made) > isLoop(function, *b.made);
  });
  for (const Stale &stale : all) {
    const SharedReference &reference = tracked.at(stale.made);
    std::optional<Modifier> modifier = modifiers.of(function, reference);
    if (!modifier || (stale.made->loop >= 0 && loops.count(reference.into.key))) continue;
    if (isLoop(function, *stale.made) && !loops.insert(reference.into.key).second) continue;
    report(function, stale, reference, *modifier, out);
  }
}

// The same in continuation style: what others do before the continuation runs is not known to be seen.
void lookAtContinuations(const Analysis &analysis, const SharedReferences &references, const Modifiers &modifiers,
                         const Function &function, std::vector<Finding> &out) {
  for (const ContinuedReference &continued : continuedReferences(analysis, references, function)) {
    const std::optional<Modifier> modifier = modifiers.of(function, continued.reference);
    if (!modifier) continue;
    const std::string other = "'" + modifier->modification.function->head().display + "'";
    Finding finding;
    finding.severity = Severity::Warning;
    finding.confidence = Confidence::Possible;
    finding.at = locate(function, *continued.start);
    finding.message = "this continuation has '" + function.value(continued.made->destination)->name +
                      "', which refers into '" + continued.reference.into.name + "', while " + other + " " +
                      wordOf(modifier->modification.change) +
                      " before it runs; look it up again in the continuation, or hold a copy or a shared_ptr";
    finding.steps = {{locate(function, continued.made->place), "it is made to refer there"}};
    finding.related = {{locate(*modifier->modification.function, *modifier->modification.op),
                        other + " " + wordOf(modifier->modification.change) + " here"}};
    finding.function = function.name();
    finding.subject = continued.reference.into.name;
    finding.statement = statementOf(function, *continued.start);
    if (finding.at.line) out.push_back(std::move(finding));
  }
}

void run(const Analysis &analysis, std::vector<Finding> &out) {
  const SharedReferences references(analysis.fates().storages());
  const Modifiers modifiers(analysis, references);
  for (const auto &function : analysis.program().functions())
    if (!function->coroutine())
      lookAtContinuations(analysis, references, modifiers, *function, out);
    else if (!function->generator())
      look(analysis, references, modifiers, *function, out);
}

}  // namespace

extern const Check ReferenceAcrossSuspension{"reference-across-suspension", "lifetime", Severity::Warning,
                                             "A reference or iterator into shared state held across a suspension", run};

}  // namespace cotidy
