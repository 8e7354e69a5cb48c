// References, views and futures that look as if they were lost: frames that wait, values that are kept, states that stay.
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace museum {

seastar::future<> dust(std::string_view room);
seastar::future<int> visitors(const std::string& room);
void complain(std::exception_ptr e);

struct tour { std::map<std::string, int> rooms; int guide = 0; };
seastar::future<tour> plan(std::string day);

class house {
public:
    // The frame waits for the continuation that refers to it.
    seastar::future<int> count(std::string room) {
        int sum = 0;
        co_await visitors(room).then([&](int n) { sum += n; });
        co_await seastar::do_for_each(names_, [&sum](const std::string& n) { return visitors(n).then([&sum](int v) { sum += v; }); });
        co_return sum;
    }

    // do_with keeps the list, and the views into it.
    seastar::future<> clean(std::vector<std::string> rooms) {
        return seastar::do_with(std::move(rooms), [](auto& all) {
            return seastar::do_for_each(all, [](const std::string& room) { return dust(room); });
        });
    }

    // A local object is replaced, not the one that the reference is of.
    seastar::future<int> replan(std::string day) {
        tour next = co_await plan(day);
        auto& rooms = next.rooms;
        co_await dust(day);
        tour other;
        other = co_await plan(day);
        co_return static_cast<int>(rooms.size() + other.rooms.size());
    }

    // Only set up before the others run.
    seastar::future<int> guide(const std::string& name) {
        const auto& who = guides_.at(name);
        co_await dust(name);
        co_return who;
    }

    // The queue for the permit is joined first, and awaited further down.
    seastar::future<> open(std::string room) {
        auto waiting = seastar::get_units(doors_, 1);
        co_await dust(room);
        auto permit = co_await std::move(waiting);
        co_await dust(room);
    }

    // In the background, known by the gate, and its error is heard.
    void polish(std::string room) {
        (void)seastar::try_with_gate(gate_, [this, room = std::move(room)] {
            return visitors(room).then([this](int n) { seen_ += n; }).handle_exception([](std::exception_ptr e) { complain(e); });
        });
    }

    // One error, taken once on each way.
    seastar::future<> close() {
        return gate_.close().then_wrapped([](seastar::future<> f) {
            if (f.failed()) {
                complain(f.get_exception());
                return;
            }
            f.ignore_ready_future();
        });
    }

    // Assigned where the last one is known to be over.
    seastar::future<> restart() {
        co_await std::move(watching_);
        watching_ = watch();
    }

private:
    seastar::future<> watch();
    std::vector<std::string> names_;
    const std::map<std::string, int> guides_{{"anna", 1}};
    seastar::semaphore doors_{2};
    seastar::gate gate_;
    seastar::future<> watching_ = seastar::make_ready_future<>();
    int seen_ = 0;
};

} // namespace museum
