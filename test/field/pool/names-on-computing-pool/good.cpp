// CASE: looking up names has threads of its own: they wait most of the time
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <netdb.h>
#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;

class name_service {
public:
    void look_up(const std::vector<std::string>& names) {
        for (const std::string& name : names)
            asio::post(pool_, [this, name] {
                addrinfo* found = nullptr;
                if (::getaddrinfo(name.c_str(), "443", nullptr, &found) == 0) {
                    ++reachable_;
                    ::freeaddrinfo(found);
                }
            });
    }

private:
    asio::thread_pool pool_{16};
    std::atomic<int> reachable_{0};
};

int main() {
    name_service service;
    service.look_up({"one.example", "two.example"});
}
