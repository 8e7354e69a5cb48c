// CallableFlow.h: where a callable goes once it is made: through variables, moves, wrappers, parameters and the captures
// of other closures, to the operations that do something with it. Forward, over function borders, of bounded length.
#pragma once
#include "analysis/Fates.h"

namespace cotidy {

/// A value that is the callable, or holds it.
struct Holder {
  FunctionId function = 0;
  std::int32_t value = -1;
  enum Home : std::uint8_t {
    Temporary,  // dies with its full expression
    Variable,  // a local variable, also a container that it was put into
    Parameter,  // a by-value parameter
    Captured,  // a by-copy capture: dies with the closure that has it, which is the holder `from`
    Borrowed,  // a reference to the holder `from`: a reference parameter or capture, a wrapper that only refers to it
  } home = Temporary;
  std::size_t from = 0;  // index of the holder that it came from; its own index for the first
  const facts::OpT *op = nullptr;  // in the function of `from`: what passed it on; null for the first
  bool carrier = false;  // a closure that has the callable as a capture
  bool wrapper = false;  // an object that refers to the callable: a copy of it does, too
};

/// What is done with the callable.
struct Arrival {
  enum Is : std::uint8_t {
    Called,  // `op` calls it
    Given,  // `op` takes it as an argument and nobody looks further: the models say what it does, if they know
    Stored,  // `op` puts it into a member, a global, or a container or place that is not a local variable's
    Returned,  // by return, co_return or co_yield
  } is = Given;
  std::size_t holder = 0;
  const facts::OpT *op = nullptr;
  std::int32_t place = -1;  // Stored: where
  std::size_t argument = 0;  // Given: which one
};

struct CallableFlow {
  std::vector<Holder> holders;  // the first is the callable itself
  std::vector<Arrival> arrivals;
  bool complete = true;  // no way was left off
};

CallableFlow flowOf(const Fates &fates, const Function &function, std::int32_t callable);

/// Is the operand this value: itself, moved, as a branch of `?:`, or as the variable that it initialises?
bool denotes(const Function &function, std::int32_t operand, std::int32_t value);

/// Does an invocation of this model take the argument of that index?
bool takes(const Invocation &how, std::size_t argument, std::size_t count);

}  // namespace cotidy
