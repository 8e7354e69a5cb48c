// Up from the lambda to the call that runs it at once and passes its task on. The variable's own function must let that
// task go on; one that is a lambda itself must return it, and then the question goes on to who runs that one.
#include "checks/support/OuterFrames.h"

#include "analysis/CallableFlow.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

namespace {

class Search {
public:
  Search(const Analysis &analysis, const Makers &makers) : analysis_(analysis), makers_(makers) {}

  const Function *frame(const Function &lambda, std::int32_t capture, unsigned depth) const {
    constexpr unsigned deepest = 4;
    auto maker = makers_.find(lambda.head().closure);
    if (depth > deepest || maker == makers_.end()) return nullptr;
    const auto &[outer, closure] = maker->second;
    const facts::OpT *call = runsAtOnce(*outer, *closure);
    const std::int32_t captured = referenceNamed(*closure, lambda.value(capture)->name);
    if (!call || captured < 0) return nullptr;
    const TaskKind kind = taskKind(analysis_.models(), outer->typeOf(call->result).value());
    if (!kind) return nullptr;
    for (const Storage &storage : analysis_.fates().storages().of(*outer, captured)) {
      if (storage.assumed || storage.shared) continue;
      if (storage.dies() && analysis_.fates().outlives(*outer, *call, kind, storage)) return outer;
      if (storage.kind == Storage::Captured && isReturned(*outer, *call, kind))
        if (const Function *found = frame(*outer, storage.value, depth + 1)) return found;
    }
    return nullptr;
  }

private:
  static std::int32_t referenceNamed(const facts::OpT &closure, const std::string &name) {
    for (const auto &capture : closure.captures)
      if (capture->name == name && capture->how == facts::Capture::Reference) return capture->value;
    return -1;
  }

  bool isReturned(const Function &function, const facts::OpT &call, const TaskKind &kind) const {
    const auto outliving = analysis_.fates().outlives(function, call, kind, {Storage::Parameter});
    return outliving && outliving->fate.kind == Fate::Returned;
  }

  // The call that gets the closure as an argument and runs it before it returns, and not again later.
  const facts::OpT *runsAtOnce(const Function &function, const facts::OpT &closure) const {
    for (const facts::OpT *op : function.ops()) {
      if (op->kind != OpKind::Call || op->result < 0) continue;
      const CallSite *site = analysis_.calls().at(function.id(), op);
      for (std::size_t i = 0; site && i < op->arguments.size(); ++i)
        if (denotes(function, op->arguments[i]->value, closure.result)) return runs(*site, *op, i) ? op : nullptr;
    }
    return nullptr;
  }

  static bool runs(const CallSite &site, const facts::OpT &op, std::size_t argument) {
    bool now = false, later = false;
    for (const FunctionModel *model : site.models)
      for (const Invocation &how : model->invokes)
        if (takes(how, argument, op.arguments.size())) (how.when == Invocation::Now ? now : later) = true;
    return now && !later;
  }

  const Analysis &analysis_;
  const Makers &makers_;
};

}  // namespace

const Function *frameThatEndsFirst(const Analysis &analysis, const Makers &makers, const Function &lambda,
                                   std::int32_t capture) {
  return lambda.head().lambda && !lambda.coroutine() ? Search(analysis, makers).frame(lambda, capture, 0) : nullptr;
}

}  // namespace cotidy
