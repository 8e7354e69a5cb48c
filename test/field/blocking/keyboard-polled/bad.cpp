// CASE: a coroutine asks the kernel again and again whether a key was pressed
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <poll.h>
#include <unistd.h>
#include <atomic>
#include <string>

namespace asio = boost::asio;

class keyboard {
public:
    asio::awaitable<std::string> line() {
        std::string typed;
        while (!closed_) {  // EXPECT: busy-wait|loop-without-suspension
            pollfd in{STDIN_FILENO, POLLIN, 0};
            if (::poll(&in, 1, 0) <= 0)
                continue;
            char key = 0;
            if (::read(STDIN_FILENO, &key, 1) != 1 || key == '\n')  // EXPECT-ALT: busy-wait
                break;
            typed += key;
        }
        co_return typed;
    }

private:
    std::atomic<bool> closed_{false};
};
