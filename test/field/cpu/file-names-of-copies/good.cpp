// CASE: others may run after each name
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/seastar.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace ss = seastar;

using name_set = std::shared_ptr<const std::set<std::string>>;

ss::future<> store_text(std::string path, std::string text);

class photo_archive {
public:
    ss::future<> seal(std::string folder, std::vector<name_set> parts) {
        std::ostringstream list;
        list << "{ \"photos\": [";
        unsigned n = 0;
        for (const name_set& part : parts) {
            for (const std::string& name : *part) {
                if (n++ > 0)
                    list << ", ";
                list << '"' << name << '"';
                co_await ss::coroutine::maybe_yield();
            }
        }
        list << "] }\n";
        co_await store_text(folder + "/contents.json", list.str());
    }
};
