#pragma once
#include <boost/asio/thread_pool.hpp>
#include <future>
#include <string>
#include <vector>

class ledger_reader {
public:
    explicit ledger_reader(boost::asio::thread_pool& readers) : readers_(readers) {}
    // Cuts the lines on the readers.
    std::future<std::vector<std::string>> lines_of(const std::string& path);
    std::vector<std::string> lines_now(const std::string& path);

private:
    boost::asio::thread_pool& readers_;
};

std::vector<std::string> cut(const std::string& path);
