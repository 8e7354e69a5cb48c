// Roots.h: the functions that are async by themselves (coroutines, handlers, continuations), and the words for them.
#pragma once
#include "checks/support/Places.h"

#include <functional>

namespace cotidy {

struct Root {
  const Function &function;
  Standing standing;
  Hops hops;
};

/// Calls `visit` for each function that others wait for. With `fakeHops` also what runs after a hop that is none.
void forEachRoot(const Analysis &analysis, const std::function<void(const Root &)> &visit);

/// Does blocking at this operation hold up others? False once the coroutine has moved to a pool.
bool holdsUpOthers(const Root &root, const facts::OpT &op);

/// "coroutine 'poll'", "a handler of 'async_wait' in 'Session::start'".
std::string describe(const Analysis &analysis, const Root &root);
/// "the event loop", "the compute pool", or the thread that it shares with other coroutines.
std::string threadOf(const Root &root);
/// Says who put the root on its loop, as a related step; empty where nobody is known.
std::vector<Step> provenance(const Analysis &analysis, const Root &root);

}  // namespace cotidy
