// The way of a held lock is a shortest one that meets nothing that gives it back.
#include "checks/support/Held.h"

#include "analysis/Relocks.h"

#include <algorithm>

namespace cotidy {

std::string namesOf(const Analysis &analysis, const Function &function, const HeldLocks::State &held) {
  std::vector<std::string> names;
  for (const Hold &hold : held) {
    std::string name = analysis.locks().name(function, hold);
    if (!name.empty()) name = "'" + name + "'";
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (names.empty()) return "a lock";
  std::string text = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) text += (i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

std::vector<Step> heldSteps(const Analysis &analysis, const Function &function, const Hold &hold,
                            const facts::OpT &end) {
  const facts::OpT *taken = analysis.locks().taken(function, hold);
  if (!taken) return {};
  std::vector<Step> steps;
  Location at = locate(function, *taken);
  if (at.line) steps.push_back({at, namesOf(analysis, function, {hold}) + " is taken here"});
  // From the operation behind it on, the hold must survive each one.
  const HeldLocks problem = analysis.locks().problem(function);
  Hold sure = hold;
  sure.condition = -1;
  WayQuestion question;
  question.blocked = [&](const facts::OpT &op) {
    HeldLocks::State rest = problem.after(op, {sure});
    return !std::any_of(rest.begin(), rest.end(),
                        [&](const Hold &left) { return left.taken == hold.taken && left.mutex == hold.mutex; });
  };
  question.ends = [&](const facts::OpT &op) { return &op == &end; };
  question.exceptions = true;
  if (auto way = findWay(function, taken, question)) {
    std::vector<Step> branches = pathSteps(function, *way);
    steps.insert(steps.end(), branches.begin(), branches.end());
  }
  return steps;
}

std::string nameOf(const Function &function) {
  const std::string &display = function.head().display;
  if (function.head().lambda) return (function.coroutine() ? "a coroutine " : "a ") + display;
  return (function.coroutine() ? "coroutine '" : "'") + display + "'";
}

bool surely(const Hold &hold) { return hold.taken >= 0 && hold.condition < 0; }

bool mayBeTakenAgain(const Analysis &analysis, const Function &function, const Hold &hold) {
  const facts::OpT *taken = analysis.locks().taken(function, hold);
  return taken && isRecursive(analysis.program(), function, *taken);
}

}  // namespace cotidy
