// CASE: when the pipe is full, the writer goes away until there is room
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstddef>
#include <deque>
#include <string>
#include <sys/socket.h>
#include <utility>

namespace asio = boost::asio;

class pipe_writer {
public:
    pipe_writer(asio::io_context& io, int fd) : pipe_(io, fd) {}
    void start() {
        pipe_.async_wait(asio::posix::stream_descriptor::wait_write, [this](const boost::system::error_code& error) {
            if (!error)
                drain();
        });
    }
    void add(std::string text) { waiting_.push_back(std::move(text)); }

private:
    void drain() {
        for (int turn = 0; turn < 16 && !waiting_.empty(); ++turn) {
            std::string& text = waiting_.front();
            const ssize_t n = ::send(pipe_.native_handle(), text.data(), text.size(), MSG_NOSIGNAL);
            if (n < 0) {
                if (errno == EAGAIN || errno == EWOULDBLOCK)
                    break;
                failed_ = true;
                return;
            }
            text.erase(0, static_cast<std::size_t>(n));
            if (text.empty())
                waiting_.pop_front();
        }
        if (!waiting_.empty())
            start();
    }

    asio::posix::stream_descriptor pipe_;
    std::deque<std::string> waiting_;
    bool failed_ = false;
};
