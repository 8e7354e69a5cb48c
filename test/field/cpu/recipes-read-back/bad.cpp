// CASE: all recipes of a kitchen are read back from their written form for a newcomer, by one call of std::transform
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ss = seastar;

struct recipe {
    std::string name;
    std::map<std::string, double> grams;
};
struct written_recipe {
    std::string text;

    recipe read() const {
        recipe made;
        std::string_view rest = text;
        while (!rest.empty()) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos)
                made.name = line;
            else
                made.grams[std::string(line.substr(0, colon))] = std::strtod(std::string(line.substr(colon + 1)).c_str(), nullptr);
        }
        return made;
    }
};
struct cook_book {
    std::vector<written_recipe> pages;
};

class kitchen {
public:
    ss::future<std::vector<recipe>> recipes_for_newcomer(std::string house) {
        std::vector<recipe> all;
        const std::unique_ptr<cook_book> book = co_await fetch(std::move(house));
        all.reserve(book->pages.size());
        std::transform(book->pages.begin(), book->pages.end(), std::back_inserter(all),  // EXPECT: cpu-loop-on-executor
                       [](const written_recipe& page) { return page.read(); });
        co_return all;
    }

private:
    ss::future<std::unique_ptr<cook_book>> fetch(std::string house);
};
