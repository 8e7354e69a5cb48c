// CASE: three helpers are there for all drawings, and each takes its third from a queue
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

struct drawing {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> dots;
};

class easel {
public:
    bool next(drawing& into);
};

class smoother {
public:
    drawing smooth(const drawing& part);
};

drawing cut(const drawing& from, int begin, int end);
void show(const drawing& left, const drawing& middle, const drawing& right);

class helper {
public:
    helper() : thread_([this] { work(); }) {}
    ~helper() {
        add({});
        thread_.join();
    }
    std::future<drawing> smooth(drawing part) {
        auto job = std::make_shared<std::packaged_task<drawing()>>(
            [this, part = std::move(part)] { return mine_.smooth(part); });
        auto result = job->get_future();
        add([job] { (*job)(); });
        return result;
    }

private:
    void add(std::function<void()> job) {
        {
            std::lock_guard hold(m_);
            jobs_.push_back(std::move(job));
        }
        more_.notify_one();
    }
    void work() {
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
    smoother mine_;
    std::thread thread_;
};

void restore(easel& from) {
    helper left, middle, right;
    drawing whole;
    while (from.next(whole)) {
        const int third = whole.width / 3;
        auto l = left.smooth(cut(whole, 0, third));
        auto m = middle.smooth(cut(whole, third, 2 * third));
        auto r = right.smooth(cut(whole, 2 * third, whole.width));
        show(l.get(), m.get(), r.get());
    }
}
