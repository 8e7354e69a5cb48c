// TU-SET: bad.cpp deed.cpp
// CASE: before a register is sent to the archive, all of its deeds are written as one text on the reactor
#include "deed.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <sstream>

namespace ss = seastar;

class archive {
public:
    ss::future<> put(std::string place, std::string text);
};

class clerk {
public:
    ss::future<bool> send(const register_base& one) {
        std::ostringstream text;
        one.write(text);  // EXPECT: cpu-loop-on-executor
        co_await archive_.put(one.place(), std::move(text).str());
        co_return true;
    }

private:
    archive& archive_;
};
