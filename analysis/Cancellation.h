// Cancellation.h: how a function hears that it was cancelled, and whether it goes on all the same.
#pragma once
#include "analysis/Calls.h"
#include "analysis/Handlers.h"
#include "analysis/Tasks.h"

namespace cotidy {

/// A handler that catches cancellation and lets the function go on as if nothing had happened.
struct Swallowed {
  const facts::HandlerT *handler;
  Type exception;                  // the type that the handler names; empty for one that catches everything
  bool typed = false;              // it names cancellation itself
  bool loops = false;              // the work inside the try is begun again
  const facts::OpT *awaits;        // the first suspension inside the try that may be cancelled
  Type task;                       // what is awaited there
  const facts::OpT *returns;       // where it does not loop: the success that the function reports
};

/// What the function swallows. Silent on everything that looks like a decision: a rethrow, a return, a flag that is set or
/// tested, an error that is handed on.
std::vector<Swallowed> swallowedBy(const Calls &calls, const Function &function);

/// Does awaiting this tell of cancellation by an exception? Gives the awaited type if so.
Type cancellableBy(const Calls &calls, const Function &function, const facts::OpT &await);

/// Is an error part of what the await gives, so that it does not throw?
bool givesErrorBack(Type result);

}  // namespace cotidy
