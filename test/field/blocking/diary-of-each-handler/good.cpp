// CASE: the handlers put their lines into a queue, and a thread of its own writes
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <array>
#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

namespace asio = boost::asio;

class diary {
public:
    explicit diary(std::string path) : writer_([this, path = std::move(path)] { write(path); }) {}
    ~diary() {
        {
            std::lock_guard hold(m_);
            done_ = true;
        }
        more_.notify_one();
        writer_.join();
    }
    void append(std::string text) {
        {
            std::lock_guard hold(m_);
            lines_.push_back(std::move(text));
        }
        more_.notify_one();
    }

private:
    void write(const std::string& path) {
        std::ofstream out(path, std::ofstream::app);
        std::unique_lock hold(m_);
        while (!done_ || !lines_.empty()) {
            more_.wait(hold, [this] { return done_ || !lines_.empty(); });
            std::deque<std::string> now;
            now.swap(lines_);
            hold.unlock();
            for (const std::string& line : now)
                out << line << '\n';
            out.flush();
            hold.lock();
        }
    }

    std::mutex m_;
    std::condition_variable more_;
    std::deque<std::string> lines_;
    bool done_ = false;
    std::thread writer_;
};

class listener {
public:
    listener(asio::io_context& loop, diary& log) : socket_(loop, asio::ip::udp::endpoint(asio::ip::udp::v4(), 4567)), log_(log) {}

    void receive() {
        socket_.async_receive_from(asio::buffer(packet_), from_, [this](const boost::system::error_code& ec, std::size_t n) {
            if (ec) {
                log_.append("receive: " + ec.message());
                return;
            }
            take(n);
            receive();
        });
    }

private:
    void take(std::size_t n);

    asio::ip::udp::socket socket_;
    diary& log_;
    asio::ip::udp::endpoint from_;
    std::array<char, 1500> packet_{};
};
