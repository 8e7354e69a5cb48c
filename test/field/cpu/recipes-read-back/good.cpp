// CASE: all recipes of a kitchen are read back from their written form one by one, and others may run in between
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <algorithm>
#include <cstdlib>
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
        for (const written_recipe& page : book->pages) {
            all.push_back(page.read());
            co_await ss::coroutine::maybe_yield();
        }
        co_return all;
    }

private:
    ss::future<std::unique_ptr<cook_book>> fetch(std::string house);
};
