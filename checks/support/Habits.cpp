// A chain of futures counts for the function that it begins with. Lazy tasks do not count: they never run.
#include "checks/support/Habits.h"

#include <algorithm>

namespace cotidy {

static bool counts(const LostTask &lost) {
  return lost.how == LostTask::Discarded && !lost.task.kind.lazy() && lost.task.op->kind == facts::OpKind::Call;
}

static std::pair<std::string_view, std::uint32_t> placeOf(const Function &function, const facts::OpT &op) {
  return {function.body().files[op.place->file()], op.place->begin()};
}

// The method, in any class of its library: `pipeline::close`.
static std::string familyOf(std::string_view name) {
  const std::size_t scope = name.find("::");
  return scope == std::string_view::npos ? std::string(name)
                                         : std::string(name.substr(0, scope + 2)) + std::string(lastComponent(name));
}

Habits::Key Habits::beginning(const Function &function, const facts::OpT &op) const {
  constexpr int longest = 16;
  const facts::OpT *link = &op;
  for (int steps = 0; steps < longest; ++steps) {
    const CallSite *site = analysis_.calls().at(function.id(), link);
    const bool continues =
        site && std::any_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
          return std::any_of(model->invokes.begin(), model->invokes.end(),
                             [](const Invocation &how) { return how.when == Invocation::Continuation; });
        });
    if (!continues) break;
    const facts::OpT *before = function.definition(function.unmoved(link->object));
    if (!before || before->kind != facts::OpKind::Call) return {};
    link = before;
  }
  const facts::CalleeT *callee = function.callee(link->callee);
  return {callee ? familyOf(callee->name) : std::string(), link != &op};
}

Habits::Habits(const Analysis &analysis) : analysis_(analysis) {
  for (const auto &function : analysis.program().functions())
    for (const LostTask &lost : analysis.taskUses().of(function->id()).lost)
      if (counts(lost) && lost.task.op->place)
        if (Key key = beginning(*function, *lost.task.op); !key.first.empty())
          counts_[key].dropped.insert(placeOf(*function, *lost.task.op));
  for (const auto &function : analysis.program().functions())
    for (const CallSite &site : analysis.calls().of(function->id())) {
      const facts::CalleeT *callee = function->callee(site.op->callee);
      if (!callee || !site.op->place) continue;
      const std::string family = familyOf(callee->name);
      for (bool chained : {false, true})
        if (auto known = counts_.find({family, chained}); known != counts_.end())
          known->second.called.insert(placeOf(*function, *site.op));
    }
}

bool Habits::areDropped(const Function &function, const LostTask &lost) const {
  constexpr std::size_t few = 4;
  if (!counts(lost)) return false;
  auto known = counts_.find(beginning(function, *lost.task.op));
  if (known == counts_.end()) return false;
  const std::size_t dropped = known->second.dropped.size();
  return dropped > few && 3 * dropped >= 2 * known->second.called.size();
}

}  // namespace cotidy
