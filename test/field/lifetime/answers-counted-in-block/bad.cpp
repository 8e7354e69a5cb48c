// CASE: handlers count in a local of a block that ends before the loop runs them.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace survey {

namespace asio = boost::asio;

class Question : public std::enable_shared_from_this<Question> {
public:
    Question(asio::io_context& loop, std::string host) : resolver_(loop), host_(std::move(host)) {}

    template <typename Handler>
    void ask(Handler handler) {
        resolver_.async_resolve(host_, "http",
            [self = shared_from_this(), handler](boost::system::error_code error, asio::ip::tcp::resolver::results_type) mutable {
                handler(!error);
            });
    }

private:
    asio::ip::tcp::resolver resolver_;
    std::string host_;
};

} // namespace survey

int main(int argc, char** argv) {
    std::vector<std::string> hosts(argv + 1, argv + argc);
    boost::asio::io_context loop;
    {
        int answers = 0;
        for (const std::string& host : hosts) {
            auto question = std::make_shared<survey::Question>(loop, host);
            question->ask([&answers, host](bool known) {  // EXPECT: detached-captures-local
                ++answers;
                std::printf("%d: %s is %s\n", answers, host.c_str(), known ? "known" : "unknown");
            });
        }
    }
    loop.run();
    return 0;
}
