#pragma once
#include <string>
#include <vector>

class papers {
public:
    void renew(unsigned version);
    bool save(const std::string& path) const;

private:
    std::vector<char> bytes_;
};
