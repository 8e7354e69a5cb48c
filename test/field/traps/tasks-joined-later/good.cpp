// Tasks that are kept before they are awaited: in vectors, arrays, optionals, tuples and members, and joined on every path.
#include <coro/coro.hpp>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace orchestra {

struct part { std::string player; int bars = 0; };
coro::task<int> rehearse(part p);
coro::task<void> tune(std::string player);

class concert {
public:
    explicit concert(std::shared_ptr<coro::thread_pool> tp) : tp_(std::move(tp)) {}

    coro::task<int> play(std::vector<part> parts) {
        std::vector<coro::task<int>> playing;
        playing.reserve(parts.size());
        for (auto& p : parts) {
            playing.emplace_back(tp_->schedule(rehearse(std::move(p))));
        }
        int bars = 0;
        for (auto& done : co_await coro::when_all(std::move(playing))) {
            bars += done.return_value();
        }
        co_return bars;
    }

    coro::task<void> tune_up(std::string first, std::string second, bool soloist) {
        std::array<coro::task<void>, 2> strings{tune(std::move(first)), tune(std::move(second))};
        std::optional<coro::task<void>> solo;
        if (soloist) {
            solo.emplace(tune("soloist"));
        }
        for (auto& t : strings) {
            co_await t;
        }
        if (solo) {
            co_await *solo;
        }
    }

    coro::task<int> duet(part a, part b) {
        std::tuple both{rehearse(std::move(a)), rehearse(std::move(b))};
        auto& [left, right] = both;
        const int bars = co_await left;
        co_return bars + co_await right;
    }

    // Kept in a member now, awaited by 'finish'.
    void prepare(std::string player) { pending_.push_back(tp_->spawn_joinable(tune(std::move(player)))); }

    coro::task<void> finish() {
        auto pending = std::exchange(pending_, {});
        co_await coro::when_all(std::move(pending));
    }

    // A function that returns a task is not a coroutine; the caller awaits.
    coro::task<int> encore(part p) { return p.bars > 100 ? rehearse(std::move(p)) : rehearse({p.player, 100}); }

private:
    std::shared_ptr<coro::thread_pool> tp_;
    std::vector<coro::task<void>> pending_;
};

} // namespace orchestra
