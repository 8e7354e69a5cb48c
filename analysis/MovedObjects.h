// MovedObjects.h: objects that a program gives to a thread of their own, whose handlers run there: Qt's moveToThread().
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// Where the handlers of an object of such a class run, nobody else waits.
class MovedObjects {
public:
  explicit MovedObjects(const Calls &calls);
  /// Is the handler that the call registers run by such an object?
  bool receive(const Function &function, const facts::OpT &registers) const;

private:
  std::set<std::string, std::less<>> classes_;
};

}  // namespace cotidy
