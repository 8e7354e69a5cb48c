// Requests.h: work that lasts for a while and ends by itself, against services, which run until somebody stops them.
#pragma once
#include "analysis/Analysis.h"

#include <set>

namespace cotidy {

/// It awaits something, and has no loop that others have to end.
bool isRequest(const Analysis &analysis, FunctionId body, unsigned depth = 0);
/// It takes a permit first, or it has no work that lasts.
bool isHeldBack(const Analysis &analysis, FunctionId body, unsigned depth = 0);
/// A coroutine that is a request, or a plain function that starts one: `with_gate(gate, [this] { return send(); })`.
bool startsRequest(const Analysis &analysis, FunctionId body, unsigned depth = 0);
/// What the call itself runs: its own body, or the callables that it is given.
std::vector<FunctionId> bodiesOf(const Analysis &analysis, const CallSite &site);
/// Handlers that run once per connection or request: of an accept, or given to something that calls them again and again.
std::set<FunctionId> requestHandlers(const Calls &calls);

}  // namespace cotidy
