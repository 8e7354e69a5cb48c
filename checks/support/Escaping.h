// Escaping.h: callables and arguments that refer to what dies with a function, and that outlive it.
#pragma once
#include "analysis/CallableEscapes.h"
#include "checks/support/Places.h"

#include <algorithm>
#include <functional>

namespace cotidy {

/// One thing that dies first.
struct Subject {
  Storage storage;
  std::string name;
  bool inClosure = false;                 // a by-copy capture: it dies with the closure around
  bool sharedOwner = false;  // `this` of a class whose objects live as long as shared pointers to them do
  bool takenOut = false;     // … or until somebody takes them out of the container that owns them
  const Function *frame = nullptr;  // of a reference capture: the function further out whose variable it is
};

struct Escaping {
  enum What : std::uint8_t { Closure, Bound, Argument } what = Closure;
  const Function &function;  // whose variables they are
  const facts::OpT &made;  // the lambda, the bind, the call
  const std::unique_ptr<facts::Place> &place;
  std::vector<Subject> subjects;  // at least one
  CallableEscape escape;
  Outliving outliving;  // of the first subject
};

/// Calls `visit` once for each lambda, bind or call.
void forEachEscaping(const Analysis &analysis, const std::function<void(const Escaping &)> &visit);

/// Where the variable is declared, where the work gets away, where it uses the variable.
std::vector<Step> witness(const Analysis &analysis, const Escaping &escaping);

}  // namespace cotidy
