#include "fetcher.hpp"
#include <utility>

std::string page_at(const std::string& address);

fetcher::fetcher(std::string address, done tell) : address_(std::move(address)), tell_(std::move(tell)) {}

fetcher::~fetcher() {
    if (thread_.joinable())
        thread_.join();
}

void fetcher::start() {
    thread_ = std::thread(&fetcher::fetch, this);  // EXPECT: thread-per-item
}

void fetcher::fetch() {
    tell_(page_at(address_));
}
