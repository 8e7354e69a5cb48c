#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace poll {

struct vote { std::string candidate; int station = 0; };

class count {
public:
    seastar::future<vote> first();
    seastar::future<> rest();
    bool all_agree() const;
    std::size_t stations() const;
};

seastar::future<> recount(std::shared_ptr<count> c);
void note_failure(std::exception_ptr e);

class board {
public:
    explicit board(std::size_t quorum) : quorum_(quorum) {}

    seastar::future<vote> decide(std::shared_ptr<count> c) {
        auto early = co_await c->first();
        auto others = c->rest();
        const bool check = c->stations() > quorum_;
        co_await std::move(others).handle_exception([](std::exception_ptr e) { note_failure(std::move(e)); });
        if (!check) {
            co_return early;
        }
        ++checks_;
        if (!c->all_agree()) {
            co_await recount(std::move(c));
        }
        co_return early;
    }

    // Both branches use the future up.
    seastar::future<> settle(std::shared_ptr<count> c, bool quietly) {
        auto others = c->rest();
        if (quietly) {
            return std::move(others).handle_exception([](std::exception_ptr) {});
        }
        return std::move(others).then([c] { return recount(c); });
    }

    // Started only where it is needed.
    seastar::future<> verify(std::shared_ptr<count> c) {
        std::optional<seastar::future<>> others;
        if (c->stations() > quorum_) {
            others.emplace(c->rest());
        }
        auto early = co_await c->first();
        if (others) {
            co_await std::move(*others);
        }
        last_ = std::move(early.candidate);
    }

private:
    std::size_t quorum_;
    unsigned checks_ = 0;
    std::string last_;
};

} // namespace poll
