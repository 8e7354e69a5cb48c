// CASE: the owner ends the thread before it lets go of the state, so the state never dies on a callback
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

class tide_state : public std::enable_shared_from_this<tide_state> {
public:
    ~tide_state() { detach(); }

    void attach() {
        on_reading_ = [weak = weak_from_this()] {
            if (auto self = weak.lock())
                self->note();
        };
        stopping_ = false;
        reader_ = std::thread([this] {
            while (!stopping_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                on_reading_();
            }
        });
    }
    void detach() {
        stopping_ = true;
        if (reader_.joinable())
            reader_.join();
    }

private:
    void note() { ++notes_; }

    std::function<void()> on_reading_;
    std::thread reader_;
    std::atomic<bool> stopping_ = false;
    unsigned notes_ = 0;
};

class tide_source {
public:
    tide_source() : state_(std::make_shared<tide_state>()) { state_->attach(); }
    ~tide_source() { state_->detach(); }

private:
    std::shared_ptr<tide_state> state_;
};

int main() {
    tide_source source;
}
