// The removal of the dust sheet is one of those that are waited for.
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <cstdio>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace shelf {

class Cover {
public:
    explicit operator bool() const;
    seastar::future<> close();
};

class Bookshelf : public std::enable_shared_from_this<Bookshelf> {
public:
    seastar::future<> shut() {
        std::vector<seastar::future<>> closing;
        if (front_) {
            closing.push_back(front_.close().handle_exception([me = shared_from_this()](std::exception_ptr) {
                std::puts("the front cover is stuck");
            }));
        }
        if (back_) {
            closing.push_back(back_.close().handle_exception([me = shared_from_this()](std::exception_ptr) {
                std::puts("the back cover is stuck");
            }));
        }
        if (dusty_) {
            try {
                closing.push_back(removeSheet().handle_exception([me = shared_from_this()](std::exception_ptr) {
                    std::puts("the dust sheet stays");
                }));
            } catch (...) {
                std::puts("no sheet to remove");
            }
        }
        return seastar::when_all_succeed(std::move(closing)).then([me = shared_from_this()] { me->open_ = false; });
    }

private:
    seastar::future<> removeSheet();

    Cover front_;
    Cover back_;
    bool dusty_ = false;
    bool open_ = true;
};

}  // namespace shelf
