#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace asio = boost::asio;
using asio::ip::udp;

namespace barometer {

using Answer = std::function<void(boost::system::error_code, std::uint16_t)>;

class Link {
public:
    explicit Link(asio::io_context& io) : socket_(io, udp::v4()) {}

    void ask(udp::endpoint to, std::uint8_t what, Answer answer) {
        request_ = {1, what, static_cast<std::uint8_t>(1 ^ what)};
        socket_.async_send_to(asio::buffer(request_), to,
                              [this, answer = std::move(answer)](boost::system::error_code ec, std::size_t) mutable {
                                  if (ec) {
                                      answer(ec, 0);
                                      return;
                                  }
                                  receive(std::move(answer));
                              });
    }

private:
    void receive(Answer answer) {
        auto reply = std::make_shared<std::array<std::uint8_t, 4>>();
        socket_.async_receive(asio::buffer(*reply), [reply, answer = std::move(answer)](boost::system::error_code ec, std::size_t) {
            answer(ec, static_cast<std::uint16_t>((*reply)[2] << 8 | (*reply)[3]));
        });
    }

    udp::socket socket_;
    std::array<std::uint8_t, 3> request_{};
};

} // namespace barometer
