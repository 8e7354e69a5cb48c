// CASE: the write handler captures the shared_ptr of the buffer by reference: nothing keeps the buffer alive.
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace probe {

using Socket = asio::local::stream_protocol::socket;
using Frame = std::vector<std::uint8_t>;

class Link : public std::enable_shared_from_this<Link> {
public:
    explicit Link(Socket socket) : socket_(std::move(socket)) {}

    void query(std::uint8_t unit, std::function<void(Frame)> done) {
        auto command = std::make_shared<Frame>(Frame{0x20, unit, 0x01, 0x06});
        asio::async_write(socket_, asio::buffer(*command),
                          [&command](boost::system::error_code ec, std::size_t) {  // EXPECT: detached-captures-local
                              if (ec) {
                                  std::fprintf(stderr, "unit %u: query not sent\n", (*command)[1]);
                              }
                          });
        auto reply = std::make_shared<Frame>(64);
        asio::async_read(socket_, asio::buffer(*reply), asio::transfer_at_least(1),
                         [self = shared_from_this(), reply, done = std::move(done)](boost::system::error_code ec, std::size_t n) {
                             reply->resize(ec ? 0 : n);
                             done(std::move(*reply));
                         });
    }

    /// Synchronous: references to locals are fine here.
    std::size_t send_all(const std::vector<Frame>& frames) {
        std::size_t bytes = 0;
        std::for_each(frames.begin(), frames.end(), [&](const Frame& f) { bytes += asio::write(socket_, asio::buffer(f)); });
        return bytes;
    }

private:
    Socket socket_;
};

} // namespace probe
