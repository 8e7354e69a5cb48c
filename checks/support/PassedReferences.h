// PassedReferences.h: functions that give a lambda away which refers to what a reference parameter of theirs refers to.
#pragma once
#include "analysis/CallableEscapes.h"
#include "checks/support/Places.h"

#include <map>

namespace cotidy {

struct PassedReference {
  std::size_t parameter = 0;  // of the function that was asked about: what it is given must outlive the call
  const Function *function = nullptr;  // where the lambda stands
  const facts::OpT *start = nullptr;  // … and how it gets away
  bool stored = false;  // put into a container of the object, or of something that the function was given
};

class PassedReferences {
public:
  explicit PassedReferences(const Analysis &analysis) : analysis_(analysis) {}

  /// Of a plain function: what its callers must keep alive, though the call gives them nothing to wait for.
  const std::vector<PassedReference> &of(FunctionId function);

private:
  void lambdas(const Function &function, std::vector<PassedReference> &into) const;
  void helpers(const Function &function, std::vector<PassedReference> &into);

  const Analysis &analysis_;
  std::map<FunctionId, std::vector<PassedReference>> known_;
};

}  // namespace cotidy
