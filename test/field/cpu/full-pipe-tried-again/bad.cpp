// CASE: when the pipe is full, the writer asks to be told of room, and tries again at once none the less
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
        while (!waiting_.empty()) {
            std::string text = std::move(waiting_.front());
            waiting_.pop_front();
            std::size_t sent = 0;
            for (;;) {  // EXPECT: loop-without-suspension|busy-wait
                const ssize_t n = ::send(pipe_.native_handle(), text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
                if (n < 0) {
                    if (errno == EAGAIN || errno == EWOULDBLOCK) {
                        waiting_.push_front(text.substr(sent));
                        start();
                    } else {
                        failed_ = true;
                        return;
                    }
                } else {
                    sent += static_cast<std::size_t>(n);
                    if (sent == text.size())
                        break;
                }
            }
        }
    }

    asio::posix::stream_descriptor pipe_;
    std::deque<std::string> waiting_;
    bool failed_ = false;
};
