// CASE: each address of a list gets a fetcher with a thread of its own, however many there are
// TU-SET: bad.cpp bad_fetcher.cpp
#include "fetcher.hpp"
#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

class news {
public:
    void fetch_all(const std::vector<std::string>& addresses) {
        for (const std::string& address : addresses) {
            auto one = std::make_unique<fetcher>(address, [this](std::string page) { add(std::move(page)); });
            one->start();  // EXPECT-ALT: thread-per-item
            running_.push_back(std::move(one));
        }
    }

private:
    void add(std::string page) {
        std::lock_guard hold(m_);
        pages_.push_back(std::move(page));
    }
    std::mutex m_;
    std::vector<std::string> pages_;
    std::vector<std::unique_ptr<fetcher>> running_;
};
