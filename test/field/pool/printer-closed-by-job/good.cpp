// CASE: a printer whose paper is empty is closed by the job that notices it, on the printer's own thread
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

class printer {
public:
    printer() : thread_([this] { work(); }) {}
    ~printer() { close(); }

    void print(std::string text) {
        give([this, text = std::move(text)] {
            if (!put(text))
                refuse();
        });
    }
    void close() {
        {
            std::lock_guard hold(m_);
            closed_ = true;
        }
        more_.notify_one();
        if (thread_.joinable())
            thread_.join();
    }

private:
    void give(std::function<void()> job) {
        {
            std::lock_guard hold(m_);
            jobs_.push_back(std::move(job));
        }
        more_.notify_one();
    }
    void work() {
        for (;;) {
            std::function<void()> job;
            {
                std::unique_lock hold(m_);
                more_.wait(hold, [this] { return closed_ || !jobs_.empty(); });
                if (closed_)
                    return;
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
            job();
        }
    }
    void refuse() {
        std::lock_guard hold(m_);
        closed_ = true;
    }
    bool put(const std::string& text);

    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::function<void()>> jobs_;
    bool closed_ = false;
    std::thread thread_;
};
