// TU-SET: good.cpp label.cpp
#include "label.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <cstdio>
#include <memory>

namespace post {

Clerk::Clerk(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

void Clerk::send(std::string body) {
    queue_.push_back(std::move(body));
    if (queue_.size() == 1) {
        sendFirst();
    }
}

void Clerk::sendFirst() {
    label_ = Label();
    print(label_, queue_.front().size());
    std::array<asio::const_buffer, 2> parts{label_.bytes(), asio::buffer(queue_.front())};
    asio::async_write(socket_, parts,
                      [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                          self->sent(error);
                      });
}

void Clerk::sent(boost::system::error_code error) {
    if (error) {
        std::puts("not sent");
        return;
    }
    queue_.pop_front();
    if (!queue_.empty()) {
        sendFirst();
    }
}

} // namespace post
