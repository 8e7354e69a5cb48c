// CASE: the watcher's thread takes a shared pointer in each round, and the destructor joins that thread
#include <chrono>
#include <memory>
#include <thread>

class watcher : public std::enable_shared_from_this<watcher> {
public:
    void begin() {
        std::weak_ptr<watcher> weak = weak_from_this();
        ticker_ = std::thread([weak] {  // EXPECT: self-join
            while (auto self = weak.lock()) {
                self->look();
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
        });
    }
    ~watcher() {
        if (ticker_.joinable())
            ticker_.join();
    }

private:
    void look() { ++looks_; }
    std::thread ticker_;
    unsigned looks_ = 0;
};
