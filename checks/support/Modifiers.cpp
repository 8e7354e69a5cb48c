// Setting up and tearing down change containers as well: constructors, destructors and what only `main` calls do not count.
// Somebody must run while the coroutine sleeps: a coroutine, a handler, a thread, or what these call.
#include "checks/support/Modifiers.h"

#include "checks/support/CountedElements.h"

#include <algorithm>

namespace cotidy {

Modifiers::Modifiers(const Analysis &analysis, const SharedReferences &references)
    : analysis_(analysis), modifications_(cotidy::modificationsOf(references, analysis.program())) {}

// "ns::room::room", "ns::room::~room".
static bool makesOrEnds(const Function &function) {
  const std::string_view name = function.name();
  const std::string_view method = lastComponent(name);
  if (method.starts_with('~')) return true;
  const std::size_t rest = name.size() - method.size();
  return rest > 2 && lastComponent(name.substr(0, rest - 2)) == method;
}

bool Modifiers::onlyCalledBy(const Function &function, const Function &caller) const {
  const auto &callers = analysis_.calls().callersOf(function.id());
  if (callers.empty() || function.coroutine()) return false;
  return std::all_of(callers.begin(), callers.end(), [&](const Caller &one) {
    const Function &other = analysis_.program().function(one.function);
    return one.function == caller.id() || other.head().main || makesOrEnds(other);
  });
}

bool Modifiers::runsBesideOthers(const Function &function) const {
  constexpr std::size_t most = 64;
  std::vector<FunctionId> todo{function.id()};
  std::set<FunctionId> seen(todo.begin(), todo.end());
  for (std::size_t i = 0; i < todo.size() && i < most; ++i) {
    const Function &now = analysis_.program().function(todo[i]);
    if (now.coroutine() || !analysis_.contexts().of(now.id()).empty()) return true;
    for (const Caller &caller : analysis_.calls().callersOf(now.id()))
      if (seen.insert(caller.function).second) todo.push_back(caller.function);
  }
  return false;
}

// What is worth showing first.
static int rank(Change change) { return change == Change::Removes ? 0 : change == Change::Replaces ? 1 : 2; }

// Of the container itself, and of the whole objects that it is a field of: those are noted without the field's file.
std::vector<Modification> Modifiers::modificationsOf(const std::string &key) const {
  std::vector<Modification> all;
  for (const std::string &name : {key, key.substr(0, key.find('|'))})
    if (auto found = modifications_.find(name); found != modifications_.end())
      all.insert(all.end(), found->second.begin(), found->second.end());
  return all;
}

// `.finally([this, id] { all_.erase(id); })`: behind what the function itself has begun.
static bool standsIn(const Program &program, const Function &lambda, const Function &function) {
  if (!lambda.head().lambda) return false;
  const auto parent = program.resolve(lambda, lambda.head().parent);
  return parent && (*parent == function.id() || standsIn(program, program.function(*parent), function));
}

std::optional<Modifier> Modifiers::of(const Function &coroutine, const SharedReference &reference) const {
  std::optional<Modifier> found;
  for (const Modification &one : modificationsOf(reference.into.key)) {
    const Function &function = *one.function;
    if (&function == &coroutine || function.head().main || makesOrEnds(function)) continue;
    if (!coroutine.coroutine() && standsIn(analysis_.program(), function, coroutine)) continue;
    if (one.change == Change::Removes && runsForLastUser(function, *one.op)) continue;
    if (!invalidates(reference.into.container, one.change, reference.iterator) || onlyCalledBy(function, coroutine))
      continue;
    if (runsBesideOthers(function)) {
      if (!found || !found->runs || rank(one.change) < rank(found->modification.change)) found = Modifier{one, true};
      continue;
    }
    // Nobody calls it here, so others do: taking out is what happens while a program runs, adding may be its set-up.
    const bool called = !analysis_.calls().callersOf(function.id()).empty();
    if (!found && !called && one.change == Change::Removes) found = Modifier{one, false};
  }
  return found;
}

}  // namespace cotidy
