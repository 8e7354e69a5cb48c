// CASE: a task that scans a ledger has the lines cut by a task of the same pool, and waits for it
// TU-SET: good.cpp good_reader.cpp
#include "ledger_reader.hpp"
#include <boost/asio/post.hpp>
#include <atomic>

namespace asio = boost::asio;

class audit {
public:
    explicit audit(asio::thread_pool& readers) : readers_(readers), ledger_(readers) {}
    void scan(const std::vector<std::string>& paths) {
        for (const std::string& path : paths)
            asio::post(readers_, [this, path] { lines_ += ledger_.lines_now(path).size(); });
    }

private:
    asio::thread_pool& readers_;
    ledger_reader ledger_;
    std::atomic<std::size_t> lines_{0};
};

int main() {
    asio::thread_pool readers(2);
    audit all(readers);
    all.scan({"one", "two"});
    readers.join();
}
