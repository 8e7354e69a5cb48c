// CASE: whoever reads waits for the group, and the reader dies afterwards; its tasks do not own it
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace asio = boost::asio;

class task_group {
public:
    explicit task_group(asio::thread_pool& pool) : pool_(pool) {}
    template <typename F> void append(F work) {
        {
            std::lock_guard hold(m_);
            ++open_;
        }
        asio::post(pool_, [this, work = std::move(work)]() mutable {
            {
                auto once = std::move(work);
                once();
            }
            std::lock_guard hold(m_);
            if (--open_ == 0)
                none_.notify_all();
        });
    }
    void finish() {
        std::unique_lock hold(m_);
        none_.wait(hold, [this] { return open_ == 0; });
    }

private:
    asio::thread_pool& pool_;
    std::mutex m_;
    std::condition_variable none_;
    unsigned open_ = 0;
};

class sheet_reader {
public:
    explicit sheet_reader(asio::thread_pool& pool) : group_(pool) {}
    ~sheet_reader() { group_.finish(); }

    void read(std::vector<std::string> blocks) {
        for (std::string& block : blocks)
            group_.append([this, block = std::move(block)] { parse(block); });
        group_.finish();
    }

private:
    void parse(const std::string& block);
    task_group group_;
};
