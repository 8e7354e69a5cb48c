#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace library {

struct shelf { std::string name; std::size_t books = 0; };
struct unreadable : std::runtime_error { using std::runtime_error::runtime_error; };

seastar::future<std::size_t> sort_shelf(shelf s, seastar::abort_source& as);

class sorter {
public:
    seastar::future<std::size_t> sort_all(std::vector<shelf> shelves) {
        std::size_t moved = 0;
        for (auto& s : shelves) {
            moved += co_await sort_one(std::move(s));
            co_await seastar::sleep_abortable(std::chrono::milliseconds(20), as_);
        }
        co_return moved;
    }

    void stop() { as_.request_abort(); }

private:
    seastar::future<std::size_t> sort_one(shelf s) {
        const std::string name = s.name;
        try {
            co_return co_await sort_shelf(std::move(s), as_);
        } catch (const seastar::abort_requested_exception& e) {
            std::printf("%s: stopped, %s\n", name.c_str(), e.what());
            throw;
        } catch (const unreadable& e) {
            std::printf("%s: left out, %s\n", name.c_str(), e.what());
        }
        co_return 0;
    }

    seastar::abort_source as_;
};

/// The owner of the whole run: here, and only here, a stop is the expected end.
seastar::future<> run(sorter& s, std::vector<shelf> shelves) {
    try {
        std::printf("%zu moved\n", co_await s.sort_all(std::move(shelves)));
    } catch (const std::exception& e) {
        std::printf("ended early: %s\n", e.what());
        throw;
    }
}

} // namespace library
