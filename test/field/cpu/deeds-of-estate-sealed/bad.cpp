// CASE: the papers of an estate are unsealed up to a mark by std::transform, and the whole vector is sealed again
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct paper {
    int kind = 0;
    std::vector<std::pair<std::string, std::string>> clauses;
};

struct sealed_paper {
    int kind = 0;
    std::string wax;

    paper open() const {
        paper made{kind, {}};
        std::size_t at = 0;
        while (at < wax.size()) {
            const std::size_t middle = wax.find('=', at);
            const std::size_t end = wax.find(';', at);
            if (middle == std::string::npos || end == std::string::npos)
                break;
            made.clauses.emplace_back(wax.substr(at, middle - at), wax.substr(middle + 1, end - middle - 1));
            at = end + 1;
        }
        return made;
    }
};

struct estate {
    std::vector<sealed_paper> papers;
};

class notary {
public:
    ss::future<> take_over(estate from) {
        auto mark = std::partition(from.papers.begin(), from.papers.end(), [](const sealed_paper& one) { return one.kind < 3; });
        std::vector<paper> opened;
        opened.reserve(std::distance(from.papers.begin(), mark));
        std::transform(from.papers.begin(), mark, std::back_inserter(opened),  // EXPECT: cpu-loop-on-executor
                       [](const sealed_paper& one) { return one.open(); });
        co_await keep(std::move(opened));
    }

private:
    ss::future<> keep(std::vector<paper> papers);
};
