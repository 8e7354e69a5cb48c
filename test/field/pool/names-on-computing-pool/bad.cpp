// CASE: names are looked up on a pool that has as many threads as there are cores, for computing
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
    asio::thread_pool pool_{std::max(1u, std::thread::hardware_concurrency())};  // EXPECT-HINT: pool-size
    std::atomic<int> reachable_{0};
};

int main() {
    name_service service;
    service.look_up({"one.example", "two.example"});
}
