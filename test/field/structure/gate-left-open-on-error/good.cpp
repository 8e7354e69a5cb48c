#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace print {

struct sheet { std::string text; int copies = 1; };
seastar::future<> press(sheet s);
seastar::future<bool> paper_left(int sheets);
void note_failure(std::exception_ptr e);

seastar::future<int> print_all(std::vector<sheet> sheets) {
    seastar::gate running;
    int copies = 0;
    for (auto& s : sheets) {
        copies += s.copies;
        (void)seastar::with_gate(running, [s = std::move(s)]() mutable {
            return press(std::move(s)).handle_exception([](std::exception_ptr e) { note_failure(std::move(e)); });
        });
    }
    std::exception_ptr failure;
    bool enough = false;
    try {
        enough = co_await paper_left(copies);
    } catch (...) {
        failure = std::current_exception();
    }
    co_await running.close();
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return enough ? copies : 0;
}

class queue {
public:
    seastar::future<> submit(sheet s) {
        auto holder = gate_.hold();
        co_await press(std::move(s));
    }

    seastar::future<> stop() { return gate_.close(); }

private:
    seastar::gate gate_;
};

// Nothing entered it yet: there is nothing to wait for on the first return.
seastar::future<int> print_cover(sheet s, bool dry) {
    seastar::gate running;
    if (dry) {
        co_return 0;
    }
    const int copies = s.copies;
    (void)seastar::with_gate(running, [s = std::move(s)]() mutable { return press(std::move(s)); });
    co_await running.close();
    co_return copies;
}

} // namespace print
