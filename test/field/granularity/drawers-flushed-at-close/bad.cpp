// CASE: at the close all drawers of a cabinet are flushed at once, and there are thousands
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
        return ss::parallel_for_each(drawers_, [](std::unique_ptr<drawer>& one) { return one->close(); });  // EXPECT-HINT: unbounded-spawn
    }

private:
    std::deque<std::unique_ptr<drawer>> drawers_;
};
