// CASE: the same record is asked of several notaries, and each is asked when the one before has answered
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct record {
    std::vector<std::string> lines;
    bool signed_ = false;
};

class registry {
public:
    asio::awaitable<std::vector<std::string>> agreed() {
        std::map<std::string, record> records;
        for (const std::string& notary : notaries_)
            records[notary] = co_await ask(notary);  // EXPECT-HINT: await-in-loop
        co_return majority(records);
    }

private:
    asio::awaitable<record> ask(std::string notary);
    static std::vector<std::string> majority(const std::map<std::string, record>& records);
    std::vector<std::string> notaries_;
};
