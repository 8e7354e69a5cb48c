#pragma once
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

class journal {
public:
    void add(const std::string& line);

private:
    std::mutex m_;
    std::vector<std::string> lines_;
};
