// OwnReactors.h: event loops that the program wrote itself, known by what they do: a loop without an end waits for many
// descriptors at once, and then calls, for each that is ready, what somebody has registered for it.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// What such a loop calls.
struct ReactorHandler {
  FunctionId from = 0;  ///< where the call stands …
  const facts::OpT *op = nullptr;
  FunctionId handler = 0;
  std::string by;  ///< "epoll_wait"
};
std::vector<ReactorHandler> reactorHandlers(const Calls &calls);

/// Is this the call of the system that such a loop waits in? Of poll(), only where the number of descriptors is no small
/// constant, and of select(), only where a loop fills its set: who waits for one or two has no others to hold up.
bool waitsForMany(const Calls &calls, const Function &function, const facts::OpT &op);
/// The name of such a call.
bool isWaitForMany(std::string_view plainName);

}  // namespace cotidy
