// CASE: a copy of a library links all files of all shelves at the same time
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/seastar.hh>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

class shelf {
public:
    ss::future<> link_into(const std::string& folder);
    bool ours() const;
};
using shelf_ptr = std::shared_ptr<shelf>;

ss::future<> make_folder(std::string path);
ss::future<> sync_folder(std::string path);

class library {
public:
    ss::future<> copy(std::string name) {
        std::vector<shelf_ptr> all;
        all.reserve(shelves_.size());
        for (const auto& [id, one] : shelves_)
            if (one->ours())
                all.push_back(one);
        return ss::do_with(std::move(all), "copies/" + name, [](std::vector<shelf_ptr>& all, const std::string& folder) {
            return make_folder(folder)
                .then([&all, &folder] {
                    return ss::parallel_for_each(all, [&folder](shelf_ptr one) {  // EXPECT-HINT: unbounded-spawn
                        return one->link_into(folder);
                    });
                })
                .then([&folder] { return sync_folder(folder); });
        });
    }

private:
    std::unordered_map<unsigned, shelf_ptr> shelves_;
};
