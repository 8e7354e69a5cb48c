// AwaitOrder.h: may two awaits of a coroutine be under way at the same time? Only where nothing shown says otherwise: no
// result that is used, no shared object that is written, no stream, no name that speaks of an order.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// An await of a task that a function of the program itself makes.
struct AwaitedCall {
  const facts::OpT *await = nullptr;
  const facts::OpT *call = nullptr;
  const facts::CalleeT *callee = nullptr;
  std::vector<FunctionId> bodies;
  bool givesValue = false;
  bool ordered = false;  // its name speaks of an order: `read`, `open`, `lock`
  bool asks = false;  // but may be the one verb for what it is given: `read(shelf)`, `open(path)`
};

/// None where a library makes what is awaited, and where its body is known and suspends nowhere.
std::optional<AwaitedCall> awaitedCall(const Calls &calls, const Function &function, const facts::OpT &await);
/// A call whose task the function hands on, instead of awaiting it; a library's function, too.
std::optional<AwaitedCall> handedOnCall(const Calls &calls, const Function &function, const facts::OpT &call);
/// The variable, member or parameter at the root of a value; -1 for none.
std::int32_t rootOf(const Function &function, std::int32_t value);
/// The roots of all that a call is given; its object left out.
std::vector<std::int32_t> rootsGiven(const Function &function, const facts::OpT &call);
/// Could the call write what stands at this root, through a reference or a pointer?
bool mayWrite(const Function &function, const AwaitedCall &one, std::int32_t root);
/// The first one awaited, then the second, with nothing between that matters: could they as well overlap?
bool mayOverlap(const Calls &calls, const Function &function, const AwaitedCall &first, const AwaitedCall &second);
/// Do the bodies of both touch a member or global that one of them writes? Members of different objects do not count; with
/// `services`, nor does what a body asks of a service that its object only refers to.
bool bodiesConflict(const Calls &calls, const std::vector<FunctionId> &first, const std::vector<FunctionId> &second,
                    bool sameObject = true, bool services = false);
/// A verb that is about the one thing that it is given, such as `remove` or `download`: another one does not matter to it.
bool isAboutOneThing(std::string_view name);

}  // namespace cotidy
