#include "workers.hpp"
#include <filesystem>

void empty_folder(workers& disk, const std::string& folder) {
    std::vector<std::future<void>> removals;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        removals.push_back(disk.submit([path = entry.path()] { std::filesystem::remove(path); }));
    for (auto& r : removals)
        r.get();  // EXPECT-ALT: pool-self-wait
}
