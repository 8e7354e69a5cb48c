// Objects with a thread of their own: the thread is a member, hears of the stop, and is joined before anything else goes.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace printers {

struct Job { std::string text; std::promise<int> pages; };

class Printer {
public:
    Printer() : worker_([this](std::stop_token stop) { run(std::move(stop)); }) {}

    std::future<int> print(std::string text) {
        Job job{std::move(text), {}};
        auto pages = job.pages.get_future();
        {
            std::lock_guard lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        changed_.notify_one();
        return pages;
    }

private:
    void run(std::stop_token stop) {
        std::unique_lock lock(mutex_);
        while (changed_.wait(lock, stop, [this] { return !jobs_.empty(); })) {
            Job job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job.pages.set_value(static_cast<int>(job.text.size() / 2000 + 1));
            lock.lock();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Job> jobs_;
    std::jthread worker_;  // the last member: stopped and joined first
};

/// The callback asks for the stop; the loop looks at a flag that it sets.
class Meter {
public:
    explicit Meter(std::function<int()> read) : read_(std::move(read)), thread_([this](std::stop_token stop) { poll(stop); }) {}
    int last() const { return last_; }

private:
    void poll(std::stop_token stop) {
        std::atomic<bool> ended = false;
        std::stop_callback onStop(stop, [&ended] { ended = true; });
        while (!ended) {
            last_ = read_();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }

    std::function<int()> read_;
    std::atomic<int> last_ = 0;
    std::jthread thread_;
};

// A bounded loop may pass the token on and leave the looking to the one it calls.
bool wipe(const std::string& page, std::stop_token stop);
int wipeAll(const std::vector<std::string>& pages, std::stop_token stop) {
    int wiped = 0;
    for (const auto& p : pages) {
        wiped += wipe(p, stop);
    }
    return wiped;
}

int both(Printer& left, Printer& right, const std::string& text) {
    auto a = left.print(text);
    auto b = right.print(text);
    return a.get() + b.get();
}

} // namespace printers
