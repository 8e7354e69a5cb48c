// CASE: each shelf of a herbarium is described by a crew of its own, made for that shelf and dismissed after it
// TU-SET: bad.cpp crew.cpp
#include "crew.hpp"
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

struct leaf {
    std::string name;
    std::string family;
};

leaf describe(const std::filesystem::path& sheet);
std::vector<std::filesystem::path> sheets_in(const std::filesystem::path& shelf);

class herbarium {
public:
    void load(const std::vector<std::filesystem::path>& shelves) {
        for (const std::filesystem::path& shelf : shelves)
            build(shelf);
    }

private:
    void build(const std::filesystem::path& shelf) {
        const std::vector<std::filesystem::path> sheets = sheets_in(shelf);
        crew helpers(4);  // EXPECT: pool-per-call
        std::mutex m;
        std::vector<leaf> found;
        for (const std::filesystem::path& sheet : sheets)
            helpers.add([&m, &found, sheet] {
                leaf one = describe(sheet);
                std::lock_guard hold(m);
                found.push_back(std::move(one));
            });
        helpers.finish();
        leaves_.insert(leaves_.end(), found.begin(), found.end());
    }

    std::vector<leaf> leaves_;
};
