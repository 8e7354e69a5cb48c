// CASE: the thread that reads the meters starts another thread for each reading, and joins it, to limit the time
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

class meter_reader {
public:
    ~meter_reader() {
        {
            std::lock_guard hold(m_);
            stop_ = true;
        }
        wake_.notify_one();
        if (worker_.joinable())
            worker_.join();
    }
    void start() {
        worker_ = std::thread(&meter_reader::work, this);
    }

private:
    void work() {
        do {
            read_once();
            std::unique_lock hold(m_);
            wake_.wait_for(hold, std::chrono::seconds(60), [this] { return stop_; });
        } while (!stopped());
    }
    void read_once() {
        std::atomic<bool> late{false};
        std::promise<void> done;
        auto ready = done.get_future();
        std::unique_ptr<std::thread> reading;
        reading.reset(new std::thread([this, &late, done = std::move(done)]() mutable {  // EXPECT: thread-per-item|submit-then-wait
            if (!late)
                send(read_all());
            done.set_value();
        }));
        if (ready.wait_for(std::chrono::seconds(30)) == std::future_status::timeout)
            late = true;
        if (reading && reading->joinable())
            reading->join();  // EXPECT-ALT: thread-per-item|submit-then-wait
    }
    bool stopped() {
        std::lock_guard hold(m_);
        return stop_;
    }
    long read_all();
    void send(long sum);

    std::thread worker_;
    std::mutex m_;
    std::condition_variable wake_;
    bool stop_ = false;
};
