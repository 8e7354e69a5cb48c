// CASE: a few drawers are flushed at a time
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <deque>
#include <memory>
#include <string>

namespace ss = seastar;

class drawer {
public:
    ss::future<> close() {
        return flush().then([this] { return remove_marks(); });
    }

private:
    ss::future<> flush();
    ss::future<> remove_marks();
};

class cabinet {
public:
    ss::future<> close() {
        return ss::max_concurrent_for_each(drawers_, 16, [](std::unique_ptr<drawer>& one) { return one->close(); });
    }

private:
    std::deque<std::unique_ptr<drawer>> drawers_;
};
