// CASE: the rehearsals go on for weeks, and every so often a jury of threads is called for one vote and sent home
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

class jury {
public:
    explicit jury(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            threads_.emplace_back([this] { work(); });
    }
    ~jury() {
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

struct scene {
    std::vector<float> sound;
};

class cast {
public:
    void rehearse(const scene& one);
    float play(const scene& one) const;
};

class critic {
public:
    virtual ~critic() = default;
    virtual float judge(const cast& all) = 0;
};

class strict_critic : public critic {
public:
    float judge(const cast& all) override {
        std::mutex m;
        float sum = 0;
        {
            jury called(4);  // EXPECT: pool-per-call
            for (const scene& one : scenes_)
                called.add([&] {
                    const float points = all.play(one);
                    std::lock_guard hold(m);
                    sum += points;
                });
        }
        return sum;
    }

private:
    std::vector<scene> scenes_;
};

class theatre {
public:
    void season(std::size_t rounds) {
        for (std::size_t round = 0; round < rounds; ++round) {
            for (const scene& one : scenes_)
                cast_.rehearse(one);
            if (round % every_ == 0)
                for (const auto& critic : critics_)
                    best_ = std::max(best_, critic->judge(cast_));
        }
    }

private:
    cast cast_;
    std::size_t every_ = 100;
    float best_ = 0;
    std::vector<scene> scenes_;
    std::vector<std::unique_ptr<critic>> critics_;
};
