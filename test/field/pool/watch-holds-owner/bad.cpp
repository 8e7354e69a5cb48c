// CASE: an owner only drops its state; a callback on the state's own thread may then hold the last reference, and joins itself
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
        reader_ = std::thread([this] {  // EXPECT-ALT: self-join
            while (!stopping_) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                on_reading_();
            }
        });
    }
    void detach() {
        stopping_ = true;
        if (reader_.joinable())
            reader_.join();  // EXPECT: self-join
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

private:
    std::shared_ptr<tide_state> state_;
};

int main() {
    tide_source source;
}
