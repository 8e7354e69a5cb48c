// TU-SET: bad.cpp crews.cpp
// CASE: a page for the maintainers asks for the chiefs of all crews of all sites at once, through a cache
#include "crews.hpp"
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

namespace ss = seastar;

class crew_cache {
public:
    std::vector<chief> chiefs() const { return table_.chiefs(); }

private:
    crew_table table_;
};

class office {
public:
    ss::future<std::string> list_chiefs(std::string asked_by) {
        co_await note(asked_by);
        const std::vector<chief> all = crews_.chiefs();  // EXPECT: cpu-loop-on-executor
        co_return co_await render(all);
    }

private:
    ss::future<> note(std::string asked_by);
    ss::future<std::string> render(const std::vector<chief>& all);
    crew_cache crews_;
};
