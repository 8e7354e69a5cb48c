// Which event loops a call is given: to tell a handler that runs its own loop from one that runs another.
#include "analysis/Calls.h"

namespace cotidy {

// A timer and a strand belong to the loop that they were made with. What a task or a handler holds is its own business.
void Calls::loopsBehind(const Function &function, std::int32_t id, std::set<std::string> &into, Walk &walk) const {
  if (id < 0 || !walk.enter(function.id(), id)) return;
  id = function.unmoved(id);
  if (isCallable(function, id) || function.typeOf(id).object().isTask()) return;
  if (std::string place = loopPlace(function, id); !place.empty()) into.insert(std::move(place));
  if (const facts::OpT *op = function.definition(id)) {
    loopsBehind(function, op->object, into, walk);
    for (const auto &argument : op->arguments) loopsBehind(function, argument->value, into, walk);
  }
  for (auto [from, value] : flowsInto(function, id)) loopsBehind(program_.function(from), value, into, walk);
}

std::set<std::string> Calls::loopsOf(const Function &function, const facts::OpT &call) const {
  std::set<std::string> all;
  Walk walk;
  loopsBehind(function, call.object, all, walk);
  for (const auto &argument : call.arguments) loopsBehind(function, argument->value, all, walk);
  return all;
}

}  // namespace cotidy
