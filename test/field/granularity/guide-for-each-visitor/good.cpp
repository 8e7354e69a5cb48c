// CASE: eight guides take the visitors from a queue
#include <arpa/inet.h>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

class museum {
public:
    explicit museum(int door) : door_(door) {
        for (int i = 0; i < 8; ++i)
            guides_.emplace_back([this] { work(); });
    }
    ~museum() {
        {
            std::lock_guard hold(m_);
            closed_ = true;
        }
        more_.notify_all();
        for (std::thread& one : guides_)
            one.join();
    }

    void open() {
        while (true) {
            sockaddr_in from{};
            socklen_t length = sizeof from;
            const int visitor = ::accept(door_, reinterpret_cast<sockaddr*>(&from), &length);
            if (visitor < 0)
                break;
            {
                std::lock_guard hold(m_);
                waiting_.push_back(visitor);
            }
            more_.notify_one();
        }
    }

private:
    void work() {
        for (;;) {
            std::unique_lock hold(m_);
            more_.wait(hold, [this] { return closed_ || !waiting_.empty(); });
            if (waiting_.empty())
                return;
            const int visitor = waiting_.front();
            waiting_.pop_front();
            hold.unlock();
            lead(visitor);
        }
    }
    void lead(int visitor) {
        std::string wish(256, '\0');
        const ssize_t n = ::recv(visitor, wish.data(), wish.size(), 0);
        if (n > 0)
            tell(visitor, wish.substr(0, static_cast<std::size_t>(n)));
        ::close(visitor);
    }
    void tell(int visitor, const std::string& about);

    int door_;
    std::mutex m_;
    std::condition_variable more_;
    std::deque<int> waiting_;
    bool closed_ = false;
    std::vector<std::thread> guides_;
};
