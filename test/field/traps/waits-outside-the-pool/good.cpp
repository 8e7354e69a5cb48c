// Waiting that cannot wait for itself: from main, by a thread that checks who it is, for another pool, by threads that help.
#include <oneapi/tbb/task_group.h>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;

int leaves(int depth) {
    if (depth == 0)
        return 1;
    int left = 0;
    int right = 0;
    tbb::task_group both;
    both.run([&] { left = leaves(depth - 1); });
    both.run([&] { right = leaves(depth - 1); });
    both.wait();
    return left + right;
}

template <typename F> auto on(asio::thread_pool& pool, F work) -> std::future<decltype(work())> {
    auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto result = task->get_future();
    asio::post(pool, [task] { (*task)(); });
    return result;
}

class brewery {
public:
    brewery() : brewing_(4), tasting_(1), clock_([this] { tick(); }) {}
    ~brewery() { stop(); }

    std::vector<int> brew(int batches) {
        std::vector<std::future<int>> all;
        for (int i = 0; i < batches; ++i)
            all.push_back(on(brewing_, [this, i] { return on(tasting_, [i] { return i % 7; }).get() + i; }));
        std::vector<int> marks;
        for (auto& one : all)
            marks.push_back(one.get());
        return marks;
    }
    void stop() {
        stopping_ = true;
        if (!clock_.joinable())
            return;
        if (clock_.get_id() == std::this_thread::get_id())
            clock_.detach();
        else
            clock_.join();
    }

private:
    void tick() {
        while (!stopping_) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            if (++ticks_ == 100)
                stop();
        }
    }
    asio::thread_pool brewing_;
    asio::thread_pool tasting_;
    std::atomic<bool> stopping_{false};
    int ticks_ = 0;
    std::thread clock_;
};

int main() {
    brewery b;
    return b.brew(8).back() + leaves(4) > 0 ? 0 : 1;
}
