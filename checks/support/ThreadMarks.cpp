// The mark may be set and asked by helpers: a scope that sets it, a function that returns its address.
#include "checks/support/ThreadMarks.h"

#include <algorithm>

namespace cotidy {

namespace {
class Touched {
public:
  explicit Touched(const Analysis &analysis) : analysis_(analysis) {}

  /// All thread-locals that the operation has to do with, or the calls that it makes.
  void add(const Function &function, const facts::OpT &op) {
    for (std::int32_t value : {op.object, op.source, op.destination}) addValue(function, value);
    for (const auto &argument : op.arguments) addValue(function, argument->value);
    const CallSite *site = analysis_.calls().at(function.id(), &op);
    if (!site) return;
    for (FunctionId target : site->targets) addBody(target, 0);
  }

  bool meets(const Touched &other) const {
    return std::any_of(marks_.begin(), marks_.end(),
                       [&](const std::string &mark) { return other.marks_.count(mark) > 0; });
  }
  bool empty() const { return marks_.empty(); }

private:
  void addBody(FunctionId id, unsigned depth) {
    constexpr unsigned deepest = 3;
    const Function &function = analysis_.program().function(id);
    if (depth > deepest || !seen_.insert(id).second) return;
    for (const auto &value : function.body().values) note(function, *value);
    for (const CallSite &site : analysis_.calls().of(id))
      for (FunctionId target : site.targets) addBody(target, depth + 1);
  }

  void addValue(const Function &function, std::int32_t id) {
    const facts::ValueT *value = function.value(function.strip(id));
    for (unsigned depth = 0; value && depth < 8; ++depth) {
      note(function, *value);
      value = value->inputs.empty() ? nullptr : function.value(function.strip(value->inputs.front()));
    }
  }

  // A static of a function has no name that is its own: that of the function makes it one.
  void note(const Function &function, const facts::ValueT &value) {
    if (value.thread_local_) marks_.insert(value.usr.empty() ? function.name() + "::" + value.name : value.usr);
  }

  const Analysis &analysis_;
  std::set<std::string> marks_;
  std::set<FunctionId> seen_;
};
}  // namespace

bool marksItsThread(const Analysis &analysis, const Function &function, const Hold &hold, const facts::OpT &op) {
  const facts::OpT *taken = analysis.locks().taken(function, hold);
  const std::string mutex = analysis.locks().identity(function, hold);
  const auto ops = function.ops();
  auto from = std::find(ops.begin(), ops.end(), taken), to = std::find(ops.begin(), ops.end(), &op);
  if (mutex.empty() || from >= to || to == ops.end()) return false;
  Touched set(analysis);
  for (; from != to; ++from) set.add(function, **from);
  if (set.empty()) return false;
  const std::vector<FunctionId> &holders = analysis.locks().holders();
  return std::any_of(holders.begin(), holders.end(), [&](FunctionId id) {
    const Function &other = analysis.program().function(id);
    const auto steps = other.ops();
    const auto takes = std::find_if(steps.begin(), steps.end(),
                                    [&](const facts::OpT *step) { return analysis.locks().takesHere(step, mutex); });
    if (id == function.id() || takes == steps.end()) return false;
    Touched asked(analysis);
    for (auto step = steps.begin(); step != takes; ++step) asked.add(other, **step);
    return asked.meets(set);
  });
}

}  // namespace cotidy
