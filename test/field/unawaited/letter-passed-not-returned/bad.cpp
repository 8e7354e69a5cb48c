// CASE: the handler that is found by kind is started, and a ready future is returned instead of its own.
#include <seastar/core/future.hh>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#define LOGGED(expr) (note_call(#expr), (expr))

namespace post {

void note_call(const char* what);

struct letter { std::uint16_t kind = 0; std::string body; };

class desk {
public:
    virtual ~desk() = default;
    virtual seastar::future<> received(letter l) = 0;
};

class office {
public:
    seastar::future<> process(letter l, bool open) {
        if (!open) {
            return seastar::make_ready_future<>();
        }
        auto i = desks_.find(l.kind);
        if (i != desks_.end()) {
            i->second->received(std::move(l));  // EXPECT: unawaited-task|discarded-future
        }
        return seastar::make_ready_future<>();
    }

    // The macro hides the call, and the branch returns what it made.
    seastar::future<> forward(std::uint16_t kind, letter l) {
        auto i = desks_.find(kind);
        if (i == desks_.end()) {
            return seastar::make_ready_future<>();
        }
        return LOGGED(i->second->received(std::move(l)));
    }

    seastar::future<> flush() {
        return seastar::make_ready_future<>().then([this] {
            for (auto& [kind, d] : desks_) {
                LOGGED(d->received(letter{kind, {}}));  // EXPECT: unawaited-task|discarded-future
            }
        });
    }

private:
    std::unordered_map<std::uint16_t, std::unique_ptr<desk>> desks_;
};

} // namespace post
