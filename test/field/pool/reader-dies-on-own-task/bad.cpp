// CASE: only its tasks keep a reader alive, and its destructor waits for these tasks: the last one waits for itself
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <memory>
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

class sheet_reader : public std::enable_shared_from_this<sheet_reader> {
public:
    explicit sheet_reader(asio::thread_pool& pool) : group_(pool) {}
    ~sheet_reader() { group_.finish(); }  // EXPECT: self-join

    void read(std::vector<std::string> blocks) {
        for (std::string& block : blocks)
            group_.append([self = shared_from_this(), block = std::move(block)] { self->parse(block); });  // EXPECT-ALT: self-join
    }

private:
    void parse(const std::string& block);
    task_group group_;
};
