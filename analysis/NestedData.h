// NestedData.h: does a loop hold another loop over data, for all that can be seen? An estimate adds up what is known of every
// callee, and finds data below each of them; only where somebody wrote the inner loop is the data known to multiply.
#pragma once
#include "analysis/Cost.h"
#include "analysis/CpuWork.h"
#include "analysis/Effects.h"

namespace cotidy {

/// Is the value's place outside of the loop, so that each round meets the same one?
bool isSameEachRound(const Function &function, std::int32_t value, std::int32_t loop);
/// Is another loop over data inside of this one: written there, by an algorithm of the library, or in a function called from
/// there that loops over its part of the element, or over data that is the same for all elements? Objects that a container
/// only points to (sessions, listeners) keep little each: what their methods loop over does not count.
bool holdsLoopOverData(const Calls &calls, const Costs &costs, const Function &function, std::int32_t outer);
/// Does each round, or a function that it calls, loop over data that is the same in all rounds?
bool repeatsTheSameLoop(const Calls &calls, const Function &function, std::int32_t outer);
/// … and is that data a part of the own object, or a global?
bool repeatsKeptLoop(const Calls &calls, const Function &function, std::int32_t outer);
/// Does the loop run over pointers to objects?
bool runsOverPointers(const Function &function, std::int32_t loop);
/// A table of tables (or of queues) of pointers to objects: services, sessions, players, each of which somebody made.
bool isTableOfObjects(Type type);
/// Is what the loop at the end of the chain runs over kept somewhere, so that it may grow? Not where it came with the call, as
/// the parts of a message that a handler is given.
/// `handler`: the function at the chain's begin is one.
bool isOverKeptData(const Program &program, const std::vector<WorkWitness> &chain, bool handler);
/// … and is it all of a container that is kept, that a coroutine is given or that it has awaited, so that nothing says how much
/// it is? Not a part of a message.
bool isOverWholeStore(const Program &program, const std::vector<WorkWitness> &chain, bool handler);

}  // namespace cotidy
