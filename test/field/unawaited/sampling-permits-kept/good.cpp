#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>
#include <string>
#include <utility>
#include <vector>

namespace brewery {

struct vat { std::string label; int litres = 0; };
struct sample { double sugar = 0; };

seastar::future<sample> draw(const vat& v);
seastar::future<std::vector<vat>> vats_of(std::string cellar);

class laboratory {
public:
    seastar::future<double> estimate(std::string cellar) {
        if (closed_) {
            co_return 0.0;
        }
        auto ticket = co_await seastar::get_units(benches_, 1);
        double sum = 0;
        auto vats = co_await vats_of(std::move(cellar));
        for (const auto& v : vats) {
            sum += (co_await draw(v)).sugar;
        }
        co_return sum;
    }

    // Queues for the permit while the list is read, and takes it then.
    seastar::future<> refill(std::string cellar) {
        auto waiting = seastar::get_units(benches_, 1);
        auto vats = co_await vats_of(std::move(cellar));
        auto ticket = co_await std::move(waiting);
        for (const auto& v : vats) {
            co_await top_up(v);
        }
    }

private:
    seastar::future<> top_up(const vat& v) {
        const auto need = v.litres < 100 ? 2U : 1U;
        auto pumps = co_await seastar::get_units(pumps_, need);
        co_await draw(v);
        ++filled_;
        co_await note(v.label);
    }
    seastar::future<> note(std::string label);

    seastar::semaphore benches_{2}, pumps_{4};
    int filled_ = 0;
    bool closed_ = false;
};

} // namespace brewery
