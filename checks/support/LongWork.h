// LongWork.h: the one way in which the rules of the family `cpu` look for work that keeps a thread from those who wait for it.
#pragma once
#include "analysis/CpuWork.h"
#include "checks/support/Roots.h"

namespace cotidy {

/// Does CPU work at this operation hold up others? Not on pools, whatever they are meant for, and not in a coroutine that
/// a plain function runs and waits for.
bool isOnLoop(const Analysis &analysis, const Root &root, const facts::OpT &op);
/// A finding for each operation of an async function that does such work, itself or through what it calls.
void reportLongWork(const Analysis &analysis, Work work, const CpuLimits &limits, std::vector<Finding> &out);
/// "co_await seastar::coroutine::maybe_yield()": how a coroutine of this type lets others run; empty where nobody says.
std::string yieldText(const Analysis &analysis, const Root &root);

}  // namespace cotidy
