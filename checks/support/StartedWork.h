// StartedWork.h: methods that hand a closure with plain `this` to somebody who runs it when the method has long returned.
#pragma once
#include "analysis/Analysis.h"

#include <map>

namespace cotidy {

/// One piece of such work: what starts it, and where.
struct StartedWork {
  const Function *function = nullptr;
  const facts::OpT *start = nullptr;
};

/// Remembers what it found for each method. Work that takes an owner of the object along, that is given to a part of the
/// object, or that the object's destructor may call back is not among it.
class StartedWorks {
public:
  explicit StartedWorks(const Analysis &analysis) : analysis_(analysis) {}
  /// By the method itself, or by methods that it calls on the same object; null where there is none.
  const StartedWork *by(FunctionId method) const { return find(method, 0); }

private:
  const StartedWork *find(FunctionId method, unsigned depth) const;
  std::optional<StartedWork> search(const Function &method, unsigned depth) const;
  bool staysBehind(const Function &method, const facts::OpT &closure, const facts::OpT &start) const;

  const Analysis &analysis_;
  mutable std::map<FunctionId, std::optional<StartedWork>> known_;  // filled when first asked for
};

}  // namespace cotidy
