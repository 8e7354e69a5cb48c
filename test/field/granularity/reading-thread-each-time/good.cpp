// CASE: the one thread reads, and looks at the clock itself
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

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
            const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
            const long sum = read_all();
            if (std::chrono::steady_clock::now() < until)
                send(sum);
            std::unique_lock hold(m_);
            wake_.wait_for(hold, std::chrono::seconds(60), [this] { return stop_; });
        } while (!stopped());
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
