#pragma once
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sharded.hh>
#include <string>
#include <utility>
#include <vector>

namespace crew {

void log_line(const std::string& s);

class peer {
public:
    seastar::future<> forget();
    seastar::future<> learn(std::string name);
};

class roster {
public:
    seastar::future<> clear();
    seastar::future<> add(std::string name);
    seastar::future<> rename(std::string from, std::string to);
    seastar::future<seastar::semaphore_units> freeze();

private:
    seastar::future<seastar::semaphore_units> take_update_permit();
    seastar::future<> announce(std::string name);

    seastar::semaphore update_permits_{1};
    seastar::sharded<peer> peers_;
    std::vector<std::string> names_;
    unsigned version_ = 0;
};

} // namespace crew
