// CASE: the ticket is freed where it was made
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <unistd.h>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace ss = seastar;

class side_thread {
public:
    side_thread() : thread_([this] { run(); }) {}
    ~side_thread() {
        {
            std::lock_guard hold(m_);
            jobs_.push_back(nullptr);
        }
        more_.notify_one();
        thread_.join();
    }
    ss::future<std::string> submit(std::function<std::string()> job);

private:
    void run() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return !jobs_.empty(); });
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            hold.unlock();
            if (!job)
                return;
            job();
        }
    }
    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> jobs_;
    std::thread thread_;
};

class ticket {
public:
    explicit ticket(const std::string& cache) : file_(std::fopen(cache.c_str(), "r+")) {}
    ~ticket() {
        if (!file_)
            return;
        std::fputs(answer_.c_str(), file_);
        std::fflush(file_);
        ::fsync(fileno(file_));
        std::fclose(file_);
    }
    std::string stamp(const std::string& name) { return answer_ = name + " may pass"; }

private:
    std::FILE* file_;
    std::string answer_;
};

class turnstile {
public:
    ss::future<std::string> authenticate(std::string name) {
        const std::string answer = co_await side_.submit([this, name] {
            if (!ticket_)
                ticket_ = std::make_unique<ticket>("tickets.cache");
            return ticket_->stamp(name);
        });
        if (answer.empty())
            co_return "refused";
        co_await side_.submit([this] {
            ticket_.reset();
            return std::string();
        });
        co_return answer;
    }

private:
    side_thread side_;
    std::unique_ptr<ticket> ticket_;
};
