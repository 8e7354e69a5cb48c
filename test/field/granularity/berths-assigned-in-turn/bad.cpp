// CASE: whenever ships have arrived, they get their berths one after the other, and each waits for the answer of a quay
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <exception>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace ss = seastar;

class quays {
public:
    ss::future<> reserve(std::string ship, unsigned quay);
};

class plan_of_port {
public:
    std::optional<unsigned> quay_of(const std::string& ship) const;
};

void log_failure(const std::string& ship, std::exception_ptr why);

class harbour_master {
public:
    harbour_master(quays& all, const plan_of_port& plan) : quays_(all), plan_(plan) {}
    void arrived(std::string ship) {
        waiting_.insert(std::move(ship));
        news_.signal();
    }
    ss::future<> assign_all() {
        while (!gate_.is_closed()) {
            co_await news_.wait([this] { return !waiting_.empty() || gate_.is_closed(); });
            const std::set<std::string> ships = std::exchange(waiting_, {});
            for (const std::string& ship : ships)
                co_await assign(ship);  // EXPECT-HINT: await-in-loop
        }
    }

private:
    ss::future<> assign(const std::string& ship) {
        const std::optional<unsigned> quay = plan_.quay_of(ship);
        if (!quay)
            co_return;
        try {
            co_await quays_.reserve(ship, *quay);
        } catch (...) {
            log_failure(ship, std::current_exception());
        }
    }

    quays& quays_;
    const plan_of_port& plan_;
    std::set<std::string> waiting_;
    ss::condition_variable news_;
    ss::gate gate_;
};
