#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

struct player {
    std::string name;
    std::vector<float> sound;
    void add(const std::vector<float>& other);
};

class orchestra {
public:
    void each(const std::function<void(std::size_t)>& play) const;
    void bar(const std::vector<std::vector<float>>& notes);

private:
    std::vector<player> players_;
};

void perform(orchestra& all, const std::vector<std::vector<std::vector<float>>>& bars);
