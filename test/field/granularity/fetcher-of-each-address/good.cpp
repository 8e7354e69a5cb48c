// CASE: each address of a list gets a fetcher with a thread of its own, however many there are
// TU-SET: good.cpp
#include "fetcher.hpp"
#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>
#include <thread>

std::string page_at(const std::string& address);

class news {
public:
    void fetch_all(const std::vector<std::string>& addresses) {
        std::vector<std::thread> workers;
        for (std::size_t n = 0; n < 3; ++n)
            workers.emplace_back([this, &addresses, n] {
                for (std::size_t i = n; i < addresses.size(); i += 3)
                    add(page_at(addresses[i]));
            });
        for (std::thread& one : workers)
            one.join();
    }

private:
    void add(std::string page) {
        std::lock_guard hold(m_);
        pages_.push_back(std::move(page));
    }
    std::mutex m_;
    std::vector<std::string> pages_;
};
