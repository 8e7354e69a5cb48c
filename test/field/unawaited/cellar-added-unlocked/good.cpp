// CASE (corrected): the write lock is awaited before the register changes.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/rwlock.hh>
#include <exception>
#include <map>
#include <string>

namespace cellars {

struct Cellar {
    std::string name;
    int shelves = 0;
};

class Register {
public:
    seastar::future<seastar::rwlock::holder> for_writing() { return gate_.hold_write_lock(); }
    void enter(Cellar c) { cellars_[c.name] = std::move(c); }
    std::size_t size() const { return cellars_.size(); }

private:
    seastar::rwlock gate_;
    std::map<std::string, Cellar> cellars_;
};

class Estate {
public:
    seastar::future<> create(Cellar c) {
        auto lock = co_await register_.for_writing();
        std::exception_ptr failure;
        try {
            register_.enter(std::move(c));
        } catch (...) {
            failure = std::current_exception();
        }
        if (failure) {
            co_await forget();
            std::rethrow_exception(failure);
        }
        co_await announce();
    }

private:
    seastar::future<> forget();
    seastar::future<> announce();
    Register register_;
};

}  // namespace cellars
