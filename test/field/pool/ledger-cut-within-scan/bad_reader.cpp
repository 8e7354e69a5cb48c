#include "ledger_reader.hpp"
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <memory>

namespace asio = boost::asio;

std::future<std::vector<std::string>> ledger_reader::lines_of(const std::string& path) {
    auto lines = std::make_shared<std::promise<std::vector<std::string>>>();
    auto result = lines->get_future();
    asio::post(readers_, [lines, path] { lines->set_value(cut(path)); });
    return result;
}

std::vector<std::string> ledger_reader::lines_now(const std::string& path) {
    return lines_of(path).get();  // EXPECT: pool-self-wait
}
