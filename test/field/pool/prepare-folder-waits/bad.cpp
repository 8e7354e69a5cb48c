// TU-SET: bad.cpp lib.cpp
// CASE: a task of the file workers empties its folder by a function that uses the same workers, and waits for them
#include "workers.hpp"
#include <filesystem>
#include <map>

class archive {
public:
    explicit archive(workers& disk) : disk_(disk) {}

    void begin(const std::vector<std::string>& folders) {
        for (const std::string& folder : folders)
            prepared_[folder] = disk_.submit([this, folder] { prepare(folder); });
    }
    void finish() {
        for (auto& [folder, ready] : prepared_)
            ready.get();
    }

private:
    void prepare(const std::string& folder) {
        std::filesystem::create_directories(folder);
        empty_folder(disk_, folder);  // EXPECT: pool-self-wait
    }

    workers& disk_;
    std::map<std::string, std::future<void>> prepared_;
};

int main() {
    workers disk(8);
    archive a(disk);
    a.begin({"north", "south", "east", "west"});
    a.finish();
}
