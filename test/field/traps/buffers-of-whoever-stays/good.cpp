// CASE: buffers lie in members, in what the handler takes along, or in the frame that waits for the operation.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace press {

namespace asio = boost::asio;

class Sheet {
public:
    explicit Sheet(std::size_t size) : text_(std::to_string(size)) {}
    asio::const_buffer bytes() const { return asio::const_buffer(text_.data(), text_.size()); }

private:
    std::string text_;
};

class Press : public std::enable_shared_from_this<Press> {
public:
    explicit Press(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

    void print(std::string page) {
        pages_.push_back(std::move(page));
        head_ = std::to_string(pages_.back().size());
        std::vector<asio::const_buffer> parts;
        parts.push_back(asio::buffer(head_));
        for (const std::string& one : pages_) {
            parts.push_back(asio::buffer(one));
        }
        asio::async_write(socket_, parts, [self = shared_from_this()](boost::system::error_code, std::size_t) {
            self->pages_.clear();
        });
    }

    void proof(const std::string& page) {
        auto sheet = std::make_shared<Sheet>(page.size());
        auto copy = std::make_shared<const std::string>(page);
        std::array<asio::const_buffer, 2> parts{sheet->bytes(), asio::buffer(*copy)};
        asio::async_write(socket_, parts,
                          [self = shared_from_this(), sheet, copy](boost::system::error_code, std::size_t) {});
    }

    asio::awaitable<std::size_t> printNow(std::string page) {
        Sheet sheet(page.size());
        std::array<asio::const_buffer, 2> parts{sheet.bytes(), asio::buffer(page)};
        co_return co_await asio::async_write(socket_, parts, asio::use_awaitable);
    }

    std::size_t printHere(const std::string& page) {
        Sheet sheet(page.size());
        std::array<asio::const_buffer, 2> parts{sheet.bytes(), asio::buffer(page)};
        return asio::write(socket_, parts);
    }

private:
    asio::ip::tcp::socket socket_;
    std::deque<std::string> pages_;
    std::string head_;
};

} // namespace press
