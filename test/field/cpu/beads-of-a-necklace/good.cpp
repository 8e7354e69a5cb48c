// CASE: the twin pauses after each bead
#include <seastar/core/future.hh>
#include <seastar/core/thread.hh>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ss = seastar;

struct bead {
    long strung = 0;
    std::string colour;
    std::string letters;
};

struct necklace {
    std::string owner;
    std::map<int, bead> beads;
};

class jeweller {
public:
    ss::future<> write_all() {
        return ss::async([this] {
            for (const necklace& one : necklaces_)
                write(one);
        });
    }

private:
    void write(const necklace& one) {
        put(one.owner);
        for (const auto& [place, b] : one.beads) {
            write(place, b);
            ss::thread::maybe_yield();
        }
    }
    void write(int place, const bead& one) {
        put(std::to_string(place));
        put(std::to_string(one.strung));
        put(one.colour);
        put(one.letters);
    }
    void put(const std::string& text) {
        page_ += std::to_string(text.size());
        page_ += ':';
        page_ += text;
    }

    std::vector<necklace> necklaces_;
    std::string page_;
};
