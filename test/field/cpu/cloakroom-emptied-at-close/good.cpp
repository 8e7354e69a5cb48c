// CASE: the coats are given back one by one, and others may run in between
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <unordered_map>

namespace ss = seastar;

struct coat {
    std::string owner;
    std::string colour;
    std::uint64_t weight = 0;
};

class storehouse {
public:
    using place = std::list<coat>::iterator;

    place put(coat one) {
        weight_ += one.weight;
        owners_[one.owner]++;
        return coats_.insert(coats_.end(), std::move(one));
    }
    void take(place where) {
        weight_ -= where->weight;
        if (auto at = owners_.find(where->owner); at != owners_.end() && --at->second == 0)
            owners_.erase(at);
        coats_.erase(where);
    }

private:
    std::list<coat> coats_;
    std::unordered_map<std::string, unsigned> owners_;
    std::uint64_t weight_ = 0;
};

class cloakroom {
public:
    explicit cloakroom(storehouse& house) : house_(house) {}

    void hang(int ticket, coat one) { places_.emplace(ticket, house_.put(std::move(one))); }

    ss::future<> close() {
        while (!places_.empty()) {
            house_.take(places_.begin()->second);
            places_.erase(places_.begin());
            co_await ss::coroutine::maybe_yield();
        }
        co_await guests_.close();
    }

private:
    storehouse& house_;
    ss::gate guests_;
    std::map<int, storehouse::place> places_;
};
