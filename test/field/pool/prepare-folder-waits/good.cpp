// TU-SET: good.cpp lib.cpp
// CASE: the folders are emptied before their tasks begin, by the thread that owns the archive
#include "workers.hpp"
#include <filesystem>
#include <map>

class archive {
public:
    explicit archive(workers& disk) : disk_(disk) {}

    void begin(const std::vector<std::string>& folders) {
        for (const std::string& folder : folders) {
            std::filesystem::create_directories(folder);
            empty_folder(disk_, folder);
            prepared_[folder] = disk_.submit([this, folder] { write_index(folder); });
        }
    }
    void finish() {
        for (auto& [folder, ready] : prepared_)
            ready.get();
    }

private:
    void write_index(const std::string& folder);

    workers& disk_;
    std::map<std::string, std::future<void>> prepared_;
};

int main() {
    workers disk(8);
    archive a(disk);
    a.begin({"north", "south", "east", "west"});
    a.finish();
}
