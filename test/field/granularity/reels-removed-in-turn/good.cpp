// CASE: all three at once
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/seastar.hh>
#include <string>
#include <vector>

namespace ss = seastar;

class reel {
public:
    ss::future<> remove_files() {
        std::vector<std::string> names{path_, path_ + ".index"};
        if (dubbed_)
            names.push_back(path_ + ".dub");
        return ss::do_with(std::move(names), [](std::vector<std::string>& all) {
            return ss::max_concurrent_for_each(all, 3, [](const std::string& name) { return ss::remove_file(name); });
        });
    }

private:
    std::string path_;
    bool dubbed_ = false;
};
