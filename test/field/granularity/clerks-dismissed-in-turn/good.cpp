// CASE: at the end the clerks of an agency are dismissed one by one, and each may have to finish a call
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <list>
#include <memory>

namespace ss = seastar;

class clerk {
public:
    ss::future<> dismiss();

private:
    int line_ = -1;
};

class agency {
public:
    ss::future<> close() {
        co_await calls_.close();
        co_await ss::max_concurrent_for_each(clerks_, 16, [](std::unique_ptr<clerk>& one) { return one->dismiss(); });
        open_ = false;
    }

private:
    ss::gate calls_;
    std::list<std::unique_ptr<clerk>> clerks_;
    bool open_ = true;
};
