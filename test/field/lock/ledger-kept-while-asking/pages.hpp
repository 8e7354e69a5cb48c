#pragma once
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace audit {

class OpenPage {
public:
    OpenPage(std::unique_lock<std::mutex> lock, std::vector<std::string>& lines) : lock_(std::move(lock)), lines_(lines) {}
    std::vector<std::string>& lines() { return lines_; }

private:
    std::unique_lock<std::mutex> lock_;
    std::vector<std::string>& lines_;
};

class Pages {
public:
    OpenPage open(int number);

private:
    std::mutex mutex_;
    std::map<int, std::vector<std::string>> pages_;
};

}  // namespace audit
