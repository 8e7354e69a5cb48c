// The names are resolved first; the mutex is held for the entry alone.
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <netdb.h>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace phonebook {

struct Entry {
    bool known = false;
    int calls = 0;
};

class Table {
public:
    void refresh(const std::vector<std::string>& hosts) {
        for (const auto& host : hosts) {
            const bool known = lookUp(host);
            std::unique_lock<std::mutex> lock(mutex_);
            entries_[host].known = known;
        }
    }

    bool call(const std::string& host) {
        std::unique_lock<std::mutex> lock(mutex_);
        auto& entry = entries_[host];
        ++entry.calls;
        return entry.known;
    }

private:
    static bool lookUp(const std::string& host) {
        addrinfo* found = nullptr;
        if (getaddrinfo(host.c_str(), "5060", nullptr, &found) != 0) {
            return false;
        }
        freeaddrinfo(found);
        return true;
    }

    std::mutex mutex_;
    std::map<std::string, Entry> entries_;
};

class Switchboard {
public:
    Switchboard(asio::io_context& loop, Table& table) : loop_(loop), table_(table) {}
    void ring(std::string host) {
        asio::post(loop_, [this, host = std::move(host)] { answered_ += table_.call(host) ? 1 : 0; });
    }

private:
    asio::io_context& loop_;
    Table& table_;
    int answered_ = 0;
};

}  // namespace phonebook

int main() {
    asio::io_context loop;
    phonebook::Table table;
    phonebook::Switchboard board(loop, table);
    std::thread refresher([&table] { table.refresh({"desk.example", "attic.example"}); });
    board.ring("desk.example");
    loop.run();
    refresher.join();
}
