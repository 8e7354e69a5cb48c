// Errors.h: errors that somebody throws on purpose and that leave a function, through everything that it calls and awaits.
#pragma once
#include "analysis/Calls.h"
#include "analysis/Handlers.h"

namespace cotidy {

/// The way of an error out of a function.
struct Escape {
  const facts::OpT *op = nullptr;  // the throw, or the call or await on the way to it
  std::optional<FunctionId> next;  // the function that lets it out there; none at the throw
};

class Errors {
public:
  explicit Errors(const Calls &calls);
  /// Null where no thrown error is known to leave the function. Errors of unknown functions are not known.
  const Escape *of(FunctionId function) const;
  /// From the function down to the throw.
  std::vector<std::pair<FunctionId, Escape>> chain(FunctionId function) const;
  /// Does the operation let such an error out of its own function?
  const Escape *at(const facts::OpT &op) const;

private:
  struct Caller {
    FunctionId function;
    const facts::OpT *op;  // the call; of a coroutine: the await of its task
  };
  void findCallers();
  void spread();
  bool isCaught(const Function &function, const facts::OpT &op, Type error) const;
  Type thrownBy(FunctionId function) const;

  const Calls &calls_;
  const Program &program_;
  std::vector<std::vector<Caller>> callers_;
  std::vector<std::optional<Escape>> escapes_;
  std::map<const facts::OpT *, Escape> through_;
};

}  // namespace cotidy
