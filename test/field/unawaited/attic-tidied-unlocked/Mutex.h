// A mutex of fibers: whoever awaits its permit has it until the permit dies.
#pragma once
#include <seastar/core/semaphore.hh>
#include <utility>

namespace attic {

class FiberMutex {
public:
    auto permit() { return seastar::get_units(one_, 1); }

private:
    seastar::semaphore one_{1};
};

}  // namespace attic
