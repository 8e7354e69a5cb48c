// CASE: a session joins its reader under the mutex that the reader takes to answer.
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace drum {

bool read(std::string& into);
bool write(const std::string& text);

class Session {
public:
    void start() {
        std::lock_guard<std::mutex> guard(mutex_);
        active_ = true;
        reader_ = std::make_unique<std::thread>(&Session::listen, this);
    }

    void stop() {
        std::lock_guard<std::mutex> guard(mutex_);
        active_ = false;
        if (reader_ && reader_->joinable()) {
            reader_->join();  // EXPECT: blocking-under-lock
        }
        reader_.reset();
    }

    bool send(const std::string& text) {
        std::lock_guard<std::mutex> guard(mutex_);
        return active_ && write(text);
    }

private:
    void listen() {
        std::string text;
        while (active_ && read(text)) {
            send("got " + text);
        }
    }

    std::mutex mutex_;
    std::atomic<bool> active_{false};
    std::unique_ptr<std::thread> reader_;
};

}  // namespace drum
