// CASE: at the end the clerks of an agency are dismissed one by one, and each may have to finish a call
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
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
        for (auto& one : clerks_)  // EXPECT-ALT: await-in-loop
            co_await one->dismiss();  // EXPECT-HINT: await-in-loop
        open_ = false;
    }

private:
    ss::gate calls_;
    std::list<std::unique_ptr<clerk>> clerks_;
    bool open_ = true;
};
