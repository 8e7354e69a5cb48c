// CASE: the disk thread tells the network thread of each block by a job of its own
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;

struct block {
    std::size_t piece = 0;
    std::size_t bytes = 0;
};

class disk {
public:
    explicit disk(asio::io_context& net) : net_(net), writer_([this] { work(); }) {}
    ~disk() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_one();
        writer_.join();
    }
    void add(block one) {
        {
            std::lock_guard hold(m_);
            waiting_.push_back(one);
        }
        more_.notify_one();
    }

private:
    void work() {
        for (;;) {
            std::deque<block> now;
            {
                std::unique_lock hold(m_);
                more_.wait(hold, [this] { return stop_ || !waiting_.empty(); });
                if (stop_)
                    return;
                now.swap(waiting_);
            }
            for (const block& one : now)
                write(one);
            tell(now);
        }
    }
    void tell(const std::deque<block>& done) {
        for (const block& one : done)
            asio::post(net_, [this, bytes = one.bytes] { written_ += bytes; });  // EXPECT: fine-grained-task
    }
    void write(const block& one);

    asio::io_context& net_;
    std::size_t written_ = 0;
    std::mutex m_;
    std::condition_variable more_;
    std::deque<block> waiting_;
    bool stop_ = false;
    std::thread writer_;
};
