#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <array>
#include <deque>
#include <memory>
#include <string>

namespace post {

namespace asio = boost::asio;

class Label {
public:
    void put(char c) { text_[size_++] = c; }
    asio::const_buffer bytes() const { return asio::const_buffer(text_.data(), size_); }

private:
    std::array<char, 16> text_{};
    std::size_t size_ = 0;
};

void print(Label& label, std::size_t weight);

class Clerk : public std::enable_shared_from_this<Clerk> {
public:
    explicit Clerk(asio::ip::tcp::socket socket);
    void send(std::string body);

private:
    void sendFirst();
    void sent(boost::system::error_code error);

    asio::ip::tcp::socket socket_;
    std::deque<std::string> queue_;
    Label label_;
};

} // namespace post
