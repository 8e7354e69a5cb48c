// TU-SET: bad.cpp lib.cpp
// CASE: a coroutine on the reactor compares a secret with its hash, which a slow hash function makes anew, in another file
#include "badge.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

namespace ss = seastar;

class gatekeeper {
public:
    ss::future<bool> may_enter(std::string holder, std::string typed) {
        const badge::entry found = co_await look_up(holder);
        if (found.hash.empty())
            co_return false;
        const bool right = badge::opens(found, typed);  // EXPECT: heavy-call-on-executor
        co_await note(found.holder, right);
        co_return right;
    }

private:
    ss::future<badge::entry> look_up(std::string holder);
    ss::future<> note(std::string holder, bool right);
};
