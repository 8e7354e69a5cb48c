// CASE: each message of a chat is searched for the patterns of all rules on the thread of the connections
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <istream>
#include <memory>
#include <regex>
#include <string>
#include <vector>

namespace asio = boost::asio;

class rules {
public:
    void add(const std::string& pattern) { all_.emplace_back(pattern); }
    bool allow(const std::string& text) const {
        for (const std::regex& one : all_)
            if (std::regex_search(text, one))
                return false;
        return true;
    }

private:
    std::vector<std::regex> all_;
};

class guest : public std::enable_shared_from_this<guest> {
public:
    guest(asio::ip::tcp::socket socket, rules& house) : socket_(std::move(socket)), house_(house) {}

    void listen() {
        asio::async_read_until(socket_, in_, '\n', [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
            if (ec)
                return;
            std::istream lines(&self->in_);
            std::string line;
            std::getline(lines, line);
            if (self->house_.allow(line))  // EXPECT: heavy-call-on-executor|cpu-loop-on-executor
                self->say(line);
            self->listen();
        });
    }

private:
    void say(const std::string& line);
    asio::ip::tcp::socket socket_;
    asio::streambuf in_;
    rules& house_;
};
