// CASE: the future of a write lock is kept without co_await: it protects nothing, in two of four functions.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/rwlock.hh>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ledger {

struct image { std::string bytes; long upto = 0; };
seastar::future<std::map<std::string, long>> decode(std::string bytes);
seastar::future<std::string> encode(const std::map<std::string, long>& accounts);

class accounts {
public:
    seastar::future<> restore(image snapshot) {
        auto holder = gate_.hold();
        auto guard = lock_.hold_write_lock();  // EXPECT: missing-await-on-lock
        auto fresh = co_await decode(std::move(snapshot.bytes));
        balances_.swap(fresh);
        applied_ = snapshot.upto;
    }

    seastar::future<image> save() {
        auto holder = gate_.hold();
        auto guard = lock_.hold_write_lock();  // EXPECT: missing-await-on-lock
        const auto upto = applied_;
        image out{co_await encode(balances_), upto};
        co_return out;
    }

    // Awaited in the line below: the future is a detail of the spelling.
    seastar::future<long> sum() {
        auto pending = lock_.hold_read_lock();
        auto guard = co_await std::move(pending);
        long total = 0;
        for (const auto& [name, amount] : balances_) {
            total += amount;
        }
        co_return total;
    }

    // The optional holds a lock, not a future.
    bool try_put(const std::string& name, long amount) {
        auto guard = lock_.try_hold_write_lock();
        if (!guard) {
            return false;
        }
        balances_[name] = amount;
        return true;
    }

    seastar::future<> stop() { return gate_.close(); }

private:
    seastar::rwlock lock_;
    seastar::gate gate_;
    std::map<std::string, long> balances_;
    long applied_ = 0;
};

} // namespace ledger
