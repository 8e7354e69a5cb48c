// Threads, tasks and stop requests that somebody does wait for, or look at, though not where one looks first.
#include <userver/engine/task/task_with_result.hpp>
#include <userver/utils/async.hpp>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace harbour {

namespace utils = userver::utils;
namespace engine = userver::engine;

// Detached on purpose, with everything by value and nothing that can fail.
void ping(std::string buoy, std::shared_ptr<std::atomic<int>> count) {
    std::thread([buoy = std::move(buoy), count] { *count += static_cast<int>(buoy.size()); }).detach();
}

// Captures by reference, and waits in the same function.
int tide(const std::vector<int>& depths) {
    int sum = 0;
    auto adding = utils::Async("tide", [&] {
        for (int d : depths) {
            sum += d;
        }
    });
    adding.Get();
    return sum;
}

// The task is cancelled and waited for by its destructor, before the members that it uses.
class Radar {
public:
    void start() {
        turning_ = utils::Async("radar", [this] { turn(); });
    }
    void stop() { turning_.SyncCancel(); }

private:
    void turn();
    std::string last_;
    engine::TaskWithResult<void> turning_;
};

// Joined without the lock that the thread takes.
class Crane {
public:
    ~Crane() { stop(); }
    void start() {
        std::lock_guard lock(mutex_);
        worker_ = std::thread([this] {
            while (!stopped_) {
                std::lock_guard inner(mutex_);
                ++lifted_;
            }
        });
    }
    void stop() {
        std::thread last;
        {
            std::lock_guard lock(mutex_);
            stopped_ = true;
            last = std::move(worker_);
        }
        if (last.joinable()) {
            last.join();
        }
    }

private:
    std::mutex mutex_;
    std::thread worker_;
    std::atomic<bool> stopped_ = false;
    int lifted_ = 0;
};

// The loop looks at its token in a helper.
class Patrol {
public:
    Patrol() : boat_([this](std::stop_token stop) { row(stop); }) {}

private:
    static bool mayGoOn(const std::stop_token& stop) { return !stop.stop_requested(); }
    void row(std::stop_token stop) {
        while (mayGoOn(stop)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            ++rounds_;
        }
    }
    std::atomic<int> rounds_ = 0;
    std::jthread boat_;
};

// The future is a member, and its wait is in the destructor.
class Customs {
public:
    ~Customs() {
        if (last_.valid()) {
            last_.wait();
        }
    }
    void check(std::string ship) {
        if (last_.valid()) {
            last_.get();
        }
        last_ = std::async(std::launch::async, [ship = std::move(ship)] { return ship.size(); });
    }

private:
    std::future<std::size_t> last_;
};

} // namespace harbour
