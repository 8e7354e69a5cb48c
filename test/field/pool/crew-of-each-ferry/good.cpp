// CASE: the harbour has four hands for all desks
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

class hands {
public:
    explicit hands(unsigned count) {
        for (unsigned i = 0; i < count; ++i)
            threads_.emplace_back([this] { work(); });
    }
    ~hands() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        more_.notify_all();
        for (std::thread& one : threads_)
            one.join();
    }
    void add(std::function<void()> job) {
        {
            std::lock_guard hold(m_);
            jobs_.push_back(std::move(job));
        }
        more_.notify_one();
    }

private:
    void work() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return stop_ || !jobs_.empty(); });
            if (jobs_.empty())
                return;
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            hold.unlock();
            job();
        }
    }

    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> jobs_;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

class desk {
public:
    desk(tcp::socket line, hands& lent) : line_(std::move(line)), hands_(lent) {}
    void serve();

private:
    tcp::socket line_;
    hands& hands_;
};

class harbour {
public:
    explicit harbour(asio::io_context& io) : gate_(io, tcp::endpoint(tcp::v4(), 4711)) {}
    void open() {
        gate_.async_accept([this](const boost::system::error_code& error, tcp::socket line) {
            if (!error) {
                auto one = std::make_unique<desk>(std::move(line), hands_);
                one->serve();
                desks_.push_back(std::move(one));
            }
            open();
        });
    }

private:
    hands hands_{4};
    tcp::acceptor gate_;
    std::vector<std::unique_ptr<desk>> desks_;
};
