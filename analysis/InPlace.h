// InPlace.h: work that is over when the call that starts it returns, and work that the function itself turns by hand.
#pragma once
#include "analysis/Calls.h"
#include "analysis/Flow.h"

namespace cotidy {

/// What a piece of work was made from.
struct Ingredients {
  std::set<std::int32_t> places;  // variables: a scheduler, a loop, a task
  bool elsewhere = false;         // something that nobody knows, and that may run on another thread
};

Ingredients ingredientsOf(const Function &function, std::int32_t value);

/// Is the work that the call is given done when the call returns? It is a sender of pieces that run where they are
/// started: `start_detached(just() | then(f))`. A piece may stand for the whole.
bool runsInPlace(const Calls &calls, const Function &function, const facts::OpT &start);

/// Does the function, after it has started the work, turn a local executor that the work was made with by hand, as
/// `executor.drain()` does, and not until there is nothing left?
bool turnedByHand(const Calls &calls, const Function &function, const facts::OpT &start);

}  // namespace cotidy
